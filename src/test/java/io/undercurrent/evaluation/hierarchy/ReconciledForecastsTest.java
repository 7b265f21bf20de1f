package io.undercurrent.evaluation.hierarchy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.evaluation.BacktestListener;
import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.BacktestResult;
import io.undercurrent.evaluation.BacktestResult.MethodScores;
import io.undercurrent.evaluation.BacktestRun;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.IssuedForecast;
import io.undercurrent.evaluation.Origins;
import io.undercurrent.evaluation.TestSeries;
import io.undercurrent.evaluation.baseline.Baselines;
import io.undercurrent.reconciliation.Hierarchy;
import io.undercurrent.reconciliation.Way;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReconciledForecastsTest {

    private static final int FIRST_ORIGIN = TestSeries.FIRST_DAY + 60;
    private static final int STORES = 4;

    private static final Hierarchy HIERARCHY = Hierarchy.of(parents());

    private static Map<String, List<String>> parents() {
        Map<String, List<String>> parents = new LinkedHashMap<>();
        for (int store = 0; store < STORES; store++) {
            parents.put("store-" + store, List.of(store < 2 ? "north" : "south"));
        }
        parents.put("north", List.of("all"));
        parents.put("south", List.of("all"));
        return parents;
    }

    /** The stores, their sums, and one that is not part of any. */
    private static List<History> histories() {
        List<History> all = new ArrayList<>(TestSeries.stores(STORES + 1, 160, 0, 5));
        for (Hierarchy.Sum sum : HIERARCHY.sums()) {
            int first = TestSeries.FIRST_DAY + 6;
            double[] values = new double[(160 - 6) * 3];
            for (int i = 0; i < values.length; i++) {
                for (int part : sum.parts()) {
                    double value = all.get(part).value(first + i / 3, i % 3);
                    values[i] += Double.isNaN(value) ? 0 : value;
                }
            }
            all.add(new History(sum.key(), first, 3, values));
        }
        return all;
    }

    private static final BacktestPlan PLAN = new BacktestPlan(
            TestSeries.COLUMNS,
            List.of(0.1, 0.5, 0.9),
            7,
            new Origins(FIRST_ORIGIN, FIRST_ORIGIN + 80, 1),
            histories(),
            Map.of());

    /** The seasonal baseline, whose forecasts of sums are made half as high again, so that something does not add up. */
    private static ForecastingMethod model() {
        ForecastingMethod seasonal = Baselines.ofSingleSeries().get(1);
        return method(plan -> {
            List<IssuedForecast> issued = new ArrayList<>();
            seasonal.forecast(plan, forecast -> {
                double factor = forecast.series() > STORES ? 1.5 : 1;
                issued.add(new IssuedForecast(
                        forecast.series(),
                        forecast.origin(),
                        times(factor, forecast.points()),
                        times(factor, forecast.means()),
                        times(factor, forecast.quantiles())));
            });
            return issued.stream();
        });
    }

    private static ForecastingMethod method(Function<BacktestPlan, Stream<IssuedForecast>> forecaster) {
        return new ForecastingMethod() {
            @Override
            public String name() {
                return "model";
            }

            @Override
            public String description() {
                return "made for this test";
            }

            @Override
            public void forecast(BacktestPlan plan, Consumer<IssuedForecast> forecasts) {
                forecaster.apply(plan).forEach(forecasts);
            }
        };
    }

    private static double[] times(double factor, double[] values) {
        return Arrays.stream(values).map(value -> factor * value).toArray();
    }

    private static Map<String, IssuedForecast> forecasts(ForecastingMethod method) {
        Map<String, IssuedForecast> byKey = new HashMap<>();
        method.forecast(
                PLAN,
                forecast ->
                        byKey.put(PLAN.histories().get(forecast.series()).key() + " " + forecast.origin(), forecast));
        assertEquals(PLAN.forecasts(), byKey.size());
        return byKey;
    }

    @Test
    void allLevelsAddUp() {
        RecordedForecasts model = new RecordedForecasts(model());
        Map<String, IssuedForecast> before = forecasts(model);
        for (Way way : Way.values()) {
            Map<String, IssuedForecast> after = forecasts(new ReconciledForecasts(way, HIERARCHY, PLAN, model));
            for (int origin : PLAN.origins().days().toArray()) {
                for (Hierarchy.Sum sum : HIERARCHY.sums()) {
                    double[] points = new double[14];
                    double[] means = new double[14];
                    for (int part : sum.parts()) {
                        IssuedForecast of = after.get("store-" + part + " " + origin);
                        for (int i = 0; i < 14; i++) {
                            points[i] += of.points()[i];
                            means[i] += of.means()[i];
                        }
                    }
                    IssuedForecast reconciled = after.get(sum.key() + " " + origin);
                    assertArrayEquals(points, reconciled.points(), 1e-9, way + " " + sum.key());
                    assertArrayEquals(means, reconciled.means(), 1e-9, way + " " + sum.key());
                }
                String alone = "store-" + STORES + " " + origin;
                assertArrayEquals(before.get(alone).points(), after.get(alone).points(), way.toString());
            }
        }
    }

    @Test
    void bottomUpKeepsTheBottomAndMendsTheSums() {
        RecordedForecasts model = new RecordedForecasts(model());
        List<List<String>> levels = List.copyOf(HIERARCHY.levels().values());
        BacktestResult result = new BacktestRun(PLAN, BacktestListener.SILENT, levels)
                .compare(
                        model,
                        List.of(),
                        List.of(
                                new ReconciledForecasts(Way.BOTTOM_UP, HIERARCHY, PLAN, model),
                                new ReconciledForecasts(Way.MINIMUM_TRACE, HIERARCHY, PLAN, model)));
        MethodScores bottomUp = result.others().get(0);
        MethodScores minimumTrace = result.others().get(1);
        assertEquals(3, result.model().byLevel().size());
        assertEquals(STORES, result.model().byLevel().get(0).series());
        assertEquals(1, result.model().byLevel().get(2).series());
        assertEquals(
                result.model().byLevel().get(0).mae(), bottomUp.byLevel().get(0).mae(), 1e-9);
        for (int level = 1; level <= 2; level++) {
            double biased = result.model().byLevel().get(level).mase();
            assertTrue(bottomUp.byLevel().get(level).mase() < 0.5 * biased, level + ": " + bottomUp.byLevel());
            assertTrue(minimumTrace.byLevel().get(level).mase() < 0.9 * biased, level + ": " + minimumTrace.byLevel());
        }
    }

    /**
     * Four series of white noise, and their sum. The model knows all that can be known of the four. Its forecasts of the sum are off by as
     * much again as the sum itself, which its interval of 80 % allows for. Added up, the sum needs an interval of 0.71 times that width.
     */
    @Test
    void intervalsAreCalibratedAfterwards() {
        SplittableRandom random = new SplittableRandom(8);
        Map<String, List<String>> parents = new LinkedHashMap<>();
        List<History> histories = new ArrayList<>();
        double[] sum = new double[500];
        for (int series = 0; series < 4; series++) {
            parents.put("noise-" + series, List.of("sum"));
            double[] values = new double[500];
            for (int day = 0; day < values.length; day++) {
                values[day] = random.nextGaussian();
                sum[day] += values[day];
            }
            histories.add(new History("noise-" + series, TestSeries.FIRST_DAY, 1, values));
        }
        histories.add(new History("sum", TestSeries.FIRST_DAY, 1, sum));
        BacktestPlan plan = new BacktestPlan(
                new Columns(List.of("noise"), List.of()),
                List.of(0.1, 0.5, 0.9),
                1,
                new Origins(TestSeries.FIRST_DAY + 10, TestSeries.FIRST_DAY + 498, 1),
                histories,
                Map.of());
        RecordedForecasts model = new RecordedForecasts(method(asked -> asked.origins()
                .days()
                .boxed()
                .flatMap(origin -> IntStream.range(0, 5).mapToObj(series -> {
                    double median = series < 4 ? 0 : 2 * random.nextGaussian();
                    double width = 1.2816 * (series < 4 ? 1 : Math.sqrt(8));
                    return IssuedForecast.ofPoints(
                            series, origin, new double[] {median}, new double[] {median - width, median, median + width
                            });
                }))));
        Hierarchy hierarchy = Hierarchy.of(parents);
        BacktestResult result = new BacktestRun(
                        plan,
                        BacktestListener.SILENT,
                        List.copyOf(hierarchy.levels().values()))
                .compare(model, List.of(), List.of(new ReconciledForecasts(Way.BOTTOM_UP, hierarchy, plan, model)));
        assertEquals(0.8, inside(result.model(), 1), 0.04);
        assertEquals(0.8, inside(result.others().get(0), 1), 0.06);
        assertEquals(inside(result.model(), 0), inside(result.others().get(0), 0), 1e-9);
    }

    private static double inside(MethodScores method, int level) {
        return method.byLevel().get(level).coverage().get(0).observed();
    }

    /** Profits may be losses, also those of a series that begins after the first origin and so has no training part. */
    @Test
    void aLateSeriesMayBeBelowZero() {
        int first = TestSeries.FIRST_DAY;
        double[] losses = new double[20];
        Arrays.fill(losses, -5);
        BacktestPlan plan = new BacktestPlan(
                new Columns(List.of("profit"), List.of()),
                List.of(0.1, 0.5, 0.9),
                1,
                new Origins(first + 5, first + 15, 1),
                List.of(
                        new History("old", first, 1, losses),
                        new History("new", first + 10, 1, Arrays.copyOf(losses, 10)),
                        new History("sum", first, 1, times(2, losses))),
                Map.of());
        RecordedForecasts model = new RecordedForecasts(method(asked -> asked.origins()
                .days()
                .boxed()
                .flatMap(origin -> IntStream.range(0, 3)
                        .filter(series -> plan.covers(plan.histories().get(series), origin))
                        .mapToObj(series -> IssuedForecast.ofPoints(
                                series, origin, new double[] {-5}, new double[] {-6, -5, -4})))));
        model.forecast(plan, forecast -> {});
        Hierarchy hierarchy = Hierarchy.of(new LinkedHashMap<>(Map.of("old", List.of("sum"), "new", List.of("sum"))));
        new ReconciledForecasts(Way.BOTTOM_UP, hierarchy, plan, model).forecast(plan, forecast -> {
            if (forecast.series() < 2) {
                assertArrayEquals(new double[] {-6, -5, -4}, forecast.quantiles(), "series " + forecast.series());
            }
        });
    }

    @Test
    void aSeriesWithoutReadingsIsNamed() {
        Map<String, List<String>> parents = parents();
        parents.put("store-9", List.of("south"));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new ReconciledForecasts(
                                Way.BOTTOM_UP, Hierarchy.of(parents), PLAN, new RecordedForecasts(model())))
                .getMessage();
        assertEquals("expected readings of all 8 series, but there are none of 1, such as 'store-9'", message);
    }
}
