package io.undercurrent.evaluation.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.BacktestResult;
import io.undercurrent.evaluation.BacktestResult.MethodScores;
import io.undercurrent.evaluation.IssuedForecast;
import io.undercurrent.evaluation.metric.Scores;
import io.undercurrent.series.CentralInterval;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.history.History;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The numbers that the charts of a report show, as {@code report.js} reads them. */
final class ChartData {

    private static final String SEASONAL_NAIVE = "seasonal-naive";
    /** More curves than this in one chart cannot be told apart. */
    private static final int BASELINES_SHOWN = 4;

    private static final int LEAST_HISTORY_DAYS = 28;
    private static final int MOST_HISTORY_DAYS = 182;

    private final BacktestResult result;
    private final BacktestPlan plan;
    private final ForecastShape shape;

    ChartData(BacktestResult result) {
        this.result = result;
        plan = result.plan();
        shape = plan.shape();
    }

    ObjectNode build() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("horizon", plan.horizon());
        ArrayNode targets = root.putArray("targets");
        for (int target = 0; target < shape.targets().size(); target++) {
            targets.add(target(target));
        }
        ArrayNode examples = root.putArray("examples");
        examples().forEach(examples::add);
        return root;
    }

    private ObjectNode target(int target) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("target", shape.targets().get(target));
        node.put("prefix", shape.targets().size() == 1 ? "" : shape.targets().get(target) + ": ");
        Scores model = result.model().byTarget().get(target);
        ArrayNode methods = node.putArray("methods");
        Stream.concat(Stream.of(result.model()), shown(target)).forEach(method -> {
            Scores scores = method.byTarget().get(target);
            ObjectNode curve = methods.addObject();
            curve.put("name", method.name());
            curve.set("RMSE", numbers(scores.rmseByLead()));
            curve.set("MAE", numbers(scores.maeByLead()));
        });
        ArrayNode calibration = node.putArray("calibration");
        model.calibration()
                .forEach(one ->
                        calibration.addObject().put("quantile", one.quantile()).put("observed", one.observed()));
        ArrayNode coverage = node.putArray("coverage");
        model.coverage()
                .forEach(one -> coverage.addObject()
                        .put("nominal", one.nominal())
                        .put("observed", one.observed())
                        .set("byLead", numbers(one.byLead())));
        return node;
    }

    /** The baselines that came nearest to the model or beat it, and the seasonal naive forecast as everyone's yardstick. */
    private Stream<MethodScores> shown(int target) {
        List<MethodScores> best = result.baselines().stream()
                .sorted(Comparator.comparingDouble(
                        method -> method.byTarget().get(target).rmse()))
                .limit(BASELINES_SHOWN)
                .toList();
        Stream<MethodScores> yardstick = result.baselines().stream()
                .filter(method -> method.name().equals(SEASONAL_NAIVE) && !best.contains(method));
        return Stream.concat(best.stream(), yardstick);
    }

    /** The series with the lowest, the middle and the highest MASE among those of all targets. */
    private List<ObjectNode> examples() {
        List<Double> mase = result.model().bySeries();
        List<Integer> ranked = IntStream.range(0, mase.size())
                .filter(i -> Double.isFinite(mase.get(i)) && forecastOf(i) != null)
                .boxed()
                .sorted(Comparator.comparing(mase::get))
                .toList();
        List<ObjectNode> examples = new ArrayList<>();
        if (!ranked.isEmpty()) {
            examples.add(example("Best", ranked.get(0), mase));
        }
        if (ranked.size() > 2) {
            examples.add(example("Median", ranked.get((ranked.size() - 1) / 2), mase));
        }
        if (ranked.size() > 1) {
            examples.add(example("Worst", ranked.get(ranked.size() - 1), mase));
        }
        return examples;
    }

    private IssuedForecast forecastOf(int index) {
        int series = index % plan.histories().size();
        int target = index / plan.histories().size();
        return result.newest().stream()
                .filter(forecast ->
                        forecast.series() == series && Double.isFinite(forecast.points()[target * plan.horizon()]))
                .findFirst()
                .orElse(null);
    }

    private ObjectNode example(String rank, int index, List<Double> mase) {
        IssuedForecast forecast = forecastOf(index);
        History history = plan.histories().get(forecast.series());
        int target = index / plan.histories().size();
        int horizon = plan.horizon();
        int past = Math.max(LEAST_HISTORY_DAYS, Math.min(MOST_HISTORY_DAYS, 2 * horizon));
        int firstDay = Math.max(history.firstDay(), forecast.origin() - past);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("rank", rank);
        node.put("series", history.key());
        node.put("target", shape.targets().get(target));
        node.put(
                "detail",
                String.format(
                        Locale.ROOT,
                        "MASE %.3f%s, here from %s",
                        mase.get(index),
                        shape.targets().size() == 1
                                ? ""
                                : " of " + shape.targets().get(target),
                        LocalDate.ofEpochDay(forecast.origin())));
        node.put("firstDay", LocalDate.ofEpochDay(firstDay).toString());
        node.put("history", forecast.origin() - firstDay);
        ArrayNode actual = node.putArray("actual");
        for (int day = firstDay; day <= forecast.origin() + horizon; day++) {
            add(actual, history.value(day, target));
        }
        node.put("pointName", "forecast, quantile " + shape.quantiles().get(shape.median()));
        ArrayNode points = node.putArray("forecast");
        for (int lead = 0; lead < horizon; lead++) {
            add(points, forecast.points()[target * horizon + lead]);
        }
        ArrayNode bands = node.putArray("bands");
        for (CentralInterval interval : CentralInterval.of(shape.quantiles())) {
            ObjectNode band = bands.addObject().put("nominal", interval.nominal());
            band.set("lower", quantile(forecast, target, interval.lower()));
            band.set("upper", quantile(forecast, target, interval.upper()));
        }
        return node;
    }

    private ArrayNode quantile(IssuedForecast forecast, int target, int quantile) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        for (int lead = 0; lead < plan.horizon(); lead++) {
            add(values, forecast.quantiles()[shape.index(target, quantile, lead)]);
        }
        return values;
    }

    private static ArrayNode numbers(List<Double> values) {
        ArrayNode node = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> add(node, value));
        return node;
    }

    private static void add(ArrayNode node, double value) {
        if (Double.isFinite(value)) {
            node.add(value);
        } else {
            node.addNull();
        }
    }
}
