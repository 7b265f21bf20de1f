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
    private final long[] near;
    private final long[] far;
    /** Of a column: the leads that are told from the origin before. */
    private final int[] leads;

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

    private PackedForecasts(ForecastRows rows) {
        this.rows = rows;
        near = new long[rows.horizon()];
        far = new long[rows.horizon()];
        leads = new int[rows.horizon()];
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
        boolean gaps = false;
        for (int lead = first; lead < rows.horizon(); lead++) {
            gaps |= !rows.isNumber(forecast, target, grid, column, lead);
        }
        bits.write(gaps ? 1 : 0, 1);
        if (gaps) {
            for (int lead = first; lead < rows.horizon(); lead++) {
                bits.write(rows.stepsAboveBase(forecast, target, grid, column, lead), Short.SIZE);
            }
            Arrays.fill(changes[place(grid, column)], 0);
            return;
        }
        int place = place(grid, column);
        long[] own = changes[place];
        int exponent = rows.exponent(forecast, target, grid);
        long base = rows.base(forecast, target, grid);
        boolean any = before != null && rows.exponent(before, target, grid) != ForecastRows.ABSENT;
        int then = any ? rows.exponent(before, target, grid) : 0;
        long baseThen = any ? rows.base(before, target, grid) : 0;
        int nears = any ? findKnownBefore(origin, target, grid, column) : 0;
        int next = 0;
        int fars = 0;
        for (int lead = first; lead < rows.horizon(); lead++) {
            long steps = base + rows.stepsAboveBase(forecast, target, grid, column, lead);
            if (next < nears && leads[next] == lead) {
                int leadThen = origin + lead - originBefore;
                long stepsThen = baseThen + rows.stepsAboveBase(before, target, grid, column, leadThen);
                own[lead] = steps - inSteps(stepsThen, then, exponent);
                next++;
            } else {
                own[lead] = 0;
                far[fars++] = steps - fromDayBefore(forecast, target, grid, column, lead);
            }
        }
        long[] beside = besides(grid, column);
        int told = bestTold(first, nears, own, beside, grid);
        bits.write(told, TOLD);
        for (int i = 0; i < nears; i++) {
            ofNear[target][place].write(own[leads[i]] - expected(told, first, leads[i], own, beside), bits);
        }
        for (int i = 0; i < fars; i++) {
            ofFar[target][place].write(far[i], bits);
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
    private int bestTold(int first, int count, long[] own, long[] beside, int grid) {
        long fromNothing = 0;
        long fromDayBefore = 0;
        long fromColumnBefore = 0;
        for (int i = 0; i < count; i++) {
            int lead = leads[i];
            long change = own[lead];
            fromNothing += Math.min(Math.abs(change), NO_GAIN);
            fromDayBefore += Math.min(Math.abs(change - (lead == first ? 0 : own[lead - 1])), NO_GAIN);
            fromColumnBefore += Math.min(Math.abs(change - beside[lead]), NO_GAIN);
        }
        int best = fromDayBefore < fromNothing ? FROM_DAY_BEFORE : FROM_NOTHING;
        boolean hasColumnBefore = grid != ForecastRows.BASELINE;
        return hasColumnBefore && fromColumnBefore < Math.min(fromNothing, fromDayBefore) ? FROM_COLUMN_BEFORE : best;
    }

    private static long expected(int told, int first, int lead, long[] own, long[] beside) {
        return switch (told) {
            case FROM_DAY_BEFORE -> lead == first ? 0 : own[lead - 1];
            case FROM_COLUMN_BEFORE -> beside[lead];
            default -> 0;
        };
    }

    /** Puts the leads of the forecast at hand into {@link #leads} for whose days the origin before has a number. Returns how many. */
    private int findKnownBefore(int origin, int target, int grid, int column) {
        int later = origin - originBefore;
        int count = 0;
        for (int lead = Math.max(firstLead, firstLeadBefore - later); lead < rows.horizon() - later; lead++) {
            if (rows.isNumber(before, target, grid, column, lead + later)) {
                leads[count++] = lead;
            }
        }
        return count;
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
        long[] own = changes[place(grid, column)];
        if (bits.read(1) != 0) {
            for (int lead = first; lead < rows.horizon(); lead++) {
                rows.setStepsAboveBase(forecast, target, grid, column, lead, (int) bits.read(Short.SIZE));
            }
            Arrays.fill(own, 0);
            return;
        }
        boolean any = before != null && rows.exponent(before, target, grid) != ForecastRows.ABSENT;
        int known = any ? findKnownBefore(origin, target, grid, column) : 0;
        int told = (int) bits.read(TOLD);
        for (int i = 0; i < known; i++) {
            near[i] = ofNear[target][place(grid, column)].read(bits);
        }
        for (int i = 0; i < rows.horizon() - first - known; i++) {
            far[i] = ofFar[target][place(grid, column)].read(bits);
        }
        int nears = 0;
        int fars = 0;
        long[] beside = besides(grid, column);
        int exponent = rows.exponent(forecast, target, grid);
        long base = rows.base(forecast, target, grid);
        int then = any ? rows.exponent(before, target, grid) : 0;
        long baseThen = any ? rows.base(before, target, grid) : 0;
        for (int lead = first; lead < rows.horizon(); lead++) {
            long steps;
            if (nears < known && leads[nears] == lead) {
                own[lead] = near[nears++] + expected(told, first, lead, own, beside);
                int leadThen = origin + lead - originBefore;
                long stepsThen = baseThen + rows.stepsAboveBase(before, target, grid, column, leadThen);
                steps = own[lead] + inSteps(stepsThen, then, exponent);
            } else {
                own[lead] = 0;
                steps = far[fars++] + fromDayBefore(forecast, target, grid, column, lead);
            }
            rows.setStepsAboveBase(forecast, target, grid, column, lead, (int) (steps - base));
        }
    }
}
