package io.undercurrent.model;

import java.util.Arrays;

/**
 * Encoded origins, one in each row. A row holds for each target its scale, the reference of its forecasts, its baseline
 * for each lead and its age; then the features of the days ahead, whose meaning only the encoding model knows.
 */
public final class EncodedOrigins {

    /** The scale of a target, and its reference as two floats. */
    private static final int HEAD_OF_A_TARGET = 3;

    private final int targets;
    private final int horizon;
    private final int featuresOffset;
    private final int rowSize;
    private float[] values;

    /**
     *
     * @param featureSize floats that describe the days ahead of one origin
     */
    public EncodedOrigins(int targets, int horizon, int featureSize, int rows) {
        this.targets = targets;
        this.horizon = horizon;
        featuresOffset = targets * (HEAD_OF_A_TARGET + horizon + 1);
        rowSize = featuresOffset + featureSize;
        values = new float[rows * rowSize];
    }

    /** Number of rows allocated. */
    public int rows() {
        return values.length / rowSize;
    }

    /** Floats in one row. */
    public int rowSize() {
        return rowSize;
    }

    /** Changes the number of rows; rows encoded so far are kept. */
    public void resize(int rows) {
        values = Arrays.copyOf(values, rows * rowSize);
    }

    private int at(int row, int target) {
        return row * rowSize + target * (HEAD_OF_A_TARGET + horizon);
    }

    /**
     * The usual variation of a target, in its unit: networks correct the baseline in multiples of it. NaN if the window
     * has no value of the target.
     */
    public float scale(int row, int target) {
        return values[at(row, target)];
    }

    /**
     * The number that was subtracted from the values of a target, and must be added to its baseline and forecasts; 0
     * for most series.
     */
    public double reference(int row, int target) {
        int at = at(row, target) + 1;
        return (double) values[at] + values[at + 1];
    }

    /**
     * The forecast of a target without the network, minus its {@link #reference}; NaN if the window has no value of the
     * target.
     *
     * @param lead 1 for the day after the origin
     */
    public float baseline(int row, int target, int lead) {
        return values[at(row, target) + HEAD_OF_A_TARGET + lead - 1];
    }

    /**
     * The forecasts of all targets without the network.
     *
     * @param baselines receives (target, horizon)
     */
    public void baselines(int row, float[] baselines) {
        for (int target = 0; target < targets; target++) {
            System.arraycopy(values, at(row, target) + HEAD_OF_A_TARGET, baselines, target * horizon, horizon);
        }
    }

    /** Days from the first value of a target in the window to the origin, both included; 0 if it has none. */
    public int age(int row, int target) {
        return (int) values[row * rowSize + targets * (HEAD_OF_A_TARGET + horizon) + target];
    }

    /** Sets scale, reference and age of a target; {@link #setBaseline} sets its baselines. */
    public void setTarget(int row, int target, float scale, double reference, int age) {
        int at = at(row, target);
        values[at] = scale;
        values[at + 1] = (float) reference;
        values[at + 2] = (float) (reference - (float) reference);
        values[row * rowSize + targets * (HEAD_OF_A_TARGET + horizon) + target] = age;
    }

    public void setBaseline(int row, int target, int lead, float baseline) {
        values[at(row, target) + HEAD_OF_A_TARGET + lead - 1] = baseline;
    }

    /** All rows, one after another; the features of a row begin at {@link #featuresOffset}. */
    public float[] values() {
        return values;
    }

    public int featuresOffset(int row) {
        return row * rowSize + featuresOffset;
    }

    /** Copies the features of a row. */
    public void features(int row, float[] features, int offset) {
        System.arraycopy(values, featuresOffset(row), features, offset, rowSize - featuresOffset);
    }

    /** A copy of a row, for {@link #setRow}. */
    public float[] row(int row) {
        return Arrays.copyOfRange(values, row * rowSize, (row + 1) * rowSize);
    }

    /** Copies a row of origins that are encoded in the same way. */
    public void copyRow(EncodedOrigins from, int position, int row) {
        System.arraycopy(from.values, position * rowSize, values, row * rowSize, rowSize);
    }

    public void setRow(int row, float[] origin) {
        System.arraycopy(origin, 0, values, row * rowSize, rowSize);
    }

    /** Fills a row with zeros. */
    public void clear(int row) {
        Arrays.fill(values, row * rowSize, (row + 1) * rowSize, 0);
    }
}
