package io.undercurrent.evaluation.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How good the forecasts of many series were. A number is NaN where it is not defined.
 *
 * <ul>
 *   <li><b>MASE</b>, mean absolute scaled error (Hyndman and Koehler 2006): for each series its mean absolute error over the
 *       mean |y_t − y_{t−7}| of its training part; the mean over the series that have such a scale. <b>Daily MASE</b>: the same
 *       over the mean |y_t − y_{t−1}|.
 *   <li><b>sMAPE</b> (Makridakis 1993), in percent: for each series the mean of 200·|e| / (|y| + |f|), 0 where both are 0;
 *       the mean over the series.
 *   <li><b>MAE</b> and <b>RMSE</b>: at each lead time the mean absolute and the root mean squared error over all series and
 *       origins; the mean over the lead times.
 *   <li><b>RMSSE</b> (Makridakis, Spiliotis, Assimakopoulos 2022): for each series the root of its mean squared error over
 *       the mean (y_t − y_{t−1})² of its training part without leading zeros; the mean over the series that have such a
 *       scale. <b>WRMSSE</b>: Σ weight · RMSSE over the series whose weight is not 0, each of which needs
 *       a scale and a day met.
 *   <li><b>Pinball loss</b> (Koenker and Bassett 1978): the mean of max(q·(y − f), (q − 1)·(y − f)) over all quantiles and
 *       days. <b>WQL</b>, weighted quantile loss: twice its sum over the sum of |y|, averaged over the quantiles; the more quantiles
 *       and the evener, the nearer to CRPS over the mean |y|.
 *   <li><b>Coverage</b>: the share of days that lie inside a central interval, its ends included.
 * </ul>
 *
 * @param series number of series with at least one day met
 * @param scaledSeries number of these that MASE is defined for
 * @param weightedWithoutRmsse number of series with a weight above 0 but without RMSSE, which leave WRMSSE undefined
 * @param values number of actual values met
 * @param zeros share of these that are 0
 * @param calibration for each quantile the share of days not above it
 */
public record Scores(
        int series,
        int scaledSeries,
        int weightedWithoutRmsse,
        long values,
        double zeros,
        double mase,
        double dailyMase,
        double smape,
        double mae,
        double rmse,
        double rmsse,
        double wrmsse,
        double pinball,
        double wql,
        List<Coverage> coverage,
        List<Calibration> calibration,
        List<Double> maeByLead,
        List<Double> rmseByLead) {

    /** Share of days inside a central interval, over all lead times and at each. */
    public record Coverage(double nominal, double observed, List<Double> byLead) {}

    /** Share of days that did not exceed the quantile forecast for this probability. */
    public record Calibration(double quantile, double observed) {}

    /**
     * The scores over {@code series}, all of the same quantiles and horizon.
     *
     * @throws IllegalArgumentException if there is no series
     */
    public static Scores of(List<SeriesErrors> series) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("series: expected at least one, but the list is empty");
        }
        ErrorTally shape = series.get(0).errors();
        ErrorTally pool = new ErrorTally(shape.quantiles(), shape.horizon());
        series.forEach(one -> pool.addAll(one.errors()));
        List<SeriesErrors> met =
                series.stream().filter(one -> one.errors().count() > 0).toList();
        List<Double> maeByLead = byLead(pool, pool::meanAbsolute);
        List<Double> rmseByLead = byLead(pool, lead -> Math.sqrt(pool.meanSquared(lead)));
        return new Scores(
                met.size(),
                (int) met.stream().filter(one -> !Double.isNaN(one.mase())).count(),
                (int) series.stream()
                        .filter(one -> one.weight() > 0 && Double.isNaN(one.rmsse()))
                        .count(),
                pool.count(),
                pool.shareOfZeros(),
                mean(met, SeriesErrors::mase),
                mean(met, SeriesErrors::dailyMase),
                mean(met, one -> one.errors().meanSymmetric()),
                mean(maeByLead, mae -> mae),
                mean(rmseByLead, rmse -> rmse),
                mean(met, SeriesErrors::rmsse),
                series.stream()
                        .filter(one -> one.weight() != 0)
                        .mapToDouble(one -> one.weight() * one.rmsse())
                        .sum(),
                pool.hasQuantiles() ? pool.meanPinball() : Double.NaN,
                pool.hasQuantiles() ? pool.weightedQuantileLoss() : Double.NaN,
                pool.hasQuantiles() ? coverage(pool) : List.of(),
                pool.hasQuantiles() ? calibration(pool) : List.of(),
                maeByLead,
                rmseByLead);
    }

    private static List<Coverage> coverage(ErrorTally pool) {
        List<Coverage> coverage = new ArrayList<>();
        for (int i = 0; i < pool.intervals().size(); i++) {
            int interval = i;
            coverage.add(new Coverage(
                    pool.intervals().get(i).nominal(),
                    pool.shareInside(i),
                    byLead(pool, lead -> pool.shareInside(interval, lead))));
        }
        return coverage;
    }

    private static List<Calibration> calibration(ErrorTally pool) {
        return IntStream.range(0, pool.quantiles().size())
                .mapToObj(i -> new Calibration(pool.quantiles().get(i), pool.shareNotAbove(i)))
                .toList();
    }

    private static List<Double> byLead(ErrorTally pool, IntToDoubleFunction at) {
        return IntStream.range(0, pool.horizon()).mapToDouble(at).boxed().toList();
    }

    /** Mean over those that the number is defined for. */
    private static <T> double mean(List<T> values, ToDoubleFunction<T> number) {
        return values.stream()
                .mapToDouble(number)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * The mean of the scores of several targets of the same series, number by number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Scores mean(List<Scores> targets) {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("targets: expected the scores of at least one, but the list is empty");
        }
        // A target without a value does not show whether the method has quantiles.
        List<Scores> met = targets.stream().filter(scores -> scores.values > 0).toList();
        List<Scores> quantiles = met.isEmpty() ? targets : met;
        Scores first = quantiles.get(0);
        return new Scores(
                targets.stream().mapToInt(Scores::series).max().orElseThrow(),
                targets.stream().mapToInt(Scores::scaledSeries).min().orElseThrow(),
                targets.stream().mapToInt(Scores::weightedWithoutRmsse).max().orElseThrow(),
                targets.stream().mapToLong(Scores::values).sum(),
                mean(targets, Scores::zeros),
                mean(targets, Scores::mase),
                mean(targets, Scores::dailyMase),
                mean(targets, Scores::smape),
                mean(targets, Scores::mae),
                mean(targets, Scores::rmse),
                mean(targets, Scores::rmsse),
                mean(targets, Scores::wrmsse),
                mean(targets, Scores::pinball),
                mean(targets, Scores::wql),
                IntStream.range(0, first.coverage.size())
                        .mapToObj(i -> new Coverage(
                                first.coverage.get(i).nominal(),
                                mean(quantiles, scores -> scores.coverage.get(i).observed()),
                                means(
                                        quantiles,
                                        scores -> scores.coverage.get(i).byLead())))
                        .toList(),
                IntStream.range(0, first.calibration.size())
                        .mapToObj(i -> new Calibration(
                                first.calibration.get(i).quantile(),
                                mean(
                                        quantiles,
                                        scores -> scores.calibration.get(i).observed())))
                        .toList(),
                means(targets, Scores::maeByLead),
                means(targets, Scores::rmseByLead));
    }

    private static List<Double> means(List<Scores> targets, Function<Scores, List<Double>> numbers) {
        return IntStream.range(0, numbers.apply(targets.get(0)).size())
                .mapToObj(i -> mean(targets, scores -> numbers.apply(scores).get(i)))
                .toList();
    }
}
