package io.undercurrent.bench.job;

import io.undercurrent.bench.Benchmark.Progress;
import io.undercurrent.bench.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs several setups in turn, again and again, so that what slows the machine for a while slows all of them. */
final class Repetition {

    private Repetition() {}

    /**
     * @param setups by name
     * @return rates by the same names, one a repetition
     */
    static Map<String, Measurement> rates(Map<String, JobSetup> setups, int repetitions, Progress progress) {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int repetition = 1; repetition <= repetitions; repetition++) {
            for (Map.Entry<String, JobSetup> setup : setups.entrySet()) {
                progress.doing("run " + repetition + " of " + repetitions + ", " + setup.getKey());
                rates.computeIfAbsent(setup.getKey(), unused -> new ArrayList<>())
                        .add(JobRun.of(setup.getValue()).rate());
            }
        }
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        rates.forEach((name, runs) -> measurements.put(name, new Measurement(name, "readings/s", runs)));
        return measurements;
    }
}
