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
 * one day, because days are scored one at a time. In an array of its own, a forecast may lack the rows of past days at the front, so that
 * positions are counted from the end. In a {@link ForecastHistory}, each forecast has room for all its rows, and one begins where the one before ends.
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

    private static final int GRID = 1 + Long.SIZE / Short.SIZE;
    private static final int HEAD_OF_A_TARGET = Float.SIZE / Short.SIZE + GRIDS * GRID;
    /** The bits of a number in a row. */
    public static final int MASK = 0xffff;

    /** Numbers before the first day. */
    public int head() {
        return targets * HEAD_OF_A_TARGET;
    }

    /** Numbers in the row of a day. */
    public int width() {
        return targets * (quantiles + 1);
    }

    /** Numbers of a forecast with all its days. */
    public int length() {
        return head() + horizon * width();
    }

    /** An array for the days of a forecast from a lead on. */
    public short[] newRows(int firstLead) {
        return new short[head() + (horizon - firstLead) * width()];
    }

    /** The array of a forecast with all its days. */
    public short[] of(OriginForecast forecast) {
        short[] rows = newRows(0);
        put(rows, forecast);
        return rows;
    }

    /** Puts a forecast into an array for all its days. */
    void put(short[] rows, OriginForecast forecast) {
        int ofTarget = quantiles * horizon;
        for (int target = 0; target < targets; target++) {
            double reference = forecast.reference()[target];
            setScale(rows, target, forecast.scale()[target]);
            put(rows, target, MODEL, forecast.values(), target * ofTarget, reference);
            put(rows, target, BASELINE, forecast.baseline(), target * horizon, reference);
        }
    }

    /**
     * Puts the numbers of a target in steps of a grid of their own.
     *
     * @param rows whose scale is there already
     * @param values of the days kept minus the reference, (column, day)
     */
    public void put(short[] rows, int target, int grid, float[] values, double reference) {
        put(rows, target, grid, values, 0, reference);
    }

    private void put(short[] rows, int target, int grid, float[] values, int from, double reference) {
        int days = (rows.length - head()) / width();
        int end = from + columns(grid) * days;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < end; i++) {
            if (Float.isFinite(values[i])) {
                least = Math.min(least, reference + values[i]);
                greatest = Math.max(greatest, reference + values[i]);
            }
        }
        boolean any = least <= greatest;
        int exponent = any ? Resolution.exponent(scale(rows, target), least, greatest) : ABSENT;
        long base = any ? (long) Resolution.steps(least, exponent) : 0;
        setGrid(rows, target, grid, exponent, base);
        int next = from;
        for (int column = 0; column < columns(grid); column++) {
            int at = head() + column(target, grid, column);
            for (int day = 0; day < days; day++, at += width(), next++) {
                boolean isNumber = Float.isFinite(values[next]);
                rows[at] = (short)
                        (isNumber ? (long) Resolution.steps(reference + values[next], exponent) - base : NO_NUMBER);
            }
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
        return scale(rows, 0, target);
    }

    float scale(short[] forecasts, int begin, int target) {
        int at = begin + target * HEAD_OF_A_TARGET;
        return Float.intBitsToFloat((forecasts[at] & MASK) | forecasts[at + 1] << Short.SIZE);
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
        return exponent(rows, 0, target, grid);
    }

    int exponent(short[] forecasts, int begin, int target, int grid) {
        return forecasts[begin + gridAt(target, grid)];
    }

    /** The least number of a grid, in steps. */
    public long base(short[] rows, int target, int grid) {
        return base(rows, 0, target, grid);
    }

    long base(short[] forecasts, int begin, int target, int grid) {
        int at = begin + gridAt(target, grid) + 1;
        return (forecasts[at] & (long) MASK)
                | (forecasts[at + 1] & (long) MASK) << 16
                | (forecasts[at + 2] & (long) MASK) << 32
                | (long) forecasts[at + 3] << 48;
    }

    public void setGrid(short[] rows, int target, int grid, int exponent, long base) {
        int at = gridAt(target, grid);
        rows[at] = (short) exponent;
        for (int part = 0; part < Long.SIZE / Short.SIZE; part++) {
            rows[at + 1 + part] = (short) (base >>> part * Short.SIZE);
        }
    }

    /** Whether the model has quantiles for a lead of the forecast that begins at {@code begin}. */
    boolean isAnswered(short[] forecasts, int begin, int target, int lead) {
        int at = begin + head() + lead * width() + column(target, MODEL, 0);
        return exponent(forecasts, begin, target, MODEL) != ABSENT && (forecasts[at] & MASK) != NO_NUMBER;
    }

    /** Where the number in a column of a grid at a lead stands; those of the next leads are {@link #width} apart. */
    public int at(short[] rows, int target, int grid, int column, int lead) {
        return rows.length - (horizon - lead) * width() + column(target, grid, column);
    }

    /** The number in a column of a grid at a lead that is kept, in steps above the least of the grid, or {@link #NO_NUMBER}. */
    private int stepsAboveBase(short[] rows, int target, int grid, int column, int lead) {
        return rows[at(rows, target, grid, column, lead)] & MASK;
    }

    private void setStepsAboveBase(short[] rows, int target, int grid, int column, int lead, int steps) {
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

    /**
     * A copy of a forecast without the days before a lead.
     *
     * @param forecasts with all days each
     * @param begin where the one to copy begins
     */
    public short[] from(short[] forecasts, int begin, int firstLead) {
        short[] shorter = newRows(firstLead);
        System.arraycopy(forecasts, begin, shorter, 0, head());
        int days = shorter.length - head();
        System.arraycopy(forecasts, begin + length() - days, shorter, head(), days);
        return shorter;
    }

    /** Puts a forecast, of which the first days may be missing, among some with all days each. Returns its first lead. */
    int spread(short[] forecast, short[] forecasts, int begin) {
        int days = forecast.length - head();
        System.arraycopy(forecast, 0, forecasts, begin, head());
        System.arraycopy(forecast, head(), forecasts, begin + length() - days, days);
        return firstLead(forecast);
    }

    /** The first lead still kept; the horizon if none is. */
    public int firstLead(short[] rows) {
        return horizon - (rows.length - head()) / width();
    }

    /**
     * The first lead at which two forecasts from the same origin differ; the first lead held where their scales or grids differ.
     *
     * @param held with all days each, in which one of the two begins at {@code begin}
     * @param firstLead the first lead of it that is held
     * @return -1 if there is none
     */
    int firstDifference(short[] held, int begin, int firstLead, short[] now) {
        if (!Arrays.equals(held, begin, begin + head(), now, 0, head())) {
            return firstLead;
        }
        int from = head() + firstLead * width();
        int position = Arrays.mismatch(held, begin + from, begin + length(), now, from, length());
        return position < 0 ? -1 : firstLead + position / width();
    }
}
