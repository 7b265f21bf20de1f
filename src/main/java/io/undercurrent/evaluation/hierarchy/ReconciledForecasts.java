package io.undercurrent.evaluation.hierarchy;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.IssuedForecast;
import io.undercurrent.series.ForecastShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The model's forecasts made to add up. Medians and means are reconciled, each day ahead by itself. Each quantile keeps its distance from
 * the median, times a factor that earlier forecasts of the backtest teach: by how much more or less the reconciled intervals would have had
 * to be widened than the model's, which are calibrated, so that as many days lie beyond a quantile as should.
 *
 * <p>Series that are not in the hierarchy keep the model's forecasts.
 */
public final class ReconciledForecasts implements ForecastingMethod {

    /** How forecasts of several levels become one. */
    public enum Way {
        BOTTOM_UP("bottom-up", "sums of the model's forecasts of the bottom series"),
        MINIMUM_TRACE(
                "minimum-trace", "the model's forecasts of all levels, each with the weight of its own uncertainty");

        private final String label;
        private final String description;

        Way(String label, String description) {
            this.label = label;
            this.description = description;
        }
    }

    private final Way way;
    private final RecordedForecasts model;
    private final BacktestPlan plan;
    private final ForecastShape shape;
    private final Reconciliation reconciliation;

    /** By position in the hierarchy: that among the histories of the plan. */
    private final int[] series;

    /** By target and position among the histories: never below 0 in training. */
    private final BitSet[] nonNegative;

    /**
     * @param model run on the plan before this is
     * @throws IllegalArgumentException if a series of the hierarchy is not in the plan
     */
    public ReconciledForecasts(Way way, Hierarchy hierarchy, BacktestPlan plan, RecordedForecasts model) {
        this.way = Objects.requireNonNull(way, "way");
        this.model = Objects.requireNonNull(model, "model");
        this.plan = Objects.requireNonNull(plan, "plan");
        shape = plan.shape();
        reconciliation = new Reconciliation(hierarchy);
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < plan.histories().size(); i++) {
            positions.put(plan.histories().get(i).key(), i);
        }
        List<String> missing = hierarchy.keys().stream()
                .filter(key -> !positions.containsKey(key))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected readings of all " + hierarchy.keys().size() + " series, but there are none of "
                            + missing.size() + ", such as '" + missing.get(0) + "'");
        }
        series = hierarchy.keys().stream().mapToInt(positions::get).toArray();
        nonNegative = IntStream.range(0, shape.targets().size())
                .mapToObj(target -> IntStream.range(0, plan.histories().size())
                        .filter(i -> isNonNegative(i, target))
                        .collect(BitSet::new, BitSet::set, BitSet::or))
                .toArray(BitSet[]::new);
    }

    private boolean isNonNegative(int at, int target) {
        return Arrays.stream(plan.training(plan.histories().get(at), target)).noneMatch(value -> value < 0);
    }

    @Override
    public String name() {
        return way.label;
    }

    @Override
    public String description() {
        return way.description;
    }

    @Override
    public void forecast(BacktestPlan asked, Consumer<IssuedForecast> forecasts) {
        Widths widths = new Widths();
        List<Pair> earlier = new ArrayList<>();
        int[] learnt = {Integer.MIN_VALUE};
        model.byOrigin().forEach((origin, issued) -> {
            widths.learn(earlier, learnt[0], origin);
            learnt[0] = origin;
            earlier.removeIf(one -> one.moved().origin() + shape.horizon() <= origin);
            List<IssuedForecast> moved = reconciled(origin, issued);
            for (IssuedForecast before : issued) {
                Pair pair = new Pair(before, moved.get(before.series()));
                earlier.add(pair);
                forecasts.accept(widths.applied(pair.moved()));
            }
        });
    }

    /**
     * A forecast of the model's and what became of it.
     *
     * @param moved with quantiles that have moved along with their median
     */
    private record Pair(IssuedForecast before, IssuedForecast moved) {}

    /** By series: the forecasts from one origin, with quantiles that have moved along with their median. */
    private List<IssuedForecast> reconciled(int origin, List<IssuedForecast> issued) {
        IssuedForecast[] bySeries = new IssuedForecast[plan.histories().size()];
        issued.forEach(forecast -> bySeries[forecast.series()] = copy(forecast));
        for (int target = 0; target < shape.targets().size(); target++) {
            for (int lead = 0; lead < shape.horizon(); lead++) {
                reconcile(bySeries, origin, target, lead);
            }
        }
        return Arrays.asList(bySeries);
    }

    private static IssuedForecast copy(IssuedForecast forecast) {
        return new IssuedForecast(
                forecast.series(),
                forecast.origin(),
                forecast.points().clone(),
                forecast.means().clone(),
                forecast.quantiles().clone());
    }

    private void reconcile(IssuedForecast[] bySeries, int origin, int target, int lead) {
        int at = target * shape.horizon() + lead;
        double[] points = new double[series.length];
        double[] means = new double[series.length];
        double[] variances = new double[series.length];
        BitSet neverNegative = new BitSet();
        for (int i = 0; i < series.length; i++) {
            IssuedForecast forecast = bySeries[series[i]];
            points[i] = forecast == null ? Double.NaN : forecast.points()[at];
            means[i] = forecast == null ? Double.NaN : forecast.means()[at];
            neverNegative.set(i, nonNegative[target].get(series[i]));
            if (!Double.isNaN(points[i])) {
                double lowest = forecast.quantiles()[shape.index(target, 0, lead)];
                double highest = forecast.quantiles()[
                        shape.index(target, shape.quantiles().size() - 1, lead)];
                variances[i] = (highest - lowest) * (highest - lowest);
            }
        }
        double[][] coherent = way == Way.BOTTOM_UP
                ? new double[][] {reconciliation.bottomUp(points), reconciliation.bottomUp(means)}
                : reconciliation.minimumTrace(variances, neverNegative, points, means);
        for (int i = 0; i < series.length; i++) {
            if (!Double.isNaN(points[i])) {
                move(bySeries[series[i]], target, lead, coherent[0][i] - points[i]);
                bySeries[series[i]].means()[at] = coherent[1][i];
            }
        }
    }

    private void move(IssuedForecast forecast, int target, int lead, double by) {
        forecast.points()[target * shape.horizon() + lead] += by;
        for (int quantile = 0; quantile < shape.quantiles().size(); quantile++) {
            forecast.quantiles()[shape.index(target, quantile, lead)] += by;
        }
    }

    /** The widths of the intervals of all series, and what is learnt about them. */
    private final class Widths {

        /** In the order (series, target, quantile); null for medians. */
        private final ConformalWidths[] before;

        private final ConformalWidths[] moved;

        Widths() {
            before = none();
            moved = none();
        }

        private ConformalWidths[] none() {
            int quantiles = shape.quantiles().size();
            ConformalWidths[] none = new ConformalWidths
                    [plan.histories().size() * shape.targets().size() * quantiles];
            Arrays.setAll(none, i -> {
                double probability = shape.quantiles().get(i % quantiles);
                return i % quantiles == shape.median()
                        ? null
                        : new ConformalWidths(Math.min(probability, 1 - probability));
            });
            return none;
        }

        private int index(int series, int target, int quantile) {
            return (series * shape.targets().size() + target)
                            * shape.quantiles().size()
                    + quantile;
        }

        /**
         * Learns from the days that have come since.
         *
         * @param after the day until which all was learnt
         * @param until the last day that is known
         */
        void learn(List<Pair> earlier, int after, int until) {
            for (Pair pair : earlier) {
                int origin = pair.moved().origin();
                int last = Math.min(until, origin + shape.horizon());
                for (int day = Math.max(after, origin) + 1; day <= last; day++) {
                    learn(before, pair.before(), day);
                    learn(moved, pair.moved(), day);
                }
            }
        }

        private void learn(ConformalWidths[] widths, IssuedForecast forecast, int day) {
            int lead = day - forecast.origin() - 1;
            for (int target = 0; target < shape.targets().size(); target++) {
                double actual = plan.histories().get(forecast.series()).value(day, target);
                double median = forecast.points()[target * shape.horizon() + lead];
                if (Double.isNaN(actual) || Double.isNaN(median)) {
                    continue;
                }
                for (int quantile = 0; quantile < shape.quantiles().size(); quantile++) {
                    ConformalWidths of = widths[index(forecast.series(), target, quantile)];
                    if (of != null) {
                        double width = forecast.quantiles()[shape.index(target, quantile, lead)] - median;
                        of.observe(Math.signum(width) * (actual - median), Math.abs(width));
                    }
                }
            }
        }

        IssuedForecast applied(IssuedForecast forecast) {
            double[] quantiles = forecast.quantiles().clone();
            for (int target = 0; target < shape.targets().size(); target++) {
                for (int quantile = 0; quantile < shape.quantiles().size(); quantile++) {
                    double factor = factor(index(forecast.series(), target, quantile));
                    for (int lead = 0; lead < shape.horizon(); lead++) {
                        int at = shape.index(target, quantile, lead);
                        double median = forecast.points()[target * shape.horizon() + lead];
                        double value = median + factor * (quantiles[at] - median);
                        quantiles[at] = nonNegative[target].get(forecast.series()) ? Math.max(0, value) : value;
                    }
                }
            }
            return new IssuedForecast(
                    forecast.series(), forecast.origin(), forecast.points(), forecast.means(), quantiles);
        }

        private double factor(int index) {
            if (moved[index] == null || before[index].factor() == 0) {
                return 1;
            }
            return moved[index].factor() / before[index].factor();
        }
    }
}
