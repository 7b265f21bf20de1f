package io.undercurrent.evaluation.anomaly;

import io.undercurrent.series.history.History;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Counts the alarms in series as they are, and the faults that alarms find in the same series with faults.
 *
 * @param clean the series as they are
 * @param injected the same with faults
 * @param first the first day that counts
 * @param last the last day that counts
 */
public record AnomalyTrial(List<History> clean, InjectedFaults injected, int first, int last) {

    private static final double YEAR = 365.25;

    /** Whether there is an alarm for a series, by position, on a day. */
    public interface Alarms {
        boolean on(int series, int day);
    }

    /**
     * What came of a method.
     *
     * @param alarmsPerYear alarms a series and year in the series as they are
     * @param found share of the faults of each kind with an alarm on their days; kinds without a fault are absent
     */
    public record Outcome(String method, double alarmsPerYear, Map<Fault.Kind, Double> found) {}

    public AnomalyTrial {
        clean = List.copyOf(clean);
        if (last < first) {
            throw new IllegalArgumentException("last: expected at least " + first + ", but got " + last);
        }
    }

    /** What came of a method whose alarms are known. */
    public Outcome judge(String method, Alarms inClean, Alarms inFaulty) {
        long alarms = count(clean, inClean);
        Map<Fault.Kind, Double> found = new EnumMap<>(Fault.Kind.class);
        for (Fault.Kind kind : Fault.Kind.values()) {
            injected.faults().stream()
                    .filter(fault -> fault.kind() == kind)
                    .mapToInt(fault -> isFound(fault, inFaulty) ? 1 : 0)
                    .average()
                    .ifPresent(share -> found.put(kind, share));
        }
        return new Outcome(method, alarms / seriesYears(), found);
    }

    /** What came of a rule whose threshold is the one that keeps to a budget in the series as they are, known in hindsight. */
    public Outcome judge(AnomalyRule rule, double alarmsPerYear) {
        List<double[]> inClean = clean.stream().map(rule::oddities).toList();
        List<double[]> inFaulty =
                injected.histories().stream().map(rule::oddities).toList();
        double[] all = IntStream.range(0, clean.size())
                .boxed()
                .flatMapToDouble(
                        series -> Arrays.stream(inClean.get(series), from(clean.get(series)), until(clean.get(series))))
                .filter(oddity -> !Double.isNaN(oddity))
                .sorted()
                .toArray();
        int above = (int) Math.round(alarmsPerYear * seriesYears());
        double threshold = above >= all.length ? Double.NEGATIVE_INFINITY : all[all.length - 1 - above];
        return judge(rule.name(), alarms(inClean, threshold), alarms(inFaulty, threshold));
    }

    private Alarms alarms(List<double[]> oddities, double threshold) {
        return (series, day) -> oddities.get(series)[day - clean.get(series).firstDay()] > threshold;
    }

    private int from(History history) {
        return Math.min(history.days(), Math.max(0, first - history.firstDay()));
    }

    private int until(History history) {
        return Math.max(from(history), Math.min(history.days(), last - history.firstDay() + 1));
    }

    private static boolean isFound(Fault fault, Alarms alarms) {
        return IntStream.rangeClosed(fault.first(), fault.lastDay()).anyMatch(day -> alarms.on(fault.series(), day));
    }

    private long count(List<History> histories, Alarms alarms) {
        return sum(histories.size(), series -> (int) days(histories.get(series))
                .filter(day -> alarms.on(series, day))
                .count());
    }

    /** Years of days with a value that count, over all series. */
    public double seriesYears() {
        return sum(clean.size(), series -> (int) days(clean.get(series)).count()) / YEAR;
    }

    private IntStream days(History history) {
        return IntStream.range(from(history), until(history))
                .map(position -> history.firstDay() + position)
                .filter(day -> !Double.isNaN(history.value(day, 0)));
    }

    private static long sum(int count, IntUnaryOperator ofSeries) {
        return IntStream.range(0, count).mapToLong(ofSeries::applyAsInt).sum();
    }
}
