package io.undercurrent.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.evaluation.baseline.Baselines;
import io.undercurrent.evaluation.metric.Comparison;
import io.undercurrent.series.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GivenForecastsTest {

    private static final int FIRST_ORIGIN = TestSeries.FIRST_DAY + 60;
    private static final BacktestPlan PLAN = new BacktestPlan(
            TestSeries.COLUMNS,
            List.of(0.1, 0.5, 0.9),
            7,
            new Origins(FIRST_ORIGIN, FIRST_ORIGIN + 21, 7),
            TestSeries.stores(3, 90, 0.05, 1),
            Map.of());
    private static final ForecastingMethod NAIVE = Baselines.ofSingleSeries().get(0);
    private static final ForecastingMethod SEASONAL = Baselines.ofSingleSeries().get(1);

    /** The forecasts of a method as a file would give them, those of other days, origins and series among them. */
    private static GivenForecasts copyOf(ForecastingMethod method, boolean quantiles) {
        return copyOf(method, PLAN, quantiles);
    }

    private static GivenForecasts copyOf(ForecastingMethod method, BacktestPlan plan, boolean quantiles) {
        GivenForecasts given = new GivenForecasts("copy", plan, true, quantiles);
        method.forecast(plan, forecast -> {
            String key = plan.histories().get(forecast.series()).key();
            for (int target = 0; target < 2; target++) {
                for (int lead = 0; lead < 7; lead++) {
                    double[] values = {forecast.points()[target * 7 + lead]};
                    if (quantiles) {
                        values = new double[3];
                        for (int q = 0; q < 3; q++) {
                            values[q] = forecast.quantiles()[PLAN.shape().index(target, q, lead)];
                        }
                    }
                    int day = forecast.origin() + 1 + lead;
                    given.add(key, target, forecast.origin(), day, forecast.means()[target * 7 + lead], values);
                }
                given.add(key, target, forecast.origin(), forecast.origin() + 8, 0, new double[3]);
                given.add(key, target, forecast.origin() + 1, forecast.origin() + 2, 0, new double[3]);
            }
            given.add("elsewhere", 0, forecast.origin(), forecast.origin() + 1, 0, new double[3]);
        });
        return given;
    }

    @Test
    void aCopyOfTheModelHasItsScoresAndNoDifference() {
        GivenForecasts copy = copyOf(NAIVE, false);
        copy.requireComplete();
        assertEquals(5 * PLAN.forecasts(), copy.unused());
        BacktestResult result =
                new BacktestRun(PLAN, BacktestListener.SILENT).compare(NAIVE, List.of(SEASONAL), List.of(copy));
        BacktestResult.MethodScores scores = result.others().get(0);
        assertEquals(
                List.of("naive", "seasonal-naive", "copy"),
                result.methods().stream().map(BacktestResult.MethodScores::name).toList());
        assertEquals(result.model().overall().mase(), scores.overall().mase());
        assertEquals(result.model().overall().rmse(), scores.overall().rmse());
        assertTrue(Double.isNaN(scores.overall().pinball()));
        Comparison comparison = scores.besideModel().get(0);
        assertEquals(0, comparison.mase().mean());
        assertEquals(0, comparison.mase().standardError());
        assertEquals(3, comparison.mase().pairs());
        assertEquals(4, comparison.mae().pairs());
        assertEquals(0, comparison.pinball().pairs());
    }

    /** A target whose values end before the first origin says nothing of whether a method has quantiles. */
    @Test
    void aTargetWithoutValuesIsLeftOutOfTheMean() {
        for (int ended = 0; ended < 2; ended++) {
            int target = ended;
            BacktestPlan plan = new BacktestPlan(
                    PLAN.columns(),
                    PLAN.quantiles(),
                    PLAN.horizon(),
                    PLAN.origins(),
                    PLAN.histories().stream()
                            .map(history -> endedBefore(history, target))
                            .toList(),
                    Map.of());
            for (boolean quantiles : new boolean[] {false, true}) {
                ForecastingMethod medians = copyOf(NAIVE, plan, quantiles);
                BacktestResult result =
                        new BacktestRun(plan, BacktestListener.SILENT).compare(NAIVE, List.of(), List.of(medians));
                BacktestResult.MethodScores scores = result.others().get(0);
                assertEquals(
                        scores.byTarget().get(1 - ended).mase(),
                        scores.overall().mase());
                assertEquals(
                        scores.byTarget().get(1 - ended).coverage(),
                        scores.overall().coverage());
                assertEquals(quantiles ? 1 : 0, scores.overall().coverage().size());
            }
        }
    }

    private static History endedBefore(History history, int target) {
        double[] values = history.values().clone();
        for (int day = FIRST_ORIGIN - 5; day <= history.lastDay(); day++) {
            values[(day - history.firstDay()) * history.columns() + target] = Double.NaN;
        }
        return new History(history.key(), history.firstDay(), history.columns(), values);
    }

    @Test
    void theDifferenceOfTheMeansIsTheMeanOfTheDifferences() {
        BacktestResult result = new BacktestRun(PLAN, BacktestListener.SILENT).compare(NAIVE, List.of(SEASONAL));
        BacktestResult.MethodScores seasonal = result.baselines().get(0);
        for (int target = 0; target < 2; target++) {
            Comparison comparison = seasonal.besideModel().get(target);
            double mase = seasonal.byTarget().get(target).mase()
                    - result.model().byTarget().get(target).mase();
            assertEquals(mase, comparison.mase().mean(), 1e-12);
            double rmsse = seasonal.byTarget().get(target).rmsse()
                    - result.model().byTarget().get(target).rmsse();
            assertEquals(rmsse, comparison.rmsse().mean(), 1e-12);
            assertTrue(comparison.mae().standardError() > 0);
            assertTrue(comparison.pinball().mean() < 0, "weeks repeat");
        }
        assertEquals(List.of(), result.model().besideModel());
    }

    @Test
    void withQuantilesTheForecastIsTheSame() {
        GivenForecasts copy = copyOf(SEASONAL, true);
        List<IssuedForecast> expected = new ArrayList<>();
        SEASONAL.forecast(PLAN, expected::add);
        List<IssuedForecast> actual = new ArrayList<>();
        copy.forecast(PLAN, actual::add);
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i).means(), actual.get(i).means());
            assertArrayEquals(expected.get(i).quantiles(), actual.get(i).quantiles());
        }
    }

    @Test
    void refusesWhatCannotBeScored() {
        GivenForecasts given = new GivenForecasts("other", PLAN, false, false);
        String missing = assertThrows(IllegalArgumentException.class, given::requireComplete)
                .getMessage();
        assertTrue(
                missing.startsWith(
                        "other: expected a forecast of each day with a value from each of the 12 origins of all series,"
                                + " but 24 lack some, the first of 'store-0', sales on 2025-03-03 from 2025-03-02"),
                missing);
        double[] median = {1};
        given.add("store-0", 0, FIRST_ORIGIN, FIRST_ORIGIN + 1, Double.NaN, median);
        String twice = assertThrows(
                        IllegalArgumentException.class,
                        () -> given.add("store-0", 0, FIRST_ORIGIN, FIRST_ORIGIN + 1, Double.NaN, median))
                .getMessage();
        assertEquals(
                "expected one forecast of each day from each origin, but got another of 'store-0' on 2025-03-03 from"
                        + " 2025-03-02",
                twice);
        String early = assertThrows(
                        IllegalArgumentException.class,
                        () -> given.add("store-0", 0, FIRST_ORIGIN, FIRST_ORIGIN, Double.NaN, median))
                .getMessage();
        assertTrue(early.startsWith("expected a day after the origin 2025-03-02"), early);
    }
}
