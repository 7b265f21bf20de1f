package io.undercurrent.stream;

import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.calibration.Outcome;
import java.util.List;
import java.util.Objects;

/**
 * What the network makes of a change of a window: a forecast from each origin that the change may have touched, and what the
 * day of the origin itself brought. No origin behind the first of them is left out, so that whatever the change led to is
 * made again together.
 *
 * @param key the series
 * @param model name of the model in force
 * @param newestDay of the series
 * @param firstChangedDay the first day that has another value than before; behind the newest where none has
 * @param origins oldest first
 */
public record ForecastUpdate(String key, String model, int newestDay, int firstChangedDay, List<Origin> origins) {

    /** A forecast with the outcome of the last day that it knew. */
    public record Origin(OriginForecast forecast, Outcome outcome) {}

    public ForecastUpdate {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(origins, "origins");
    }
}
