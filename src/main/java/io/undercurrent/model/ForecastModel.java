package io.undercurrent.model;

import io.undercurrent.series.Columns;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.SeriesHolidays;
import io.undercurrent.series.kind.StaticFeatures;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model of any kind, as a job uses it. Immutable and thread-safe; each thread needs a {@link Forecaster} of its own.
 */
public interface ForecastModel {

    /**
     * A short name with the first digits of the file's checksum, such as {@code gru48@1f3c9a}. It depends on the bytes
     * of the file as read, so it stays the same in releases that would write other bytes.
     */
    String id();

    /** What tells it from every other model: the checksum that stands in its file, SHA-256 in hexadecimal digits. */
    String checksum();

    /**
     * The bytes of the model's file as read; for a model that was never written, the bytes to write. Must not be
     * changed.
     */
    byte[] file();

    Provenance provenance();

    /** The columns of its readings. */
    Columns columns();

    /** The holidays that it knows by itself, so that readings need not carry them. */
    default List<HolidayCalendar> holidays() {
        return List.of();
    }

    /** The holidays of the country of each series that it knows by itself. */
    default SeriesHolidays seriesHolidays() {
        return SeriesHolidays.NONE;
    }

    /**
     * This model with holidays of other series, or of other countries.
     *
     * @throws IllegalArgumentException if it knows no country of any series
     */
    default ForecastModel withSeriesHolidays(SeriesHolidays others) {
        throw new IllegalArgumentException("model " + id() + ": expected one that knows in which country series lie");
    }

    /** The static columns that it tells series apart by; a job says what it has for each series. */
    default List<String> staticColumns() {
        return List.of();
    }

    /** Days that it looks back, including the encoded day. */
    int window();

    /** The shape of its forecasts. */
    ForecastShape shape();

    /** Floats of hidden state for each series. */
    int stateSize();

    /**
     * Creates one thread's working memory.
     *
     * @param rows series that can be stepped at once
     */
    Forecaster forecaster(int rows);

    /**
     * What the baseline of each day ahead of {@code origin} is made of, by target and lead, the day after the origin
     * first. A model whose baseline has no parts calls all of it the level.
     *
     * @param window holds {@code origin} and the days before it that {@link #window} reaches back
     * @param statics what stays the same about the series
     */
    default List<List<BaselineParts>> baselineParts(SlidingWindow window, int origin, StaticFeatures statics) {
        try (Forecaster forecaster = forecaster(1)) {
            EncodedOrigins origins = forecaster.origins(1);
            forecaster.encodeOrigin(window, origin, statics, origins, 0);
            return IntStream.range(0, columns().targets().size())
                    .mapToObj(target -> IntStream.rangeClosed(1, forecaster.horizon())
                            .mapToObj(lead -> BaselineParts.ofLevel(
                                    origins.reference(0, target) + origins.baseline(0, target, lead)))
                            .toList())
                    .toList();
        }
    }

    /**
     * The contract of a job whose first model is this one.
     *
     * @param lateness days that a reading may be older than the newest of its series
     */
    default SeriesContract contract(int lateness) {
        return new SeriesContract(columns(), shape().quantiles(), shape().horizon(), window(), lateness);
    }

    /**
     * Checks that this model can serve a job with this contract.
     *
     * @throws IllegalArgumentException if it does not fit; the message names all differences
     */
    default void requireFit(SeriesContract contract) {
        List<String> differences = contract.differencesOf(columns(), shape(), window());
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(
                    "model " + id() + " does not fit the contract of the job: " + String.join(", ", differences));
        }
    }
}
