package io.undercurrent.job.kafka;

import java.util.Locale;

/** How forecasts stand in messages. */
public enum ForecastMessages {
    /** One message a forecast, with arrays over the days ahead. */
    NESTED,
    /** One message for each target and day of a forecast, for tables. */
    FLAT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
