package io.undercurrent.stream.record;

import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.calibration.Outcome;
import java.util.List;
import java.util.Objects;

/**
 * What the network makes of a change of a window: a forecast from each origin that the change may have touched, and what the
 * day of the origin itself brought. No origin after the first of them is left out, so that whatever the change led to is
 * made again together. Or that the series is forgotten: then whoever keeps state of it clears that.
 *
 * @param key the series
 * @param model name of the model in force
 * @param newestDay of the series
 * @param firstChangedDay the first day that has another value than before; after the newest where none has
 * @param origins oldest first; none where the series is forgotten
 */
public record ForecastUpdate(String key, String model, int newestDay, int firstChangedDay, List<Origin> origins) {

    /** A forecast with the outcome of the last day that it knew. */
    public record Origin(OriginForecast forecast, Outcome outcome) {}

    public ForecastUpdate {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(origins, "origins");
    }

    /** Nothing was read of a series for so long that its state is given back. */
    public static ForecastUpdate forgotten(String key, String model) {
        return new ForecastUpdate(key, model, 0, 0, List.of());
    }

    /** Whether the series is forgotten. */
    public boolean isForgotten() {
        return origins.isEmpty();
    }
}
