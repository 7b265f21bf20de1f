package io.undercurrent.calibration;

import java.util.Arrays;
import java.util.Objects;

/**
 * The forecasts of one series for days that may still come or change, oldest origin first. Each is stored with the
 * floats learnt up to its origin, from which learning restarts when the next day comes late or is corrected. For
 * origins to which no change can go back, only the correction of their forecast is kept instead (they are condensed).
 *
 * <p>Arrays are held by reference and never written to here. Origins, forecasts and learnt floats have
 * separate arrays, because scoring a day is limited by memory access.
 */
public final class ForecastHistory {

    private static final int FIRST_CAPACITY = 4;

    private final ForecastRows rows;
    private int[] origins;
    private short[][] forecasts;
    private float[][] learnt;
    /** Names of the models; null where an earlier release did not keep it. */
    private String[] models;

    private int size;
    private int condensed;
    /** Days before this one are never scored again. */
    private int firstDay = Integer.MIN_VALUE;

    /** An empty history. */
    ForecastHistory(ForecastRows rows) {
        this(rows, FIRST_CAPACITY);
    }

    private ForecastHistory(ForecastRows rows, int capacity) {
        this.rows = Objects.requireNonNull(rows, "rows");
        origins = new int[capacity];
        forecasts = new short[capacity][];
        learnt = new float[capacity][];
        models = new String[capacity];
    }

    /**
     * An empty history with a given first day, to be filled by {@link #add}.
     *
     * @param condensed number of the oldest origins with a correction instead of learnt floats
     */
    public static ForecastHistory restore(ForecastRows rows, int firstDay, int condensed, int capacity) {
        ForecastHistory history = new ForecastHistory(rows, capacity + 1);
        history.firstDay = firstDay;
        history.condensed = condensed;
        return history;
    }

    /** The layout of {@link #forecast}. */
    public ForecastRows rows() {
        return rows;
    }

    /** Number of origins held. */
    public int size() {
        return size;
    }

    /** Number of the oldest origins with a correction instead of learnt floats. */
    public int condensed() {
        return condensed;
    }

    /** The first day that may still be scored. */
    public int firstDay() {
        return firstDay;
    }

    /** The origin at {@code position}, oldest first. */
    public int origin(int position) {
        return origins[position];
    }

    /** The forecast from the origin at {@code position}. */
    public short[] forecast(int position) {
        return forecasts[position];
    }

    /** The floats learnt up to and including the origin at {@code position}, or its correction. */
    public float[] learnt(int position) {
        return learnt[position];
    }

    /** Name of the model of the forecast from the origin at {@code position}; null where an earlier release did not keep it. */
    public String model(int position) {
        return models[position];
    }

    /** Says by which model the forecasts are that an earlier release kept without a name. */
    void nameUnnamed(String model) {
        // One release wrote all up to some origin.
        for (int position = 0; position < size && models[position] == null; position++) {
            models[position] = model;
        }
    }

    /** Gives what an earlier release learnt the floats that it did not have, as 0. */
    void complete(int learntSize) {
        float[] before = null;
        for (int position = size - 1; position >= condensed && learnt[position].length < learntSize; position--) {
            float[] held = learnt[position];
            // Days without a value share what was learnt before them.
            learnt[position] = held == before ? learnt[position + 1] : Arrays.copyOf(held, learntSize);
            before = held;
        }
    }

    /** Adds an origin later than all others. */
    public void add(int origin, short[] forecast, float[] whatWasLearnt, String model) {
        if (size == origins.length) {
            int capacity = size + size / 2 + 1;
            origins = Arrays.copyOf(origins, capacity);
            forecasts = Arrays.copyOf(forecasts, capacity);
            learnt = Arrays.copyOf(learnt, capacity);
            models = Arrays.copyOf(models, capacity);
        }
        origins[size] = origin;
        forecasts[size] = forecast;
        learnt[size] = whatWasLearnt;
        models[size] = model;
        size++;
    }

    /** Position of the latest origin before {@code day}, or -1 if there is none. */
    int before(int day) {
        int position = size - 1;
        while (position >= 0 && origins[position] >= day) {
            position--;
        }
        return position;
    }

    /** Position of an origin, or -1 if it is not stored. */
    int positionOf(int origin) {
        int position = before(origin) + 1;
        return position < size && origins[position] == origin ? position : -1;
    }

    /**
     * Inserts an origin, or replaces it if stored already; it must not be condensed.
     *
     * @return its position
     */
    int put(int origin, short[] forecast, float[] whatWasLearnt, String model) {
        int position = before(origin) + 1;
        if (position == size) {
            add(origin, forecast, whatWasLearnt, model);
            return position;
        }
        if (origins[position] != origin) {
            add(0, null, null, null);
            move(position, position + 1, size - 1 - position);
        }
        origins[position] = origin;
        forecasts[position] = forecast;
        learnt[position] = whatWasLearnt;
        models[position] = model;
        return position;
    }

    /** Replaces the learnt floats of the oldest origin that has them by a correction. */
    void condense(float[] correction) {
        learnt[condensed++] = correction;
    }

    /**
     * Drops forecasts that no day can be scored against or go back to.
     *
     * @param newFirstDay the first day that may still change
     */
    void forgetBefore(int newFirstDay) {
        firstDay = Math.max(firstDay, newFirstDay);
        int needed = Math.max(0, before(newFirstDay));
        int dropped = 0;
        while (dropped < needed && origins[dropped] < (long) newFirstDay - rows.horizon()) {
            dropped++;
        }
        if (dropped > 0) {
            move(dropped, 0, size - dropped);
            Arrays.fill(forecasts, size - dropped, size, null);
            Arrays.fill(learnt, size - dropped, size, null);
            Arrays.fill(models, size - dropped, size, null);
            size -= dropped;
            condensed = Math.max(0, condensed - dropped);
        }
    }

    private void move(int from, int to, int count) {
        System.arraycopy(origins, from, origins, to, count);
        System.arraycopy(forecasts, from, forecasts, to, count);
        System.arraycopy(learnt, from, learnt, to, count);
        System.arraycopy(models, from, models, to, count);
    }

    /** A history that changes independently of this one. */
    public ForecastHistory copy() {
        ForecastHistory copy = restore(rows, firstDay, condensed, size);
        System.arraycopy(origins, 0, copy.origins, 0, size);
        System.arraycopy(forecasts, 0, copy.forecasts, 0, size);
        System.arraycopy(learnt, 0, copy.learnt, 0, size);
        System.arraycopy(models, 0, copy.models, 0, size);
        copy.size = size;
        return copy;
    }
}
