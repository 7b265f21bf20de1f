package io.undercurrent.model;

import io.undercurrent.series.SlidingWindow;

/**
 * Steps a model over days and reads forecasts off it, for many series at once: one row a series, row-major arrays
 * throughout. One thread's working memory; allocates nothing while it works.
 *
 * <p>A day enters in two moves: {@link #encodeDay} makes the input, {@link #step} carries the state on. A forecast takes two
 * more: {@link #encodeOrigin} describes the days ahead and tells their baseline, {@link #forecast} reads the quantiles off state
 * and description. Forecasting never changes the state. A row has the same bits whatever other rows are worked on with it.
 */
public interface Forecaster extends AutoCloseable {

    /** What computes it in this process, for people. */
    String backend();

    /** Series that can be stepped at once. */
    int rows();

    /** Days that the model looks back, the present one included. */
    int window();

    /** Days of a forecast. */
    int horizon();

    /** Floats that encode one day. */
    int inputSize();

    /** Room for as many encoded origins. */
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
     * Encodes what is to be known of {@code origin} for a forecast from it, with the baseline: the forecast without the network.
     *
     * @param origins made by {@link #origins}; receives the origin in {@code row}
     */
    void encodeOrigin(SlidingWindow window, int origin, EncodedOrigins origins, int row);

    /**
     * Carries the states of the first {@code count} rows on by one day.
     *
     * @param inputs (count, inputSize)
     * @param states (count, stateSize), before the day on entry and after it on return
     */
    void step(int count, float[] inputs, float[] states);

    /**
     * Reads {@code count} forecasts off states, which stay as they are. Within each forecast the quantiles never cross.
     *
     * @param states (count, stateSize), after the origin's day
     * @param origins those of the states, from row {@code first} on
     * @param values receives (count, forecast size), less the {@link EncodedOrigins#reference} of each target; NaN for a target
     *     that the window holds no value of, not finite where the network's own answer is not
     */
    void forecast(int count, float[] states, EncodedOrigins origins, int first, float[] values);

    @Override
    void close();
}
