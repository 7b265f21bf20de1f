package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.state.IssuedForecast;
import io.undercurrent.dashboard.state.SeriesDetail;
import java.time.Instant;
import java.time.LocalDate;

/** Days and times as texts. */
final class Days {

    private Days() {}

    /**
     * @param day counted from 1970-01-01
     */
    static String date(long day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    /** The newest day with a value; null where there is none. */
    static String newest(SeriesDetail detail) {
        return detail.values().length == 0 ? null : date(detail.newest());
    }

    /**
     * @param millis since 1970-01-01T00:00Z
     * @return null where the time is not known
     */
    static String time(long millis) {
        return millis == IssuedForecast.UNKNOWN_TIME
                ? null
                : Instant.ofEpochMilli(millis).toString();
    }
}
