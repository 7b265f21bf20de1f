package io.undercurrent.dashboard.state;

import java.util.Objects;
import java.util.Set;

/**
 * What one model has forecast, as far as the forecasts that were read say.
 *
 * @param model its name
 * @param firstOrigin the oldest origin of its forecasts, counted from 1970-01-01
 * @param lastOrigin the newest
 * @param firstIssued when it first wrote one, in milliseconds; {@link IssuedForecast#UNKNOWN_TIME} where none says
 * @param lastIssued when it last wrote one
 * @param series those of which the newest forecast is its own
 * @param targets of these forecasts
 */
public record ModelUse(
        String model,
        int firstOrigin,
        int lastOrigin,
        long firstIssued,
        long lastIssued,
        int series,
        Set<String> targets) {

    public ModelUse {
        Objects.requireNonNull(model, "model");
        targets = Set.copyOf(targets);
    }
}
