package io.undercurrent.evaluation;

import io.undercurrent.evaluation.BacktestResult.MethodScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Runs the model, the baselines and other methods on the same days of the same series, and scores them in the same way.
 *
 * <p>If the model's window has no value of a target, that target and origin are left out for all methods. Days without
 * a value are left out too.
 */
public final class BacktestRun {

    private final BacktestPlan plan;
    private final BacktestListener listener;
    private final List<List<String>> levels;

    public BacktestRun(BacktestPlan plan, BacktestListener listener) {
        this(plan, listener, List.of());
    }

    /**
     * @param levels keys of the series of each level that has scores of its own
     */
    public BacktestRun(BacktestPlan plan, BacktestListener listener, List<List<String>> levels) {
        this.levels = List.copyOf(levels);
        this.plan = Objects.requireNonNull(plan, "plan");
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * Runs all methods one after the other.
     *
     * @throws IllegalStateException if a method does not deliver each forecast once, or the forecast of a baseline is not
     *     finite where the model's is
     */
    public BacktestResult compare(ForecastingMethod model, List<ForecastingMethod> baselines) {
        return compare(model, baselines, List.of());
    }

    /**
     * Runs all methods one after the other.
     *
     * @param others methods besides the baselines, held to the same
     * @throws IllegalStateException if a method does not deliver each forecast once, or the forecast of another is not finite
     *     where the model's is
     */
    public BacktestResult compare(
            ForecastingMethod model, List<ForecastingMethod> baselines, List<ForecastingMethod> others) {
        ScoreKeeper modelScores = ScoreKeeper.ofModel(plan);
        run(model, modelScores);
        return new BacktestResult(
                plan,
                modelScores.scores(model, levels),
                runBeside(modelScores, baselines),
                runBeside(modelScores, others),
                modelScores.unknownCount(),
                modelScores.newest());
    }

    private List<MethodScores> runBeside(ScoreKeeper model, List<ForecastingMethod> methods) {
        List<MethodScores> beside = new ArrayList<>();
        for (ForecastingMethod method : methods) {
            ScoreKeeper scores = ScoreKeeper.besides(model);
            run(method, scores);
            beside.add(scores.scores(method, levels));
        }
        return beside;
    }

    private void run(ForecastingMethod method, ScoreKeeper scores) {
        long expected = plan.forecasts();
        listener.onProgress(method.name(), 0, expected);
        method.forecast(plan, forecast -> {
            scores.add(method.name(), forecast);
            listener.onProgress(method.name(), scores.delivered(), expected);
        });
        if (scores.delivered() != expected) {
            throw new IllegalStateException(
                    method.name() + ": expected " + expected + " forecasts, but got " + scores.delivered());
        }
    }
}
