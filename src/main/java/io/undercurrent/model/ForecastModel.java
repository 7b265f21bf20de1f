package io.undercurrent.model;

import io.undercurrent.series.Columns;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.holiday.HolidayCalendar;
import java.util.List;

/**
 * A trained forecaster of any kind: what a job has to know of it. Immutable and shared between threads; each thread works through
 * a {@link Forecaster} of its own.
 */
public interface ForecastModel {

    /**
     * The model in short with the first digits of the checksum of its file, such as {@code gru48@1f3c9a}. A release that would
     * write the same model in other bytes still reads it under this name.
     */
    String id();

    /** What tells it from every other model: the checksum that stands in its file, SHA-256 in hexadecimal digits. */
    String checksum();

    /** The bytes of the model's file, not to be changed: those that it was read from, or those that it would be written as. */
    byte[] file();

    Provenance provenance();

    /** What its readings carry. */
    Columns columns();

    /** The holidays that it knows by itself, so that readings need not carry them. */
    default List<HolidayCalendar> holidays() {
        return List.of();
    }

    /** Days that it looks back, the present one included. */
    int window();

    /** What its forecasts consist of. */
    ForecastShape shape();

    /** Floats of hidden state a series. */
    int stateSize();

    /**
     * One thread's working memory.
     *
     * @param rows series that can be stepped at once
     */
    Forecaster forecaster(int rows);

    /**
     * The contract of a job that this is the first model of.
     *
     * @param lateness days that a reading may be older than the newest of its series
     */
    default SeriesContract contract(int lateness) {
        return new SeriesContract(columns(), shape().quantiles(), shape().horizon(), window(), lateness);
    }

    /**
     * Checks that this model can serve a job with this contract.
     *
     * @throws IllegalArgumentException if it cannot; the message names all differences
     */
    default void requireFit(SeriesContract contract) {
        List<String> differences = contract.differencesOf(columns(), shape(), window());
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(
                    "model " + id() + " does not fit the contract of the job: " + String.join(", ", differences));
        }
    }
}
