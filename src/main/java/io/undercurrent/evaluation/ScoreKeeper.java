package io.undercurrent.evaluation;

import io.undercurrent.evaluation.BacktestResult.MethodScores;
import io.undercurrent.evaluation.metric.ErrorTally;
import io.undercurrent.evaluation.metric.Scales;
import io.undercurrent.evaluation.metric.Scores;
import io.undercurrent.evaluation.metric.SeriesErrors;
import io.undercurrent.series.Finite;
import io.undercurrent.series.history.History;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/** Meets the forecasts of one method with what happened, as they come. */
final class ScoreKeeper {

    private final BacktestPlan plan;
    private final int targets;
    private final int quantiles;
    /** What counts for nobody because the model did not know it; null while that is being found out. */
    private final BitSet unknownToModel;

    /** In the order (target, series). */
    private final List<ErrorTally> tallies = new ArrayList<>();
    /** By position of the origin, in the order (series, target): forecast without a finite number. */
    private final BitSet unknown = new BitSet();

    private final BitSet seen = new BitSet();
    private final IssuedForecast[] newest;
    private final double[] quantileValues;
    private long delivered;

    /** Keeps the scores of the model. */
    static ScoreKeeper ofModel(BacktestPlan plan) {
        return new ScoreKeeper(plan, null);
    }

    /** Keeps the scores of a baseline, to be compared with those of the model, which are complete. */
    static ScoreKeeper besides(ScoreKeeper model) {
        return new ScoreKeeper(model.plan, model.unknown);
    }

    private ScoreKeeper(BacktestPlan plan, BitSet unknownToModel) {
        this.plan = plan;
        this.unknownToModel = unknownToModel;
        targets = plan.columns().targets().size();
        quantiles = plan.quantiles().size();
        for (int i = 0; i < targets * plan.histories().size(); i++) {
            tallies.add(new ErrorTally(plan.quantiles(), plan.horizon()));
        }
        newest = new IssuedForecast[plan.histories().size()];
        quantileValues = new double[quantiles];
    }

    void add(String method, IssuedForecast forecast) {
        History history = plan.histories().get(forecast.series());
        int slot = forecast.series() * plan.origins().count()
                + (forecast.origin() - plan.origins().first()) / plan.origins().every();
        if (!plan.covers(history, forecast.origin()) || seen.get(slot)) {
            throw new IllegalStateException(method + ": expected one forecast from each origin of the plan, but got "
                    + (seen.get(slot) ? "another" : "one") + " of series '" + history.key() + "' from "
                    + LocalDate.ofEpochDay(forecast.origin()));
        }
        seen.set(slot);
        delivered++;
        IssuedForecast last = newest[forecast.series()];
        if (last == null || last.origin() < forecast.origin()) {
            newest[forecast.series()] = forecast;
        }
        for (int target = 0; target < targets; target++) {
            int index = slot * targets + target;
            if (!isFinite(forecast, target)) {
                unknown.set(index);
                requireUnknownToModel(method, history, forecast.origin(), index);
            } else if (unknownToModel == null || !unknownToModel.get(index)) {
                score(history, forecast, target);
            }
        }
    }

    private void requireUnknownToModel(String method, History history, int origin, int index) {
        if (unknownToModel != null && !unknownToModel.get(index)) {
            throw new IllegalStateException(method + ": expected finite numbers for series '" + history.key()
                    + "' from " + LocalDate.ofEpochDay(origin) + ", but got others");
        }
    }

    private boolean isFinite(IssuedForecast forecast, int target) {
        int horizon = plan.horizon();
        boolean finite = Finite.all(forecast.points(), target * horizon, horizon);
        int width = quantiles * horizon;
        return finite && (forecast.quantiles().length == 0 || Finite.all(forecast.quantiles(), target * width, width));
    }

    private void score(History history, IssuedForecast forecast, int target) {
        int horizon = plan.horizon();
        ErrorTally tally = tallies.get(target * plan.histories().size() + forecast.series());
        for (int lead = 0; lead < horizon; lead++) {
            double actual = history.value(forecast.origin() + 1 + lead, target);
            if (Double.isNaN(actual)) {
                continue;
            }
            int at = target * horizon + lead;
            tally.addPoint(lead, actual, forecast.points()[at], forecast.means()[at]);
            if (forecast.quantiles().length > 0) {
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    quantileValues[quantile] = forecast.quantiles()[(target * quantiles + quantile) * horizon + lead];
                }
                tally.addQuantiles(lead, actual, quantileValues);
            }
        }
    }

    long delivered() {
        return delivered;
    }

    int unknownCount() {
        return unknown.cardinality();
    }

    /** The forecast of each series from the last origin that it was forecast from, by position of the series. */
    List<IssuedForecast> newest() {
        return Arrays.stream(newest).filter(Objects::nonNull).toList();
    }

    MethodScores scores(ForecastingMethod method) {
        List<Scores> byTarget = new ArrayList<>();
        List<Double> bySeries = new ArrayList<>();
        for (int target = 0; target < targets; target++) {
            List<SeriesErrors> errors = new ArrayList<>();
            for (int series = 0; series < plan.histories().size(); series++) {
                History history = plan.histories().get(series);
                errors.add(new SeriesErrors(
                        tallies.get(target * plan.histories().size() + series),
                        Scales.of(plan.training(history, target)),
                        plan.weight(history)));
                bySeries.add(errors.get(series).mase());
            }
            byTarget.add(Scores.of(errors));
        }
        return new MethodScores(method.name(), method.description(), Scores.mean(byTarget), byTarget, bySeries);
    }
}
