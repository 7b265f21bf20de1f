package io.undercurrent.dashboard.state;

import io.undercurrent.series.Forecast;
import java.util.Objects;

/**
 * A forecast and when the job wrote it.
 *
 * @param issued milliseconds since 1970-01-01T00:00Z; {@link #UNKNOWN_TIME} where the message of an older release does not say
 */
public record IssuedForecast(Forecast forecast, long issued) {

    /** Of a forecast that does not say when it was written. */
    public static final long UNKNOWN_TIME = -1;

    public IssuedForecast {
        Objects.requireNonNull(forecast, "forecast");
        if (issued < UNKNOWN_TIME) {
            throw new IllegalArgumentException("issued: expected a time after 1970-01-01, but got " + issued);
        }
    }
}
