package io.undercurrent.evaluation;

import io.undercurrent.evaluation.BacktestResult.MethodScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Lets the model and the baselines forecast the same days of the same series, and scores all of them alike.
 *
 * <p>Where the model has no forecast because its window held no value of a target, that target and origin count for no
 * method. Days whose value is missing are left out.
 */
public final class BacktestRun {

    private final BacktestPlan plan;
    private final BacktestListener listener;

    public BacktestRun(BacktestPlan plan, BacktestListener listener) {
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
        ScoreKeeper modelScores = ScoreKeeper.ofModel(plan);
        run(model, modelScores);
        List<MethodScores> methods = new ArrayList<>();
        methods.add(modelScores.scores(model));
        for (ForecastingMethod baseline : baselines) {
            ScoreKeeper scores = ScoreKeeper.besides(modelScores);
            run(baseline, scores);
            methods.add(scores.scores(baseline));
        }
        return new BacktestResult(plan, methods, modelScores.unknownCount(), modelScores.newest());
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
