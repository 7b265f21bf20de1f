package io.undercurrent.evaluation.streaming;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.Counts;
import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.IssuedForecast;
import io.undercurrent.evaluation.Origins;
import io.undercurrent.evaluation.TestSeries;
import io.undercurrent.evaluation.metric.Scales;
import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamedModelTest {

    private static final List<Double> QUANTILES = List.of(0.1, 0.5, 0.9);
    private static final int MODEL_HORIZON = 7;
    private static final int HORIZON = 5;
    private static final int WINDOW = 28;
    private static final ForecastModel MODEL = model(WINDOW, 5);
    private static final Origins ORIGINS = new Origins(TestSeries.FIRST_DAY + 20, TestSeries.FIRST_DAY + 80, 2);

    private static ForecastModel model(int window, long seed) {
        return RecurrentModel.untrained(
                new ModelSpec(
                        TestSeries.COLUMNS,
                        List.of(true),
                        window,
                        MODEL_HORIZON,
                        QUANTILES,
                        ModelSpec.Cell.LSTM,
                        8,
                        2,
                        6),
                seed);
    }

    private static BacktestPlan plan(List<History> histories) {
        return new BacktestPlan(TestSeries.COLUMNS, QUANTILES, HORIZON, ORIGINS, histories, Map.of());
    }

    /** Forecasts in the order of series and origin. */
    private static List<IssuedForecast> forecasts(BacktestPlan plan, int parallelism) {
        return forecasts(plan, CalibrationOptions.OFF, parallelism);
    }

    private static List<IssuedForecast> forecasts(BacktestPlan plan, CalibrationOptions options) {
        return forecasts(plan, options, 2);
    }

    private static List<IssuedForecast> forecasts(BacktestPlan plan, CalibrationOptions options, int parallelism) {
        List<IssuedForecast> forecasts = new ArrayList<>();
        new StreamedModel(MODEL, options, parallelism).forecast(plan, forecasts::add);
        forecasts.sort(Comparator.comparing(IssuedForecast::series).thenComparing(IssuedForecast::origin));
        return forecasts;
    }

    /** What is learnt of a series does not depend on whether its quantiles leave as whole numbers, nor does another target. */
    @Test
    void quantilesOfCountsAreThoseOfOtherForecastsAsWholeNumbers() {
        BacktestPlan plan = plan(TestSeries.stores(3, 90, 0.15, 24));
        List<IssuedForecast> counted = forecasts(plan, new CalibrationOptions(true, 7, 1, Counts.of(List.of("sales"))));
        List<IssuedForecast> others = forecasts(plan, new CalibrationOptions(true, 7));
        int sales = TestSeries.COLUMNS.targets().indexOf("sales");
        int broken = 0;
        for (int i = 0; i < others.size(); i++) {
            double[] expected = others.get(i).quantiles().clone();
            int width = QUANTILES.size() * HORIZON;
            for (int at = sales * width; at < (sales + 1) * width; at++) {
                broken += expected[at] == Math.rint(expected[at]) ? 0 : 1;
                expected[at] = Math.max(0, Math.ceil(expected[at] - 0.5));
            }
            assertArrayEquals(expected, counted.get(i).quantiles(), "forecast " + i);
            assertArrayEquals(others.get(i).means(), counted.get(i).means(), "means of forecast " + i);
        }
        assertTrue(broken > others.size(), "numbers that are not whole: " + broken);
    }

    /** A series met young is forecast as one that has only these days, whatever came before. */
    @Test
    void meetsEverySeriesYoungWhereAnAgeIsGiven() {
        meetsEverySeriesYoung(MODEL);
    }

    /** A series that begins anew has another key in the job, but lies in the same country. */
    @Test
    void meetsEverySeriesYoungInItsCountry() {
        List<Integer> days = IntStream.range(0, 120)
                .filter(day -> day % 5 == 0)
                .map(day -> TestSeries.FIRST_DAY + day)
                .boxed()
                .toList();
        HolidayCalendar calendar = new HolidayCalendar(
                "XX",
                "by hand",
                TestSeries.FIRST_DAY,
                TestSeries.FIRST_DAY + 120,
                List.of(new HolidayCalendar.Holiday("any", days)));
        List<History> stores = TestSeries.stores(3, 90, 0.15, 22);
        ModelSpec spec = ((RecurrentModel) MODEL)
                .spec()
                .withSeriesHolidays(new SeriesHolidays(
                        List.of(calendar),
                        Map.of(stores.get(0).key(), "XX", stores.get(1).key(), "", "*", "XX")));
        meetsEverySeriesYoung(RecurrentModel.untrained(spec, 5));
    }

    private static void meetsEverySeriesYoung(ForecastModel model) {
        long seed = 22;
        int age = 5;
        List<History> histories = TestSeries.stores(3, 90, 0.15, seed);
        BacktestPlan plan = plan(histories);
        List<IssuedForecast> forecasts = new ArrayList<>();
        new StreamedModel(model, CalibrationOptions.OFF, 2, OptionalInt.of(age)).forecast(plan, forecasts::add);
        assertEquals(plan.forecasts(), forecasts.size());
        for (IssuedForecast forecast : forecasts) {
            History history = histories.get(forecast.series());
            int first = forecast.origin() - age + 1;
            // A series begins with its first reading.
            while (first < forecast.origin() && !anyValue(history, first)) {
                first++;
            }
            History young = history.from(first);
            assertForecasts(model, young, forecast, plan, seed);
        }
    }

    /**
     * To the model that takes over, a series begins as many days before its first origin as the job looks back on, and a week: fewer
     * than its network would run over.
     */
    @Test
    void aModelThatTakesOverIsWarmedUpOverItsWindow() {
        long seed = 23;
        ForecastModel before = model(WINDOW - 7, 6);
        int from = TestSeries.FIRST_DAY + 50;
        List<History> histories = TestSeries.stores(3, 90, 0.15, seed);
        BacktestPlan plan = plan(histories);
        List<IssuedForecast> forecasts = new ArrayList<>();
        StreamedModel changed = StreamedModel.afterChange("changed", before, MODEL, from, CalibrationOptions.OFF, 2);
        changed.forecast(plan, forecasts::add);
        assertEquals(plan.forecasts(), forecasts.size());
        for (IssuedForecast forecast : forecasts) {
            History history = histories.get(forecast.series());
            if (forecast.origin() < from) {
                assertForecasts(before, history, forecast, plan, seed);
                continue;
            }
            int first = from - WINDOW - 7 + 1;
            while (!anyValue(history, first)) {
                first++;
            }
            assertForecasts(MODEL, history.from(first), forecast, plan, seed);
        }
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> StreamedModel.afterChange(
                                "changed",
                                RecurrentModel.untrained(
                                        new ModelSpec(
                                                TestSeries.COLUMNS,
                                                List.of(true),
                                                WINDOW,
                                                MODEL_HORIZON + 1,
                                                QUANTILES,
                                                ModelSpec.Cell.LSTM,
                                                8,
                                                2,
                                                6),
                                        1),
                                MODEL,
                                from,
                                CalibrationOptions.OFF,
                                1))
                .getMessage();
        assertTrue(message.contains("but got horizon 8 instead of 7"), message);
    }

    private static void assertForecasts(
            ForecastModel model, History known, IssuedForecast forecast, BacktestPlan plan, long seed) {
        double[] expected = recomputed(model, known, forecast.origin());
        for (int lead = 0; lead < HORIZON; lead++) {
            double value = expected[MODEL.shape().index(0, 1, lead)];
            assertEquals(
                    value,
                    forecast.quantiles()[plan.shape().index(0, 1, lead)],
                    1e-6 * Math.abs(value),
                    known.key() + " from day " + forecast.origin() + ", seed " + seed);
        }
    }

    private static boolean anyValue(History history, int day) {
        return IntStream.range(0, history.columns()).anyMatch(column -> !Double.isNaN(history.value(day, column)));
    }

    /** The job must forecast what the network does when it is run from zero over all days up to the origin. */
    @Test
    void theJobForecastsWhatAWalkThroughTheHistoryDoes() {
        long seed = 21;
        List<History> histories = TestSeries.stores(5, 90, 0.15, seed);
        // A series that begins after the last origin is not forecast, and so not replayed.
        histories.add(new History("late", ORIGINS.last() + 1, 3, new double[3 * 20]));
        histories.add(ended());
        BacktestPlan plan = plan(histories);
        List<IssuedForecast> forecasts = forecasts(plan, 2);
        assertEquals(plan.forecasts(), forecasts.size());
        int missing = 0;
        for (IssuedForecast forecast : forecasts) {
            History history = histories.get(forecast.series());
            double[] expected = recomputed(MODEL, history, forecast.origin());
            String what = history.key() + " from day " + forecast.origin() + ", seed " + seed;
            for (int target = 0; target < 2; target++) {
                missing += Double.isNaN(history.value(forecast.origin(), target)) ? 1 : 0;
                for (int quantile = 0; quantile < 3; quantile++) {
                    for (int lead = 0; lead < HORIZON; lead++) {
                        double value = expected[MODEL.shape().index(target, quantile, lead)];
                        assertEquals(
                                value,
                                forecast.quantiles()[plan.shape().index(target, quantile, lead)],
                                1e-6 * Math.abs(value),
                                what);
                    }
                }
            }
            assertEquals(forecast.quantiles()[plan.shape().index(1, 1, 2)], forecast.points()[HORIZON + 2], what);
        }
        assertTrue(missing > 10, "origins without a value are part of the test, seed " + seed);
    }

    /** A series whose last value is that of an origin, with covariates on some days after: nothing to meet from there on. */
    private static History ended() {
        History history = TestSeries.stores(1, 45, 0, 3).get(0);
        double[] values = history.values().clone();
        for (int row = 41; row < history.days(); row++) {
            Arrays.fill(values, 3 * row, 3 * row + 2, Double.NaN);
        }
        return new History("ended", history.firstDay(), 3, values);
    }

    @Test
    void fewerSeriesThanPipelinesAreForecastTheSame() {
        BacktestPlan plan = plan(TestSeries.stores(1, 90, 0.05, 4));
        List<IssuedForecast> one = forecasts(plan, 1);
        List<IssuedForecast> three = forecasts(plan, 3);
        assertEquals(plan.forecasts(), three.size());
        for (int i = 0; i < one.size(); i++) {
            assertArrayEquals(
                    one.get(i).quantiles(),
                    three.get(i).quantiles(),
                    "origin " + one.get(i).origin());
        }
    }

    /** Its last day has come, so that the job forecasts from it, but no day after it could be met. */
    @Test
    void aSeriesThatEndsOnAnOriginIsForecastUpToTheOriginBefore() {
        History closes = ending("closes", ORIGINS.first() + 20);
        History endsWithTheTest = ending("ends with the test", ORIGINS.last());
        BacktestPlan plan = plan(List.of(closes, endsWithTheTest));
        List<IssuedForecast> forecasts = forecasts(plan, 1);
        assertEquals(plan.forecasts(), forecasts.size());
        for (int series = 0; series < 2; series++) {
            History history = plan.histories().get(series);
            int position = series;
            assertEquals(
                    ORIGINS.days()
                            .filter(day -> day < history.lastDay())
                            .boxed()
                            .toList(),
                    forecasts.stream()
                            .filter(forecast -> forecast.series() == position)
                            .map(IssuedForecast::origin)
                            .toList(),
                    history.key());
        }
    }

    private static History ending(String key, int lastDay) {
        History store =
                TestSeries.stores(1, lastDay - TestSeries.FIRST_DAY + 1, 0, 6).get(0);
        return new History(key, store.firstDay(), store.columns(), store.values());
    }

    private static double[] recomputed(ForecastModel model, History history, int origin) {
        float[] state = new float[model.stateSize()];
        float[] values = new float[model.shape().size()];
        try (Forecaster forecaster = model.forecaster(1)) {
            float[] input = new float[forecaster.inputSize()];
            EncodedOrigins context = forecaster.origins(1);
            int first = history.firstDay();
            SlidingWindow window = history.windowAt(first, model.window(), MODEL_HORIZON, 2);
            forecaster.encodeDay(window, first, input, 0);
            forecaster.step(1, input, state);
            while (window.newestDay() < origin) {
                history.advance(window);
                forecaster.encodeDay(window, window.newestDay(), input, 0);
                forecaster.step(1, input, state);
            }
            forecaster.encodeOrigin(window, origin, context, 0);
            forecaster.forecast(1, state, context, 0, values);
            double[] told = new double[values.length];
            int ofATarget = values.length / 2;
            Arrays.setAll(told, i -> values[i] + context.reference(0, i / ofATarget));
            return told;
        }
    }

    @Test
    void neitherTheModelNorTheScalesLookAhead() {
        long seed = 22;
        List<History> histories = TestSeries.stores(4, 90, 0.05, seed);
        BacktestPlan plan = plan(histories);
        List<IssuedForecast> expected = forecasts(plan, 1);
        for (int cut : new int[] {ORIGINS.first(), ORIGINS.first() + 31}) {
            BacktestPlan changed = plan(TestSeries.withOtherFuture(histories, cut));
            List<IssuedForecast> actual = forecasts(changed, 1);
            for (int i = 0; i < expected.size(); i++) {
                IssuedForecast forecast = expected.get(i);
                if (forecast.origin() <= cut) {
                    assertArrayEquals(
                            forecast.quantiles(),
                            actual.get(i).quantiles(),
                            "series " + forecast.series() + " from " + forecast.origin() + " with another future after "
                                    + cut + ", seed " + seed);
                }
            }
            for (int series = 0; series < histories.size(); series++) {
                assertEquals(
                        Scales.of(plan.training(histories.get(series), 0)),
                        Scales.of(changed.training(changed.histories().get(series), 0)));
            }
        }
    }

    @Test
    void aReadingThatTheJobRejectsEndsTheBacktest() {
        History unnameable = new History("x".repeat(1025), TestSeries.FIRST_DAY, 3, new double[3 * 90]);
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> forecasts(plan(List.of(unnameable)), 1));
        assertTrue(refused.getMessage().startsWith("the job rejected a reading: key-too-long"), refused.getMessage());
    }

    @Test
    void aReceiverThatFailsEndsTheJob() {
        BacktestPlan plan = plan(TestSeries.stores(3, 90, 0, 1));
        IllegalArgumentException enough = new IllegalArgumentException("enough");
        assertEquals(
                enough,
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new StreamedModel(MODEL, CalibrationOptions.DEFAULT, 1).forecast(plan, forecast -> {
                            throw enough;
                        })));
    }

    @Test
    void refusesAPlanThatTheModelCannotMeet() {
        List<History> histories = TestSeries.stores(1, 90, 0, 1);
        BacktestPlan longer =
                new BacktestPlan(TestSeries.COLUMNS, QUANTILES, MODEL_HORIZON + 1, ORIGINS, histories, Map.of());
        assertEquals(
                "horizon: expected at most the model's 7 days, but got 8",
                assertThrows(IllegalArgumentException.class, () -> forecasts(longer, 1))
                        .getMessage());
        BacktestPlan finer =
                new BacktestPlan(TestSeries.COLUMNS, List.of(0.2, 0.5), HORIZON, ORIGINS, histories, Map.of());
        assertThrows(IllegalArgumentException.class, () -> forecasts(finer, 1));
        assertThrows(IllegalArgumentException.class, () -> new StreamedModel(MODEL, CalibrationOptions.DEFAULT, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new StreamedModel(MODEL, CalibrationOptions.DEFAULT, 1, OptionalInt.of(0)));
    }
}
