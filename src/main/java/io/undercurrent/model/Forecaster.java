package io.undercurrent.model;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kind.StaticFeatures;

/**
 * Steps a model over days and computes forecasts for many series at once: one row for each series, all arrays
 * row-major. One thread's working memory; allocates nothing after construction.
 *
 * <p>A day takes two calls: {@link #encodeDay} makes the input, {@link #step} updates the state. A forecast takes two
 * more: {@link #encodeOrigin} encodes the days ahead and their baseline, {@link #forecast} computes the quantiles from
 * state and encoding. Forecasting never changes the state. A row's result is the same to the bit whichever other rows
 * are computed with it.
 */
public interface Forecaster extends AutoCloseable {

    /** The back end of this process, as shown to users. */
    String backend();

    /** Series that can be stepped at once. */
    int rows();

    /** Days that the model looks back, including the encoded day. */
    int window();

    /** Days of a forecast. */
    int horizon();

    /** Floats that encode one day. */
    int inputSize();

    /**
     * Stands for how days and origins are encoded: equal to that of another forecaster only if both make the same numbers of the same
     * window.
     */
    default Object encoding() {
        return this;
    }

    /** Allocates {@code rows} encoded origins. */
    EncodedOrigins origins(int rows);

    /**
     * Encodes {@code day} for one {@link #step}.
     *
     * @param window holds {@code day} and the days before it that {@link #window} reaches back
     * @param day the day to encode, possibly before the newest
     * @param inputs receives {@link #inputSize} floats from {@code offset} on
     */
    void encodeDay(SlidingWindow window, int day, float[] inputs, int offset);

    /**
     * Encodes {@code origin} for a forecast from it, with the baseline, which is the forecast without the network.
     *
     * @param origins made by {@link #origins}; receives the origin in {@code row}
     */
    void encodeOrigin(SlidingWindow window, int origin, EncodedOrigins origins, int row);

    /**
     * Encodes {@code origin} of a series of a known kind.
     *
     * @param statics what stays the same about the series; models that do not tell series apart pass it over
     */
    default void encodeOrigin(
            SlidingWindow window, int origin, StaticFeatures statics, EncodedOrigins origins, int row) {
        encodeOrigin(window, origin, origins, row);
    }

    /**
     * Advances the states of the first {@code count} rows by one day.
     *
     * @param inputs (count, inputSize)
     * @param states (count, stateSize), before the day on entry and after it on return
     */
    void step(int count, float[] inputs, float[] states);

    /**
     * Computes {@code count} forecasts from states, which are not changed. Within each forecast the quantiles never
     * cross.
     *
     * @param states (count, stateSize), after the origin's day
     * @param origins origins of the states, from row {@code first} on
     * @param values receives (count, forecast size), minus the {@link EncodedOrigins#reference} of each target; NaN for
     *     a target without a value in the window; not finite if the network's output is not
     */
    void forecast(int count, float[] states, EncodedOrigins origins, int first, float[] values);

    @Override
    void close();
}
