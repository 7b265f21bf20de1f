package io.undercurrent.evaluation.baseline;

import static io.undercurrent.series.Days.WEEK;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Mean or median of all values so far on days of the same weekday and the same flags. Where there is none yet: of the same flags on
 * any weekday; then of the same weekday with any flags; then the last value of all.
 */
final class FlagTable implements SeriesMethod {

    private final String name;
    private final String description;
    private final ToDoubleFunction<Values> summary;

    private FlagTable(String kind, ToDoubleFunction<Values> summary) {
        name = "flag-" + kind;
        description = kind + " of all values of the same weekday and the same flags";
        this.summary = summary;
    }

    static FlagTable mean() {
        return new FlagTable("mean", Values::mean);
    }

    static FlagTable median() {
        return new FlagTable("median", Values::median);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Walk begin(int firstDay, double[] training, int horizon) {
        return new Table(firstDay, day -> new BitSet());
    }

    @Override
    public Walk begin(int firstDay, FlagDays flags, double[] training, int horizon) {
        return new Table(firstDay, flags::on);
    }

    /** The flags of a day. */
    private interface Flags {
        BitSet on(int day);
    }

    /** A kind of days; ANY_WEEKDAY for those of all weekdays, null for those of all flags. */
    private record Kind(int weekday, BitSet flags) {

        static final int ANY_WEEKDAY = -1;
    }

    private final class Table implements Walk {

        private final Flags flags;
        private final Map<Kind, Values> values = new HashMap<>();
        private int nextDay;
        private double newest = Double.NaN;

        Table(int firstDay, Flags flags) {
            this.flags = Objects.requireNonNull(flags, "flags");
            nextDay = firstDay;
        }

        /** From the most particular to the most general. */
        private Kind[] kinds(int day) {
            int weekday = Math.floorMod(day, WEEK);
            BitSet on = flags.on(day);
            return new Kind[] {new Kind(weekday, on), new Kind(Kind.ANY_WEEKDAY, on), new Kind(weekday, null)};
        }

        @Override
        public void observe(double value) {
            int day = nextDay++;
            if (Double.isNaN(value)) {
                return;
            }
            for (Kind kind : kinds(day)) {
                values.computeIfAbsent(kind, none -> new Values()).add(value);
            }
            newest = value;
        }

        @Override
        public void forecast(double[] leads) {
            for (int lead = 0; lead < leads.length; lead++) {
                leads[lead] = forecast(nextDay + lead);
            }
        }

        private double forecast(int day) {
            for (Kind kind : kinds(day)) {
                Values of = values.get(kind);
                if (of != null) {
                    return summary.applyAsDouble(of);
                }
            }
            return newest;
        }
    }

    /** The values of one kind of days, in ascending order. */
    private static final class Values {

        private static final int FIRST_ROOM = 16;

        private double[] sorted = new double[FIRST_ROOM];
        private int count;
        private double sum;

        void add(double value) {
            if (count == sorted.length) {
                sorted = Arrays.copyOf(sorted, 2 * count);
            }
            int at = Arrays.binarySearch(sorted, 0, count, value);
            int place = at < 0 ? -1 - at : at;
            System.arraycopy(sorted, place, sorted, place + 1, count - place);
            sorted[place] = value;
            count++;
            sum += value;
        }

        double mean() {
            return sum / count;
        }

        double median() {
            return 0.5 * (sorted[(count - 1) / 2] + sorted[count / 2]);
        }
    }
}
