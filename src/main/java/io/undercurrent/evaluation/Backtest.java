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
public final class Backtest {

    private final BacktestPlan plan;

    public Backtest(BacktestPlan plan) {
        this.plan = Objects.requireNonNull(plan, "plan");
    }

    /**
     * Runs all methods one after the other.
     *
     * @throws IllegalStateException if a method does not deliver each forecast once, or the forecast of a baseline is not
     *     finite where the model's is
     */
    public BacktestResult run(ForecastingMethod model, List<ForecastingMethod> baselines, BacktestListener listener) {
        ScoreKeeper modelScores = ScoreKeeper.ofModel(plan);
        run(model, modelScores, listener);
        List<MethodScores> methods = new ArrayList<>();
        methods.add(modelScores.scores(model));
        for (ForecastingMethod baseline : baselines) {
            ScoreKeeper scores = ScoreKeeper.besides(modelScores);
            run(baseline, scores, listener);
            methods.add(scores.scores(baseline));
        }
        return new BacktestResult(plan, methods, modelScores.unknownCount(), modelScores.newest());
    }

    private void run(ForecastingMethod method, ScoreKeeper scores, BacktestListener listener) {
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
