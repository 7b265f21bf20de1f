package io.undercurrent.stream.layout.packing;

import io.undercurrent.calibration.ForecastRows;
import io.undercurrent.series.Resolution;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Compresses forecasts from origins in order, without loss. What is forecast for a day from one origin is near what was forecast for
 * it from the origin before, so that of most numbers only the change of steps is written. A day that the origin before does not reach
 * is told from the day before it, a quantile with the change of the baseline between these days.
 *
 * <p>Of each forecast and target: the bits of the scale that differ from those before; then of the baseline, and of the model, the
 * exponent less that before, the least number less that before, and of each column whether it has places without a number. Such a
 * column stands as it is, others as changes.
 */
public final class PackedForecasts {

    /** What the change of a number is told from: 0, the change of the day before it, or that of the column before. */
    private static final int FROM_NOTHING = 0;

    private static final int FROM_DAY_BEFORE = 1;
    private static final int FROM_COLUMN_BEFORE = 2;

    /** Bits that say which. */
    private static final int TOLD = 2;

    /** Keeps sums from overflowing. */
    private static final long NO_GAIN = 1L << 50;

    /** Size of a change, as a guess before any has come. */
    private static final long FIRST_CHANGE = 64;

    private final ForecastRows rows;
    /** Of a column: the leads for whose days the origin before has a number, and the number. */
    private final int[] leads;

    private final long[] near;
    /** Of a column: the other leads. */
    private final int[] farLeads;

    private int fars;

    /** By place of a column and lead: the change of steps from the origin before, 0 where that does not reach the day. */
    private final long[][] changes;

    private final RiceCode[] ofScales;
    private final RiceCode[] ofExponents;
    private final RiceCode[] ofBases;
    /** By target and place of a column. */
    private final RiceCode[][] ofNear;

    private final RiceCode[][] ofFar;

    /** What is known of the origin before. */
    private short[] before;

    private int originBefore;
    private int firstLeadBefore;
    /** Of the forecast at hand. */
    private int firstLead;

    /** The least number of the column at hand. */
    private long base;

    private PackedForecasts(ForecastRows rows) {
        this.rows = rows;
        leads = new int[rows.horizon()];
        near = new long[rows.horizon()];
        farLeads = new int[rows.horizon()];
        changes = new long[1 + rows.quantiles()][rows.horizon()];
        ofScales = RiceCode.of(rows.targets(), FIRST_CHANGE);
        ofExponents = RiceCode.of(rows.targets(), 1);
        ofBases = RiceCode.of(rows.targets(), FIRST_CHANGE);
        ofNear = new RiceCode[rows.targets()][];
        ofFar = new RiceCode[rows.targets()][];
        for (int target = 0; target < rows.targets(); target++) {
            ofNear[target] = RiceCode.of(1 + rows.quantiles(), FIRST_CHANGE);
            ofFar[target] = RiceCode.of(1 + rows.quantiles(), FIRST_CHANGE);
        }
    }

    /**
     * @param origins ascending
     * @param forecasts with as many days as are kept
     */
    public static void write(ForecastRows rows, int[] origins, short[][] forecasts, DataOutputView out)
            throws IOException {
        BitWriter bits = new BitWriter();
        PackedForecasts packing = new PackedForecasts(rows);
        for (int i = 0; i < origins.length; i++) {
            packing.write(origins[i], forecasts[i], bits);
        }
        bits.finish(out);
    }

    private void write(int origin, short[] forecast, BitWriter bits) {
        firstLead = rows.firstLead(forecast);
        for (int target = 0; target < rows.targets(); target++) {
            ofScales[target].write(scale(forecast, target) - scaleBefore(target), bits);
            for (int grid = ForecastRows.GRIDS - 1; grid >= 0; grid--) {
                int exponent = rows.exponent(forecast, target, grid);
                ofExponents[target].write(exponent - exponentBefore(target, grid), bits);
                if (exponent != ForecastRows.ABSENT) {
                    ofBases[target].write(rows.base(forecast, target, grid) - baseBefore(target, grid, exponent), bits);
                    for (int column = 0; column < rows.columns(grid); column++) {
                        writeColumn(origin, forecast, target, grid, column, bits);
                    }
                }
            }
        }
        before = forecast;
        originBefore = origin;
        firstLeadBefore = firstLead;
    }

    private int scaleBefore(int target) {
        return before == null ? 0 : scale(before, target);
    }

    private int scale(short[] forecast, int target) {
        return Float.floatToRawIntBits(rows.scale(forecast, target)) >> ForecastRows.SCALE_ZEROS;
    }

    private int exponentBefore(int target, int grid) {
        return before == null ? 0 : rows.exponent(before, target, grid);
    }

    private long baseBefore(int target, int grid, int exponent) {
        int then = exponentBefore(target, grid);
        return before == null || then == ForecastRows.ABSENT
                ? 0
                : inSteps(rows.base(before, target, grid), then, exponent);
    }

    private static long inSteps(long steps, int from, int to) {
        return from == to ? steps : (long) Resolution.steps(Resolution.value(steps, from), to);
    }

    private void writeColumn(int origin, short[] forecast, int target, int grid, int column, BitWriter bits) {
        int first = firstLead;
        int width = rows.width();
        int start = rows.at(forecast, target, grid, column, first);
        boolean gaps = false;
        for (int at = start; at < forecast.length; at += width) {
            gaps |= forecast[at] == (short) ForecastRows.NO_NUMBER;
        }
        bits.write(gaps ? 1 : 0, 1);
        int place = place(grid, column);
        long[] own = changes[place];
        if (gaps) {
            for (int at = start; at < forecast.length; at += width) {
                bits.write(forecast[at], Short.SIZE);
            }
            Arrays.fill(own, 0);
            return;
        }
        int nears = findKnownBefore(origin, forecast, target, grid, column);
        for (int i = 0; i < nears; i++) {
            int lead = leads[i];
            own[lead] = base + (forecast[start + (lead - first) * width] & ForecastRows.MASK) - near[i];
        }
        int told = bestTold(nears, own, grid, column);
        bits.write(told, TOLD);
        long[] beside = besides(grid, column);
        RiceCode ofChanges = ofNear[target][place];
        for (int i = 0; i < nears; i++) {
            ofChanges.write(own[leads[i]] - expected(told, leads[i], own, beside), bits);
        }
        for (int i = 0; i < fars; i++) {
            int lead = farLeads[i];
            long steps = base + (forecast[start + (lead - first) * width] & ForecastRows.MASK);
            ofFar[target][place].write(steps - fromDayBefore(forecast, target, grid, column, lead), bits);
        }
    }

    private static int place(int grid, int column) {
        return grid == ForecastRows.BASELINE ? 0 : 1 + column;
    }

    /** The changes of the column that was written before this one. */
    private long[] besides(int grid, int column) {
        return changes[Math.max(0, place(grid, column) - 1)];
    }

    /** From what the changes of a column differ least, at the first of {@link #leads}. */
    private int bestTold(int count, long[] own, int grid, int column) {
        long fromNothing = 0;
        long fromDayBefore = 0;
        long fromColumnBefore = 0;
        long[] beside = besides(grid, column);
        for (int i = 0; i < count; i++) {
            int lead = leads[i];
            long change = own[lead];
            fromNothing += Math.min(Math.abs(change), NO_GAIN);
            fromDayBefore += Math.min(Math.abs(change - changeOfDayBefore(own, lead)), NO_GAIN);
            fromColumnBefore += Math.min(Math.abs(change - beside[lead]), NO_GAIN);
        }
        int best = fromDayBefore < fromNothing ? FROM_DAY_BEFORE : FROM_NOTHING;
        boolean hasColumnBefore = grid != ForecastRows.BASELINE;
        return hasColumnBefore && fromColumnBefore < Math.min(fromNothing, fromDayBefore) ? FROM_COLUMN_BEFORE : best;
    }

    private long changeOfDayBefore(long[] own, int lead) {
        return lead == firstLead ? 0 : own[lead - 1];
    }

    private long expected(int told, int lead, long[] own, long[] beside) {
        if (told == FROM_DAY_BEFORE) {
            return changeOfDayBefore(own, lead);
        }
        return told == FROM_COLUMN_BEFORE ? beside[lead] : 0;
    }

    /**
     * Puts the leads of the forecast at hand into {@link #leads} for whose days the origin before has a number, these numbers into
     * {@link #near}, in steps of the forecast at hand, its other leads into {@link #farLeads}, whose changes are 0, and its least number
     * into {@link #base}. Returns how many the origin before has a number for.
     */
    private int findKnownBefore(int origin, short[] forecast, int target, int grid, int column) {
        base = rows.base(forecast, target, grid);
        boolean any = before != null && rows.exponent(before, target, grid) != ForecastRows.ABSENT;
        int later = any ? origin - originBefore : rows.horizon();
        int lead = firstLead;
        int count = 0;
        fars = 0;
        long[] own = changes[place(grid, column)];
        for (; lead < firstLeadBefore - later; lead++) {
            putFar(lead, own);
        }
        if (lead < rows.horizon() - later) {
            int exponent = rows.exponent(forecast, target, grid);
            int exponentThen = rows.exponent(before, target, grid);
            long baseThen = rows.base(before, target, grid);
            int width = rows.width();
            for (int at = rows.at(before, target, grid, column, lead + later); at < before.length; at += width) {
                if (before[at] == (short) ForecastRows.NO_NUMBER) {
                    putFar(lead, own);
                } else {
                    near[count] = inSteps(baseThen + (before[at] & ForecastRows.MASK), exponentThen, exponent);
                    leads[count++] = lead;
                }
                lead++;
            }
        }
        for (; lead < rows.horizon(); lead++) {
            putFar(lead, own);
        }
        return count;
    }

    private void putFar(int lead, long[] own) {
        own[lead] = 0;
        farLeads[fars++] = lead;
    }

    private long fromDayBefore(short[] forecast, int target, int grid, int column, int lead) {
        if (lead == firstLead) {
            return rows.base(forecast, target, grid);
        }
        return rows.steps(forecast, target, grid, column, lead - 1)
                + (grid == ForecastRows.BASELINE ? 0 : changeOfBaseline(forecast, target, grid, lead));
    }

    private long changeOfBaseline(short[] forecast, int target, int grid, int lead) {
        int of = ForecastRows.BASELINE;
        return rows.exponent(forecast, target, of) == rows.exponent(forecast, target, grid)
                        && rows.isNumber(forecast, target, of, 0, lead)
                        && rows.isNumber(forecast, target, of, 0, lead - 1)
                ? rows.steps(forecast, target, of, 0, lead) - rows.steps(forecast, target, of, 0, lead - 1)
                : 0;
    }

    /**
     * Reads forecasts from origins in order.
     *
     * @param firstLeads by origin: the first lead that is kept
     */
    public static short[][] read(ForecastRows rows, int[] origins, int[] firstLeads, DataInputView in)
            throws IOException {
        BitReader bits = new BitReader(in);
        PackedForecasts packing = new PackedForecasts(rows);
        short[][] forecasts = new short[origins.length][];
        for (int i = 0; i < origins.length; i++) {
            forecasts[i] = rows.newRows(firstLeads[i]);
            packing.read(origins[i], forecasts[i], bits);
        }
        return forecasts;
    }

    private void read(int origin, short[] forecast, BitReader bits) {
        firstLead = rows.firstLead(forecast);
        for (int target = 0; target < rows.targets(); target++) {
            int scale = (int) ofScales[target].read(bits) + scaleBefore(target);
            rows.setScale(forecast, target, Float.intBitsToFloat(scale << ForecastRows.SCALE_ZEROS));
            for (int grid = ForecastRows.GRIDS - 1; grid >= 0; grid--) {
                int exponent = (int) ofExponents[target].read(bits) + exponentBefore(target, grid);
                long base = exponent == ForecastRows.ABSENT
                        ? 0
                        : ofBases[target].read(bits) + baseBefore(target, grid, exponent);
                rows.setGrid(forecast, target, grid, exponent, base);
                for (int column = 0; column < rows.columns(grid); column++) {
                    if (exponent == ForecastRows.ABSENT) {
                        rows.setNoNumbers(forecast, target, grid, column);
                    } else {
                        readColumn(origin, forecast, target, grid, column, bits);
                    }
                }
            }
        }
        before = forecast;
        originBefore = origin;
        firstLeadBefore = firstLead;
    }

    private void readColumn(int origin, short[] forecast, int target, int grid, int column, BitReader bits) {
        int first = firstLead;
        int width = rows.width();
        int start = rows.at(forecast, target, grid, column, first);
        int place = place(grid, column);
        long[] own = changes[place];
        if (bits.read(1) != 0) {
            for (int at = start; at < forecast.length; at += width) {
                forecast[at] = (short) bits.read(Short.SIZE);
            }
            Arrays.fill(own, 0);
            return;
        }
        int nears = findKnownBefore(origin, forecast, target, grid, column);
        int told = (int) bits.read(TOLD);
        long[] beside = besides(grid, column);
        RiceCode ofChanges = ofNear[target][place];
        for (int i = 0; i < nears; i++) {
            int lead = leads[i];
            own[lead] = ofChanges.read(bits) + expected(told, lead, own, beside);
            forecast[start + (lead - first) * width] = (short) (own[lead] + near[i] - base);
        }
        for (int i = 0; i < fars; i++) {
            int lead = farLeads[i];
            long steps = ofFar[target][place].read(bits) + fromDayBefore(forecast, target, grid, column, lead);
            forecast[start + (lead - first) * width] = (short) (steps - base);
        }
    }
}
