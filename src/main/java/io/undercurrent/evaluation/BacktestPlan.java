package io.undercurrent.evaluation;

import io.undercurrent.series.Columns;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.history.History;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The task of each method in a backtest: forecast all targets of these series from these origins.
 *
 * <p>A series is forecast from an origin if it has a day up to the origin and a value of a target after it; the
 * origin's own value may be missing. Later days with covariates only are not scored.
 *
 * @param columns what the histories carry
 * @param quantiles probabilities to forecast, ascending
 * @param horizon days to forecast
 * @param histories all series with all their days; a method uses no target after an origin for the forecast from it
 * @param weights weight of each series in WRMSSE by key, summing to 1; empty where there are none
 */
public record BacktestPlan(
        Columns columns,
        List<Double> quantiles,
        int horizon,
        Origins origins,
        List<History> histories,
        Map<String, Double> weights) {

    private static final double SUM_TOLERANCE = 1e-3;

    public BacktestPlan {
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(origins, "origins");
        quantiles = List.copyOf(quantiles);
        histories = List.copyOf(histories);
        weights = Map.copyOf(weights);
        new ForecastShape(columns.targets(), quantiles, horizon);
        for (History history : histories) {
            if (history.columns() != columns.count()) {
                throw new IllegalArgumentException("series '" + history.key() + "': expected " + columns.count()
                        + " columns " + columns.names() + ", but got " + history.columns());
            }
        }
        if (!weights.isEmpty()) {
            requireWeights(histories, weights);
        }
        requireOrigin(columns, origins, histories);
    }

    private static void requireOrigin(Columns columns, Origins origins, List<History> histories) {
        if (histories.stream()
                .noneMatch(history -> origins.days().anyMatch(day -> covers(columns, origins, history, day)))) {
            throw new IllegalArgumentException(
                    "from, to: expected an origin with a day up to it and a value of a target after it, but no series"
                            + " has both at " + LocalDate.ofEpochDay(origins.first())
                            + (origins.count() == 1
                                    ? ""
                                    : " or any origin up to " + LocalDate.ofEpochDay(origins.last()))
                            + ": " + extent(histories));
        }
    }

    /** From which day to which there are readings, as a text. */
    private static String extent(List<History> histories) {
        if (histories.isEmpty()) {
            return "there are no readings";
        }
        int first = histories.stream().mapToInt(History::firstDay).min().orElseThrow();
        int last = histories.stream().mapToInt(History::lastDay).max().orElseThrow();
        return "the readings are of " + LocalDate.ofEpochDay(first) + " to " + LocalDate.ofEpochDay(last);
    }

    private static void requireWeights(List<History> histories, Map<String, Double> weights) {
        for (History history : histories) {
            if (!weights.containsKey(history.key())) {
                throw new IllegalArgumentException("weights: expected one for each of the " + histories.size()
                        + " series, but '" + history.key() + "' has none");
            }
        }
        if (weights.size() > histories.size()) {
            throw new IllegalArgumentException(
                    "weights: expected one for each of the " + histories.size() + " series, but got " + weights.size());
        }
        double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new IllegalArgumentException("weights: expected a sum of 1, but got " + sum);
        }
    }

    /** Order and meaning of the quantiles forecast. */
    public ForecastShape shape() {
        return new ForecastShape(columns.targets(), quantiles, horizon);
    }

    /** Whether {@code history} is forecast from {@code origin}. */
    public boolean covers(History history, int origin) {
        return covers(columns, origins, history, origin);
    }

    private static boolean covers(Columns columns, Origins origins, History history, int origin) {
        int targets = columns.targets().size();
        return origins.contains(origin)
                && origin >= history.firstDay()
                && IntStream.rangeClosed(origin + 1, history.lastDay())
                        .anyMatch(day -> history.hasTarget(day, targets));
    }

    /** Number of forecasts that each method owes. */
    public long forecasts() {
        return histories.stream()
                .mapToLong(history ->
                        origins.days().filter(day -> covers(history, day)).count())
                .sum();
    }

    /** Weight of a series in WRMSSE; NaN where there are none. */
    double weight(History history) {
        return weights.getOrDefault(history.key(), Double.NaN);
    }

    /**
     * The values of {@code target} in the training part of a series: from its first day to the first origin, empty if it
     * begins later.
     */
    public double[] training(History history, int target) {
        int days = Math.max(0, Math.min(origins.first(), history.lastDay()) - history.firstDay() + 1);
        double[] values = new double[days];
        for (int i = 0; i < days; i++) {
            values[i] = history.value(history.firstDay() + i, target);
        }
        return values;
    }
}
