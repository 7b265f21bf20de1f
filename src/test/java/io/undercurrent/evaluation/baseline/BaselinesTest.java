package io.undercurrent.evaluation.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.evaluation.BacktestListener;
import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.BacktestResult;
import io.undercurrent.evaluation.BacktestRun;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.IssuedForecast;
import io.undercurrent.evaluation.Origins;
import io.undercurrent.evaluation.TestSeries;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselinesTest {

    private static final List<Double> QUANTILES = List.of(0.1, 0.5, 0.9);
    private static final ModelSpec SPEC =
            new ModelSpec(TestSeries.COLUMNS, List.of(true), 56, 7, QUANTILES, ModelSpec.Cell.GRU, 4, 1, 4);
    private static final RecurrentModel MODEL = RecurrentModel.untrained(SPEC, 1);
    private static final int FIRST_ORIGIN = TestSeries.FIRST_DAY + 200;
    private static final int LAST_ORIGIN = FIRST_ORIGIN + 20;

    private static BacktestPlan plan(List<History> histories) {
        return new BacktestPlan(
                TestSeries.COLUMNS, QUANTILES, 7, new Origins(FIRST_ORIGIN, LAST_ORIGIN, 4), histories, Map.of());
    }

    private static List<IssuedForecast> forecasts(ForecastingMethod method, BacktestPlan plan) {
        List<IssuedForecast> forecasts = new ArrayList<>();
        method.forecast(plan, forecasts::add);
        return forecasts;
    }

    @Test
    void namesAreDistinctAndTheirOrderIsFixed() {
        BacktestPlan plan = plan(TestSeries.stores(3, 260, 0, 1));
        assertEquals(
                List.of(
                        "naive",
                        "seasonal-naive",
                        "weekday-mean-4",
                        "weekday-mean-8",
                        "weekday-median-8",
                        "holt-winters",
                        "theta",
                        "month-weekday",
                        "climatology",
                        "damped-anomaly",
                        "flag-mean",
                        "flag-median",
                        "feed-forward"),
                Baselines.of(plan, MODEL).stream().map(ForecastingMethod::name).toList());
    }

    @Test
    void noBaselineLooksAhead() {
        long seed = 11;
        List<History> histories = TestSeries.stores(4, 260, 0.05, seed);
        BacktestPlan plan = plan(histories);
        for (int origin : plan.origins().days().toArray()) {
            BacktestPlan changed = plan(TestSeries.withOtherFuture(histories, origin));
            for (ForecastingMethod method : Baselines.of(plan, MODEL)) {
                List<IssuedForecast> expected = upTo(origin, forecasts(method, plan));
                List<IssuedForecast> actual = upTo(origin, forecasts(method, changed));
                assertFalse(expected.isEmpty());
                assertEquals(expected.size(), actual.size());
                for (int i = 0; i < expected.size(); i++) {
                    String what = method.name() + " of series "
                            + expected.get(i).series() + " from "
                            + expected.get(i).origin() + " with another future after " + origin + ", seed " + seed;
                    assertArrayEquals(expected.get(i).points(), actual.get(i).points(), what);
                    assertArrayEquals(expected.get(i).quantiles(), actual.get(i).quantiles(), what);
                }
            }
        }
    }

    private static List<IssuedForecast> upTo(int origin, List<IssuedForecast> forecasts) {
        return forecasts.stream()
                .filter(forecast -> forecast.origin() <= origin)
                .toList();
    }

    /** The stores have a weekly pattern and promotions of 40 %, which only those can know that see flags. */
    @Test
    void scoresFallIntoTheExpectedOrder() {
        long seed = 3;
        BacktestPlan plan = plan(TestSeries.stores(12, 260, 0.02, seed));
        List<ForecastingMethod> baselines = Baselines.of(plan, MODEL);
        BacktestResult result = new BacktestRun(plan, BacktestListener.SILENT).compare(baselines.get(0), baselines);
        Map<String, Double> mase = new HashMap<>();
        result.baselines()
                .forEach(method -> mase.put(method.name(), method.overall().mase()));
        String all = mase + ", seed " + seed;
        assertTrue(mase.get("seasonal-naive") < mase.get("naive"), all);
        assertTrue(mase.get("weekday-mean-8") < mase.get("seasonal-naive"), all);
        assertTrue(mase.get("weekday-median-8") < mase.get("seasonal-naive"), all);
        assertTrue(mase.get("holt-winters") < mase.get("seasonal-naive"), all);
        assertTrue(mase.get("theta") < mase.get("seasonal-naive"), all);
        assertTrue(mase.get("feed-forward") < mase.get("seasonal-naive"), all);
        assertTrue(mase.get("flag-mean") < mase.get("weekday-mean-8"), all);
        assertTrue(mase.get("flag-median") < mase.get("weekday-median-8"), all);
        for (BacktestResult.MethodScores method : result.baselines()) {
            double inside = method.overall().coverage().get(0).observed();
            assertTrue(
                    inside > 0.6 && inside < 0.95,
                    method.name() + ": 80 % interval holds " + inside + ", seed " + seed);
        }
    }

    /** A number that stands for no value is none: the network learns what it learns of the same days without it. */
    @Test
    void theNetworkLearnsNothingFromWhatIsAbsurd() {
        long seed = 7;
        List<History> gaps = TestSeries.stores(4, 260, 0.03, seed);
        BacktestPlan plan = plan(gaps);
        List<History> placeholders = gaps.stream()
                .map(history -> {
                    double[] values = history.values().clone();
                    int known = 3 * (FIRST_ORIGIN - history.firstDay() + 1);
                    for (int i = 0; i < known; i++) {
                        values[i] = Double.isNaN(values[i]) && i % 3 < 2 ? -99_999 : values[i];
                    }
                    return new History(history.key(), history.firstDay(), 3, values);
                })
                .toList();
        List<IssuedForecast> expected = forecasts(new FeedForward(SPEC), plan);
        List<IssuedForecast> actual = forecasts(new FeedForward(SPEC), plan(placeholders));
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i).quantiles(), actual.get(i).quantiles(), 1e-6, "seed " + seed);
        }
    }

    @Test
    void quantilesNeverCross() {
        long seed = 5;
        BacktestPlan plan = plan(TestSeries.stores(3, 260, 0.1, seed));
        for (ForecastingMethod method : Baselines.of(plan, MODEL)) {
            for (IssuedForecast forecast : forecasts(method, plan)) {
                for (int target = 0; target < 2; target++) {
                    for (int lead = 0; lead < 7; lead++) {
                        double[] quantiles = new double[3];
                        for (int q = 0; q < 3; q++) {
                            quantiles[q] = forecast.quantiles()[plan.shape().index(target, q, lead)];
                        }
                        double[] sorted = quantiles.clone();
                        Arrays.sort(sorted);
                        assertArrayEquals(sorted, quantiles, method.name() + ", seed " + seed);
                    }
                }
            }
        }
    }

    @Test
    void theNetworkIsLeftOutWhereThereIsNothingToLearnFrom() {
        List<History> histories = TestSeries.stores(2, 60, 0, 1);
        Origins early = new Origins(TestSeries.FIRST_DAY + 30, TestSeries.FIRST_DAY + 30, 1);
        BacktestPlan plan = new BacktestPlan(TestSeries.COLUMNS, QUANTILES, 7, early, histories, Map.of());
        List<String> names =
                Baselines.of(plan, MODEL).stream().map(ForecastingMethod::name).toList();
        assertEquals(12, names.size());
        assertFalse(names.contains("feed-forward"));
    }

    /** The covariate is a flag on the days before the first origin, which alone may decide. */
    @Test
    void methodsThatSeeFlagsAreLeftOutWhereThereIsNone() {
        List<History> flags = TestSeries.stores(2, 260, 0.05, 1);
        List<History> prices = flags.stream()
                .map(history -> {
                    double[] values = history.values().clone();
                    values[2] = 9.5;
                    return new History(history.key(), history.firstDay(), 3, values);
                })
                .toList();
        assertTrue(names(plan(flags)).contains("flag-median"));
        assertFalse(names(plan(prices)).contains("flag-median"));
        assertEquals(names(plan(flags)).size() - 2, names(plan(prices)).size());
    }

    private static List<String> names(BacktestPlan plan) {
        return Baselines.of(plan, MODEL).stream().map(ForecastingMethod::name).toList();
    }
}
