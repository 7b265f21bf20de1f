package io.undercurrent.evaluation.anomaly;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.series.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Series with faults in their first target, all kinds in turn, so far apart that the days between them are ordinary again.
 *
 * @param histories the series with the faults
 * @param faults what was put into them
 */
public record InjectedFaults(List<History> histories, List<Fault> faults) {

    /** Days from the beginning of one fault of a series to that of the next, at least. */
    private static final int APART = 60;

    private static final double SPIKE_SCALES = 5;
    private static final double SHIFT_SCALES = 3;

    public InjectedFaults {
        histories = List.copyOf(histories);
        faults = List.copyOf(faults);
    }

    /**
     * Puts faults into series.
     *
     * @param first the first day that may have one
     * @param last the last day that may have one
     * @param seed of days and directions
     */
    public static InjectedFaults into(List<History> clean, int first, int last, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<History> histories = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        Fault.Kind[] kinds = Fault.Kind.values();
        int next = 0;
        for (int series = 0; series < clean.size(); series++) {
            History history = clean.get(series);
            double[] values = history.values().clone();
            double scale = scale(history);
            double floor = floor(history);
            int day = Math.max(first, history.firstDay() + APART) + random.nextInt(APART);
            for (; day + 2 * WEEK <= Math.min(last, history.lastDay()); day += APART + random.nextInt(WEEK)) {
                Fault fault = new Fault(series, kinds[next++ % kinds.length], day);
                if (apply(fault, history, values, scale, floor, random.nextBoolean() ? 1 : -1)) {
                    faults.add(fault);
                }
            }
            histories.add(new History(history.key(), history.firstDay(), history.columns(), values, history.statics()));
        }
        return new InjectedFaults(histories, faults);
    }

    /** Changes the days of a fault; false if one of them has no value. */
    private static boolean apply(
            Fault fault, History history, double[] values, double scale, double floor, int direction) {
        for (int day = fault.first() - 1; day < fault.first() + fault.kind().days(); day++) {
            if (Double.isNaN(history.value(day, 0))) {
                return false;
            }
        }
        double before = history.value(fault.first() - 1, 0);
        for (int day = fault.first(); day < fault.first() + fault.kind().days(); day++) {
            double value = history.value(day, 0);
            values[(day - history.firstDay()) * history.columns()] = switch (fault.kind()) {
                case SPIKE -> Math.max(floor, value + direction * SPIKE_SCALES * scale);
                case LEVEL_SHIFT -> Math.max(floor, value + direction * SHIFT_SCALES * scale);
                case FLAT_LINE, DUPLICATED_DAY -> before;
                case MISSING_DAYS -> Double.NaN;
            };
        }
        return true;
    }

    /** Mean absolute difference from the week before. */
    private static double scale(History history) {
        return history.daysWithTarget(1)
                .mapToDouble(day -> Math.abs(history.value(day, 0) - history.value(day - WEEK, 0)))
                .filter(Double::isFinite)
                .average()
                .orElse(0);
    }

    private static double floor(History history) {
        double least = history.daysWithTarget(1)
                .mapToDouble(day -> history.value(day, 0))
                .min()
                .orElse(0);
        return least >= 0 ? 0 : Double.NEGATIVE_INFINITY;
    }
}
