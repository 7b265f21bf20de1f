package io.undercurrent.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where a model came from. Holds nothing that differs between two runs of the same training, so that their files are equal.
 *
 * @param data name of the file with the readings
 * @param series number of series trained on
 * @param readings number of days with a reading trained on
 * @param from first day trained on, as YYYY-MM-DD
 * @param until last day trained on, as YYYY-MM-DD
 * @param options the options of the training, in the order given
 * @param seed of every random choice
 * @param version of the product
 * @param steps steps of the optimiser behind the weights kept
 * @param validationLoss pinball loss of the weights kept, in scales of the series
 */
public record Provenance(
        String data,
        int series,
        long readings,
        String from,
        String until,
        Map<String, String> options,
        long seed,
        String version,
        int steps,
        double validationLoss) {

    public Provenance {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(version, "version");
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** Of a model with random weights, as tests and benchmarks use it. */
    static Provenance untrained(long seed) {
        return new Provenance("none", 0, 0, "-", "-", Map.of(), seed, "untrained", 0, Double.NaN);
    }
}
