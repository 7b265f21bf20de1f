package io.undercurrent.evaluation.hierarchy;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.IssuedForecast;
import io.undercurrent.reconciliation.ForecastReconciler;
import io.undercurrent.reconciliation.Hierarchy;
import io.undercurrent.reconciliation.Move;
import io.undercurrent.reconciliation.SeriesForecast;
import io.undercurrent.reconciliation.SeriesWidths;
import io.undercurrent.reconciliation.Way;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.history.History;
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

    private final Way way;
    private final RecordedForecasts model;
    private final BacktestPlan plan;
    private final ForecastShape shape;

    /** Of each connected part of the hierarchy. */
    private final List<Component> components;

    /** By target and position among the histories: the first day with a value below 0. */
    private final int[][] firstBelow;

    /**
     * @param model run on the plan before this is
     * @throws IllegalArgumentException if a series of the hierarchy is not in the plan
     */
    public ReconciledForecasts(Way way, Hierarchy hierarchy, BacktestPlan plan, RecordedForecasts model) {
        this.way = Objects.requireNonNull(way, "way");
        this.model = Objects.requireNonNull(model, "model");
        this.plan = Objects.requireNonNull(plan, "plan");
        shape = plan.shape();
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
        components = hierarchy.components().values().stream()
                .map(part -> new Component(
                        new ForecastReconciler(way, part, shape),
                        part.keys().stream().mapToInt(positions::get).toArray()))
                .toList();
        firstBelow = IntStream.range(0, shape.targets().size())
                .mapToObj(target -> plan.histories().stream()
                        .mapToInt(history -> firstBelow(history, target))
                        .toArray())
                .toArray(int[][]::new);
    }

    private static int firstBelow(History history, int target) {
        return IntStream.rangeClosed(history.firstDay(), history.lastDay())
                .filter(day -> history.value(day, target) < 0)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    /** Whether a series was never below 0 up to an origin. */
    private boolean isNonNegative(int series, int target, int origin) {
        return firstBelow[target][series] > origin;
    }

    @Override
    public String name() {
        return way.label();
    }

    @Override
    public String description() {
        return way.description();
    }

    @Override
    public void forecast(BacktestPlan asked, Consumer<IssuedForecast> forecasts) {
        SeriesWidths[] widths = new SeriesWidths[plan.histories().size()];
        Arrays.setAll(widths, i -> new SeriesWidths(shape));
        List<Reconciled> earlier = new ArrayList<>();
        int[] learnt = {Integer.MIN_VALUE};
        model.byOrigin().forEach((origin, issued) -> {
            for (Reconciled one : earlier) {
                History history = plan.histories().get(one.series());
                widths[one.series()].learn(one.forecast(), one.move(), one.origin(), learnt[0], origin, history::value);
            }
            learnt[0] = origin;
            earlier.removeIf(one -> one.origin() + shape.horizon() <= origin);
            Move[] moves = moves(origin, issued);
            for (IssuedForecast before : issued) {
                Move move = moves[before.series()];
                if (move == null) {
                    forecasts.accept(before);
                } else {
                    SeriesForecast forecast = numbers(before);
                    earlier.add(new Reconciled(before.series(), origin, forecast, move));
                    forecasts.accept(issued(
                            before,
                            widths[before.series()].applied(forecast, move, nonNegative(before.series(), origin))));
                }
            }
        });
    }

    /**
     * A connected part of the hierarchy.
     *
     * @param series by position in it: that among the histories of the plan
     */
    private record Component(ForecastReconciler reconciler, int[] series) {}

    /** A forecast of the model's and what became of it. */
    private record Reconciled(int series, int origin, SeriesForecast forecast, Move move) {}

    /** By series of the plan: what the forecasts from one origin have to become; null for series that are in no sum. */
    private Move[] moves(int origin, List<IssuedForecast> issued) {
        SeriesForecast[] all = new SeriesForecast[plan.histories().size()];
        issued.forEach(forecast -> all[forecast.series()] = numbers(forecast));
        Move[] moves = new Move[all.length];
        for (Component component : components) {
            int[] series = component.series();
            SeriesForecast[] forecasts =
                    Arrays.stream(series).mapToObj(i -> all[i]).toArray(SeriesForecast[]::new);
            BitSet[] signs = new BitSet[firstBelow.length];
            for (int target = 0; target < signs.length; target++) {
                signs[target] = new BitSet();
                for (int i = 0; i < series.length; i++) {
                    signs[target].set(i, isNonNegative(series[i], target, origin));
                }
            }
            Move[] ofComponent = component.reconciler().reconcile(forecasts, signs, new BitSet());
            for (int i = 0; i < series.length; i++) {
                moves[series[i]] = ofComponent[i];
            }
        }
        return moves;
    }

    private boolean[] nonNegative(int series, int origin) {
        boolean[] signs = new boolean[firstBelow.length];
        for (int target = 0; target < signs.length; target++) {
            signs[target] = isNonNegative(series, target, origin);
        }
        return signs;
    }

    private static SeriesForecast numbers(IssuedForecast forecast) {
        return new SeriesForecast(forecast.points(), forecast.means(), forecast.quantiles());
    }

    private static IssuedForecast issued(IssuedForecast before, SeriesForecast forecast) {
        return new IssuedForecast(
                before.series(), before.origin(), forecast.medians(), forecast.means(), forecast.quantiles());
    }
}
