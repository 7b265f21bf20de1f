package io.undercurrent.evaluation;

import io.undercurrent.evaluation.BacktestResult.MethodScores;
import io.undercurrent.evaluation.metric.Comparison;
import io.undercurrent.evaluation.metric.ErrorTally;
import io.undercurrent.evaluation.metric.OriginErrors;
import io.undercurrent.evaluation.metric.PairedDifference;
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
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Scores the forecasts of one method as they arrive. */
final class ScoreKeeper {

    private final BacktestPlan plan;
    private final int targets;
    private final int quantiles;
    /** The scores of the model, which say what counts for nobody because it did not know it; null for the model's own. */
    private final ScoreKeeper model;

    /** In the order (target, series). */
    private final List<ErrorTally> tallies = new ArrayList<>();
    /** By target. */
    private final List<OriginErrors> byOrigin = new ArrayList<>();
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
        return new ScoreKeeper(model.plan, model);
    }

    private ScoreKeeper(BacktestPlan plan, ScoreKeeper model) {
        this.plan = plan;
        this.model = model;
        targets = plan.columns().targets().size();
        quantiles = plan.quantiles().size();
        for (int i = 0; i < targets * plan.histories().size(); i++) {
            tallies.add(new ErrorTally(plan.quantiles(), plan.horizon()));
        }
        for (int target = 0; target < targets; target++) {
            byOrigin.add(new OriginErrors(plan.quantiles(), plan.origins().count()));
        }
        newest = new IssuedForecast[plan.histories().size()];
        quantileValues = new double[quantiles];
    }

    void add(String method, IssuedForecast forecast) {
        History history = plan.histories().get(forecast.series());
        int slot = forecast.series() * plan.origins().count() + plan.origins().position(forecast.origin());
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
            } else if (model == null || !model.unknown.get(index)) {
                score(history, forecast, target);
            }
        }
    }

    private void requireUnknownToModel(String method, History history, int origin, int index) {
        if (model != null && !model.unknown.get(index)) {
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
        int origin = plan.origins().position(forecast.origin());
        ErrorTally tally = tallies.get(target * plan.histories().size() + forecast.series());
        for (int lead = 0; lead < horizon; lead++) {
            double actual = history.value(forecast.origin() + 1 + lead, target);
            if (Double.isNaN(actual)) {
                continue;
            }
            int at = target * horizon + lead;
            tally.addPoint(lead, actual, forecast.points()[at], forecast.means()[at]);
            byOrigin.get(target).addPoint(origin, actual, forecast.points()[at]);
            if (forecast.quantiles().length > 0) {
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    quantileValues[quantile] = forecast.quantiles()[(target * quantiles + quantile) * horizon + lead];
                }
                tally.addQuantiles(lead, actual, quantileValues);
                byOrigin.get(target).addQuantiles(origin, actual, quantileValues);
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

    /**
     * @param levels keys of the series of each level
     */
    MethodScores scores(ForecastingMethod method, List<List<String>> levels) {
        List<Scores> byTarget = new ArrayList<>();
        List<Comparison> besideModel = new ArrayList<>();
        List<Double> bySeries = new ArrayList<>();
        List<List<Scores>> byLevelAndTarget = levels.stream()
                .map(level -> (List<Scores>) new ArrayList<Scores>())
                .toList();
        for (int target = 0; target < targets; target++) {
            List<SeriesErrors> errors = errors(target);
            errors.forEach(one -> bySeries.add(one.mase()));
            byTarget.add(Scores.of(errors));
            for (int level = 0; level < levels.size(); level++) {
                byLevelAndTarget.get(level).add(Scores.of(of(levels.get(level), errors)));
            }
            if (model != null) {
                besideModel.add(besideModel(target, errors));
            }
        }
        return new MethodScores(
                method.name(),
                method.description(),
                Scores.mean(byTarget),
                byTarget,
                besideModel,
                byLevelAndTarget.stream().map(Scores::mean).toList(),
                bySeries);
    }

    private List<SeriesErrors> of(List<String> keys, List<SeriesErrors> errors) {
        Set<String> wanted = Set.copyOf(keys);
        return IntStream.range(0, errors.size())
                .filter(series -> wanted.contains(plan.histories().get(series).key()))
                .mapToObj(errors::get)
                .toList();
    }

    /** By series. */
    private List<SeriesErrors> errors(int target) {
        List<SeriesErrors> errors = new ArrayList<>();
        for (int series = 0; series < plan.histories().size(); series++) {
            History history = plan.histories().get(series);
            errors.add(new SeriesErrors(
                    tallies.get(target * plan.histories().size() + series),
                    Scales.of(plan.training(history, target)),
                    plan.weight(history)));
        }
        return errors;
    }

    private Comparison besideModel(int target, List<SeriesErrors> errors) {
        List<SeriesErrors> others = model.errors(target);
        // Forecasts from origins closer together than the horizon share days.
        int overlap = (plan.horizon() - 1) / plan.origins().every();
        OriginErrors origins = byOrigin.get(target);
        OriginErrors originsOfModel = model.byOrigin.get(target);
        return new Comparison(
                PairedDifference.ofIndependent(
                        differences(numbers(errors, SeriesErrors::mase), numbers(others, SeriesErrors::mase))),
                PairedDifference.ofIndependent(
                        differences(numbers(errors, SeriesErrors::rmsse), numbers(others, SeriesErrors::rmsse))),
                PairedDifference.ofSequence(differences(origins.mae(), originsOfModel.mae()), overlap),
                PairedDifference.ofSequence(differences(origins.pinball(), originsOfModel.pinball()), overlap));
    }

    private static double[] numbers(List<SeriesErrors> errors, ToDoubleFunction<SeriesErrors> number) {
        return errors.stream().mapToDouble(number).toArray();
    }

    private static double[] differences(double[] numbers, double[] ofModel) {
        double[] differences = new double[numbers.length];
        Arrays.setAll(differences, i -> numbers[i] - ofModel[i]);
        return differences;
    }
}
