package io.undercurrent.evaluation;

import io.undercurrent.evaluation.metric.Comparison;
import io.undercurrent.evaluation.metric.Scores;
import java.util.ArrayList;
import java.util.List;

/**
 * The scores of the model, the baselines and other methods on the same series, origins and days.
 *
 * @param plan what was asked of them
 * @param others methods whose forecasts were made elsewhere
 * @param withoutForecast number of pairs of target and origin, over all series, left out for all methods because the
 *     model's window had no value of the target
 * @param newest the model's forecast of each series from the last origin that it was forecast from, by position
 */
public record BacktestResult(
        BacktestPlan plan,
        MethodScores model,
        List<MethodScores> baselines,
        List<MethodScores> others,
        int withoutForecast,
        List<IssuedForecast> newest) {

    public BacktestResult {
        baselines = List.copyOf(baselines);
        others = List.copyOf(others);
        newest = List.copyOf(newest);
    }

    /**
     * One method's scores.
     *
     * @param overall mean over the targets
     * @param byTarget in the order of the targets
     * @param besideModel difference from the model, by target; empty for the model itself
     * @param byLevel mean over the targets for the series of each level that the run was asked for
     * @param bySeries MASE of each series in the order (target, series), NaN where it has none
     */
    public record MethodScores(
            String name,
            String description,
            Scores overall,
            List<Scores> byTarget,
            List<Comparison> besideModel,
            List<Scores> byLevel,
            List<Double> bySeries) {}

    /** All of them, the model first and those of others last. */
    public List<MethodScores> methods() {
        List<MethodScores> methods = new ArrayList<>();
        methods.add(model);
        methods.addAll(baselines);
        methods.addAll(others);
        return methods;
    }
}
