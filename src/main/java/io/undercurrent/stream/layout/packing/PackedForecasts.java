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

    private PackedForecasts(ForecastRows rows) {
        this.rows = rows;
        near = new long[rows.horizon()];
        far = new long[rows.horizon()];
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
        int first = rows.firstLead(forecast);
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
        long[] own = changes[place(grid, column)];
        int nears = 0;
        int fars = 0;
        for (int lead = first; lead < rows.horizon(); lead++) {
            if (isKnownBefore(origin + lead, target, grid, column)) {
                own[lead] = rows.steps(forecast, target, grid, column, lead)
                        - stepsBefore(forecast, origin + lead, target, grid, column);
                nears++;
            } else {
                own[lead] = 0;
                far[fars++] = rows.steps(forecast, target, grid, column, lead)
                        - fromDayBefore(forecast, target, grid, column, lead);
            }
        }
        int told = bestTold(first, nears, own, besides(grid, column), origin, target, grid, column);
        bits.write(told, TOLD);
        tell(told, first, own, besides(grid, column), origin, target, grid, column);
        RiceCode code = ofNear[target][place(grid, column)];
        for (int i = 0; i < nears; i++) {
            code.write(near[i], bits);
        }
        for (int i = 0; i < fars; i++) {
            ofFar[target][place(grid, column)].write(far[i], bits);
        }
    }

    private static int place(int grid, int column) {
        return grid == ForecastRows.BASELINE ? 0 : 1 + column;
    }

    /** The changes of the column that was written before this one. */
    private long[] besides(int grid, int column) {
        return changes[Math.max(0, place(grid, column) - 1)];
    }

    /** From what the changes of a column differ least. */
    private int bestTold(
            int first, int count, long[] own, long[] beside, int origin, int target, int grid, int column) {
        int best = FROM_NOTHING;
        long least = Long.MAX_VALUE;
        int last = grid == ForecastRows.BASELINE ? FROM_DAY_BEFORE : FROM_COLUMN_BEFORE;
        for (int told = FROM_NOTHING; told <= last; told++) {
            tell(told, first, own, beside, origin, target, grid, column);
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += Math.min(Math.abs(near[i]), NO_GAIN);
            }
            if (sum < least) {
                least = sum;
                best = told;
            }
        }
        return best;
    }

    /** Fills {@link #near} by the changes less what they are told from. */
    private void tell(int told, int first, long[] own, long[] beside, int origin, int target, int grid, int column) {
        int nears = 0;
        for (int lead = first; lead < rows.horizon(); lead++) {
            if (isKnownBefore(origin + lead, target, grid, column)) {
                near[nears++] = own[lead] - expected(told, first, lead, own, beside);
            }
        }
    }

    private static long expected(int told, int first, int lead, long[] own, long[] beside) {
        return switch (told) {
            case FROM_DAY_BEFORE -> lead == first ? 0 : own[lead - 1];
            case FROM_COLUMN_BEFORE -> beside[lead];
            default -> 0;
        };
    }

    /**
     * Whether the origin before has a number for a day.
     *
     * @param day less one
     */
    private boolean isKnownBefore(int day, int target, int grid, int column) {
        if (before == null || rows.exponent(before, target, grid) == ForecastRows.ABSENT) {
            return false;
        }
        int lead = day - originBefore;
        return lead >= rows.firstLead(before)
                && lead < rows.horizon()
                && rows.isNumber(before, target, grid, column, lead);
    }

    private long stepsBefore(short[] forecast, int day, int target, int grid, int column) {
        return inSteps(
                rows.steps(before, target, grid, column, day - originBefore),
                rows.exponent(before, target, grid),
                rows.exponent(forecast, target, grid));
    }

    private long fromDayBefore(short[] forecast, int target, int grid, int column, int lead) {
        if (lead == rows.firstLead(forecast)) {
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
    }

    private void readColumn(int origin, short[] forecast, int target, int grid, int column, BitReader bits) {
        int first = rows.firstLead(forecast);
        long[] own = changes[place(grid, column)];
        if (bits.read(1) != 0) {
            for (int lead = first; lead < rows.horizon(); lead++) {
                rows.setStepsAboveBase(forecast, target, grid, column, lead, (int) bits.read(Short.SIZE));
            }
            Arrays.fill(own, 0);
            return;
        }
        int known = 0;
        for (int lead = first; lead < rows.horizon(); lead++) {
            known += isKnownBefore(origin + lead, target, grid, column) ? 1 : 0;
        }
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
        long base = rows.base(forecast, target, grid);
        for (int lead = first; lead < rows.horizon(); lead++) {
            long steps;
            if (isKnownBefore(origin + lead, target, grid, column)) {
                own[lead] = near[nears++] + expected(told, first, lead, own, beside);
                steps = own[lead] + stepsBefore(forecast, origin + lead, target, grid, column);
            } else {
                own[lead] = 0;
                steps = far[fars++] + fromDayBefore(forecast, target, grid, column, lead);
            }
            rows.setStepsAboveBase(forecast, target, grid, column, lead, (int) (steps - base));
        }
    }
}
