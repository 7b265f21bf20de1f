package io.undercurrent.evaluation;

import io.undercurrent.evaluation.metric.Scores;
import java.util.List;

/**
 * How the model and the baselines did on the same series, origins and days.
 *
 * @param plan what was asked of them
 * @param methods the model first
 * @param withoutForecast pairs of target and origin, over all series, that were left out for all methods because the model
 *     could not know anything: its window held no value of the target
 * @param newest the model's forecast of each series from the last origin that it was forecast from, by position
 */
public record BacktestResult(
        BacktestPlan plan, List<MethodScores> methods, int withoutForecast, List<IssuedForecast> newest) {

    public BacktestResult {
        methods = List.copyOf(methods);
        newest = List.copyOf(newest);
    }

    /**
     * One method's scores.
     *
     * @param overall mean over the targets
     * @param byTarget in the order of the targets
     * @param bySeries MASE of each series in the order (target, series), NaN where it has none
     */
    public record MethodScores(
            String name, String description, Scores overall, List<Scores> byTarget, List<Double> bySeries) {}

    /** The scores of the model. */
    public MethodScores model() {
        return methods.get(0);
    }

    public List<MethodScores> baselines() {
        return methods.subList(1, methods.size());
    }
}
