package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.state.ScoreTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How good forecasts were.
 *
 * @param pairs forecast values that both model and baseline have an error for
 * @param error mean absolute scaled error; null where there is none
 * @param baselineError that of the baseline that the network corrects
 */
record Scores(int pairs, Double error, Double baselineError, List<Coverage> coverage) {

    /**
     * How often a central interval held the value.
     *
     * @param nominal how often it should, such as 0.8
     * @param inside how often it did, as a share; null where nothing is counted
     * @param counted forecast values that it is a share of
     */
    record Coverage(double nominal, Double inside, int counted) {}

    static final Scores NONE = new Scores(0, null, null, List.of());

    /** Null stands for none. */
    static Scores of(ScoreTotals totals) {
        if (totals == null) {
            return NONE;
        }
        double[] intervals = totals.intervals();
        return new Scores(
                totals.pairs(),
                known(totals.model()),
                known(totals.baseline()),
                IntStream.range(0, intervals.length)
                        .mapToObj(i -> new Coverage(intervals[i], known(totals.inside(i)), totals.counted(i)))
                        .toList());
    }

    static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** Nominal coverage of all intervals, ascending. */
    static List<Double> intervals(Stream<Scores> all) {
        return all.flatMap(scores -> scores.coverage().stream())
                .map(Coverage::nominal)
                .distinct()
                .sorted()
                .toList();
    }

    /** Names of the columns of {@link #cells}. */
    static List<String> header(List<Double> intervals) {
        List<String> header = new ArrayList<>(List.of("pairs", "error", "baseline_error"));
        intervals.forEach(interval -> header.add("coverage_" + interval));
        return header;
    }

    List<Object> cells(List<Double> intervals) {
        List<Object> cells = new ArrayList<>();
        cells.add(pairs);
        cells.add(error);
        cells.add(baselineError);
        for (Double interval : intervals) {
            cells.add(coverage.stream()
                    .filter(one -> one.nominal() == interval)
                    .map(Coverage::inside)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null));
        }
        return cells;
    }
}
