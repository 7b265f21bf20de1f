package io.undercurrent.calibration;

import io.undercurrent.series.Resolution;
import java.util.Arrays;

/**
 * The layout of the array stored for a forecast: numbers in the steps in which they are issued ({@link Resolution}), in sixteen bits
 * each.
 *
 * <p>First comes for each target its scale, as the two halves of a float, then two <em>grids</em>, that of the model's quantiles and
 * that of the baseline: the exponent of the step, and the least number in steps, as the four quarters of a long. The model's grid has
 * no exponent where its output is not finite, nor has the baseline's where it has no value. Then comes a row for each day ahead that
 * is still kept: the model's quantiles and the baseline of each target, in steps above the least number of their grid. A row holds
 * one day, because days are scored one at a time. Rows of past days are cut off at the front, so positions are counted from the end.
 *
 * @param horizon days that a forecast is made for
 */
public record ForecastRows(int targets, int quantiles, int horizon) {

    /** The grids of a target. */
    public static final int GRIDS = 2;

    /** The grid of the model's quantiles. */
    public static final int MODEL = 0;

    /** The grid of the baseline. */
    public static final int BASELINE = 1;

    /** The exponent of a grid without numbers. */
    public static final int ABSENT = Short.MIN_VALUE;

    /** Stands in a row for what is no finite number. */
    public static final int NO_NUMBER = 0xffff;

    /** The lowest bits of a scale are not kept, only the first twelve digits of its binary number. */
    public static final int SCALE_ZEROS = 12;

    private static final int MOST_BITS = Float.floatToIntBits(Float.MAX_VALUE);

    private static final double FARTHEST_REFERENCE = 1e36;

    private static final int GRID = 1 + Long.SIZE / Short.SIZE;
    private static final int HEAD_OF_A_TARGET = Float.SIZE / Short.SIZE + GRIDS * GRID;
    private static final int MASK = 0xffff;

    /** Numbers before the first day. */
    public int head() {
        return targets * HEAD_OF_A_TARGET;
    }

    /** Numbers in the row of a day. */
    public int width() {
        return targets * (quantiles + 1);
    }

    /** An array for the days of a forecast from a lead on. */
    public short[] newRows(int firstLead) {
        return new short[head() + (horizon - firstLead) * width()];
    }

    /** The array of a forecast with all its days. */
    public short[] of(OriginForecast forecast) {
        short[] rows = newRows(0);
        float[] leads = new float[quantiles * horizon];
        for (int target = 0; target < targets; target++) {
            double reference = forecast.reference()[target];
            setScale(rows, target, forecast.scale()[target]);
            System.arraycopy(forecast.values(), target * leads.length, leads, 0, leads.length);
            put(rows, target, MODEL, leads, reference);
            float[] baseline = Arrays.copyOfRange(forecast.baseline(), target * horizon, (target + 1) * horizon);
            put(rows, target, BASELINE, baseline, reference);
        }
        return rows;
    }

    /**
     * Puts the numbers of a target in steps of a grid of their own.
     *
     * @param rows whose scale is there already
     * @param values of the days kept minus the reference, (column, day)
     */
    public void put(short[] rows, int target, int grid, float[] values, double reference) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            if (Float.isFinite(value)) {
                least = Math.min(least, reference + value);
                greatest = Math.max(greatest, reference + value);
            }
        }
        boolean any = least <= greatest;
        int exponent = any ? Resolution.exponent(scale(rows, target), least, greatest) : ABSENT;
        long base = any ? (long) Resolution.steps(least, exponent) : 0;
        setGrid(rows, target, grid, exponent, base);
        int days = (rows.length - head()) / width();
        for (int i = 0; i < values.length; i++) {
            int at = head() + i % days * width() + column(target, grid, i / days);
            rows[at] = (short)
                    (Float.isFinite(values[i])
                            ? (long) Resolution.steps(reference + values[i], exponent) - base
                            : NO_NUMBER);
        }
    }

    /** Position in a row of a column of a grid: quantiles for the model, one alone for the baseline. */
    public int column(int target, int grid, int position) {
        return target * (quantiles + 1) + (grid == BASELINE ? quantiles : position);
    }

    /** Numbers of a target in the row of a day that are of a grid. */
    public int columns(int grid) {
        return grid == BASELINE ? 1 : quantiles;
    }

    /** The scale of a target up to the origin, see {@link Outcome#scale}. */
    public float scale(short[] rows, int target) {
        int at = target * HEAD_OF_A_TARGET;
        return Float.intBitsToFloat((rows[at] & MASK) | rows[at + 1] << Short.SIZE);
    }

    /** Sets the scale, rounded to the digits that are kept. */
    public void setScale(short[] rows, int target, float scale) {
        int at = target * HEAD_OF_A_TARGET;
        int bits = Float.floatToIntBits(scale);
        int half = 1 << SCALE_ZEROS - 1;
        bits = (Float.isFinite(scale) ? Math.min(bits + half, MOST_BITS) : bits) & -1 << SCALE_ZEROS;
        rows[at] = (short) bits;
        rows[at + 1] = (short) (bits >>> Short.SIZE);
    }

    private static int gridAt(int target, int grid) {
        return target * HEAD_OF_A_TARGET + Float.SIZE / Short.SIZE + grid * GRID;
    }

    /** The exponent of a grid's step; {@link #ABSENT} where the grid has no numbers. */
    public int exponent(short[] rows, int target, int grid) {
        return rows[gridAt(target, grid)];
    }

    /** The least number of a grid, in steps. */
    public long base(short[] rows, int target, int grid) {
        int at = gridAt(target, grid) + 1;
        return (rows[at] & (long) MASK)
                | (rows[at + 1] & (long) MASK) << 16
                | (rows[at + 2] & (long) MASK) << 32
                | (long) rows[at + 3] << 48;
    }

    public void setGrid(short[] rows, int target, int grid, int exponent, long base) {
        int at = gridAt(target, grid);
        rows[at] = (short) exponent;
        for (int part = 0; part < Long.SIZE / Short.SIZE; part++) {
            rows[at + 1 + part] = (short) (base >>> part * Short.SIZE);
        }
    }

    /**
     * What values of a target are told from, so that their differences are precise enough as floats: the least number of the
     * baseline, or of the model where there is no baseline; 0 where there is neither, or their differences might be no floats.
     */
    double reference(short[] rows, int target) {
        int grid = exponent(rows, target, BASELINE) == ABSENT ? MODEL : BASELINE;
        int exponent = exponent(rows, target, grid);
        double least = exponent == ABSENT ? 0 : Resolution.value(base(rows, target, grid), exponent);
        return Math.abs(least) > FARTHEST_REFERENCE ? 0 : least;
    }

    /**
     * Reads the numbers of a target at a lead (0 for the day after the origin), minus the reference.
     *
     * @param values receives the model's quantiles, then the baseline; NaN where there is none
     */
    void read(short[] rows, int target, int lead, double reference, float[] values) {
        int at = at(rows, target, lead);
        int exponent = exponent(rows, target, MODEL);
        if (exponent == ABSENT) {
            Arrays.fill(values, 0, quantiles, Float.NaN);
        } else {
            long base = base(rows, target, MODEL);
            for (int i = 0; i < quantiles; i++) {
                int steps = rows[at + i] & MASK;
                values[i] =
                        steps == NO_NUMBER ? Float.NaN : (float) (Resolution.value(base + steps, exponent) - reference);
            }
        }
        values[quantiles] = (float) (baseline(rows, target, lead) - reference);
    }

    /** Position of a target's first quantile at a lead; the baseline follows the quantiles. */
    private int at(short[] rows, int target, int lead) {
        return rows.length - (horizon - lead) * width() + target * (quantiles + 1);
    }

    /** Whether the model has quantiles for a lead. */
    boolean isAnswered(short[] rows, int target, int lead) {
        return exponent(rows, target, MODEL) != ABSENT && (rows[at(rows, target, lead)] & MASK) != NO_NUMBER;
    }

    /** The baseline of a target at a lead, 0 for the day after the origin; NaN if it has no value. */
    double baseline(short[] rows, int target, int lead) {
        int exponent = exponent(rows, target, BASELINE);
        int steps = rows[at(rows, target, lead) + quantiles] & MASK;
        return exponent == ABSENT || steps == NO_NUMBER
                ? Double.NaN
                : Resolution.value(base(rows, target, BASELINE) + steps, exponent);
    }

    private int at(short[] rows, int target, int grid, int column, int lead) {
        return rows.length - (horizon - lead) * width() + column(target, grid, column);
    }

    /** The number in a column of a grid at a lead that is kept, in steps above the least of the grid, or {@link #NO_NUMBER}. */
    public int stepsAboveBase(short[] rows, int target, int grid, int column, int lead) {
        return rows[at(rows, target, grid, column, lead)] & MASK;
    }

    public void setStepsAboveBase(short[] rows, int target, int grid, int column, int lead, int steps) {
        rows[at(rows, target, grid, column, lead)] = (short) steps;
    }

    /** Whether there is a number in a column of a grid at a lead that is kept. */
    public boolean isNumber(short[] rows, int target, int grid, int column, int lead) {
        return stepsAboveBase(rows, target, grid, column, lead) != NO_NUMBER;
    }

    /** The number in a column of a grid at a lead, in steps. */
    public long steps(short[] rows, int target, int grid, int column, int lead) {
        return base(rows, target, grid) + stepsAboveBase(rows, target, grid, column, lead);
    }

    /** Says of a column that it has no number at any lead. */
    public void setNoNumbers(short[] rows, int target, int grid, int column) {
        for (int lead = firstLead(rows); lead < horizon; lead++) {
            setStepsAboveBase(rows, target, grid, column, lead, NO_NUMBER);
        }
    }

    /** The value to issue for one that is made from the numbers of a grid. */
    double issue(short[] rows, int target, int grid, double value) {
        int exponent = exponent(rows, target, grid);
        return exponent == ABSENT ? Double.NaN : Resolution.round(value, exponent);
    }

    /** The array of a forecast without the days before a lead, of which the first is kept. */
    public short[] from(short[] rows, int firstLead) {
        if (firstLead == firstLead(rows)) {
            return rows;
        }
        short[] shorter = newRows(firstLead);
        System.arraycopy(rows, 0, shorter, 0, head());
        int days = shorter.length - head();
        System.arraycopy(rows, rows.length - days, shorter, head(), days);
        return shorter;
    }

    /** The first lead still kept; the horizon if none is. */
    public int firstLead(short[] rows) {
        return horizon - (rows.length - head()) / width();
    }

    /**
     * The first lead at which two forecasts from the same origin differ; the first one held where their scales or grids differ.
     *
     * @param now holds all leads
     * @return -1 if there is none
     */
    int firstDifference(short[] held, short[] now) {
        int count = held.length - head();
        int position = Arrays.equals(held, 0, head(), now, 0, head())
                ? Arrays.mismatch(held, head(), held.length, now, now.length - count, now.length)
                : 0;
        return position < 0 ? -1 : firstLead(held) + position / width();
    }
}
