package io.undercurrent.model;

import java.util.Arrays;

/**
 * Origins as a model is told of them, one a row: for each target its scale, what its forecasts are told from, its baseline for
 * each lead, and its age; and features of the days ahead, which mean something to the model alone that encoded them.
 */
public final class EncodedOrigins {

    /** The scale of a target, and what its baseline is told from in two floats. */
    private static final int HEAD_OF_A_TARGET = 3;

    private final int targets;
    private final int horizon;
    private final int featuresOffset;
    private final int rowSize;
    private float[] values;

    /**
     * @param featureSize floats that describe the days ahead of one origin
     */
    public EncodedOrigins(int targets, int horizon, int featureSize, int rows) {
        this.targets = targets;
        this.horizon = horizon;
        featuresOffset = targets * (HEAD_OF_A_TARGET + horizon + 1);
        rowSize = featuresOffset + featureSize;
        values = new float[rows * rowSize];
    }

    /** Origins that there is room for. */
    public int rows() {
        return values.length / rowSize;
    }

    /** Floats of one origin. */
    public int rowSize() {
        return rowSize;
    }

    /** Makes room for so many origins; those encoded so far stay. */
    public void resize(int rows) {
        values = Arrays.copyOf(values, rows * rowSize);
    }

    private int at(int row, int target) {
        return row * rowSize + target * (HEAD_OF_A_TARGET + horizon);
    }

    /**
     * How much a target varies as a rule: the unit in which a network corrects its baseline. NaN where the window has no value
     * of the target.
     */
    public float scale(int row, int target) {
        return values[at(row, target)];
    }

    /** What the baseline of a target is told from, and with it all forecasts: 0 for most series. */
    public double reference(int row, int target) {
        int at = at(row, target) + 1;
        return (double) values[at] + values[at + 1];
    }

    /**
     * The forecast of a target without the network, less its {@link #reference}; NaN where the window has no value of it.
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

    /** Days from the first value of a target in the window to the origin, both included; 0 where it has none. */
    public int age(int row, int target) {
        return (int) values[row * rowSize + targets * (HEAD_OF_A_TARGET + horizon) + target];
    }

    /** Writes what is known of a target itself; its baselines follow by {@link #setBaseline}. */
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

    /** All rows, one after another, in which the features of a row begin at {@link #featuresOffset}. */
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

    /** A copy of a row, to be put back by {@link #setRow}. */
    public float[] row(int row) {
        return Arrays.copyOfRange(values, row * rowSize, (row + 1) * rowSize);
    }

    public void setRow(int row, float[] origin) {
        System.arraycopy(origin, 0, values, row * rowSize, rowSize);
    }

    /** Makes a row one of zeros. */
    public void clear(int row) {
        Arrays.fill(values, row * rowSize, (row + 1) * rowSize, 0);
    }
}
