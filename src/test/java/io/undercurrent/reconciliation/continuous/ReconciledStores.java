package io.undercurrent.reconciliation.continuous;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.IssuedForecast;
import io.undercurrent.evaluation.Origins;
import io.undercurrent.evaluation.hierarchy.ReconciledForecasts;
import io.undercurrent.evaluation.hierarchy.RecordedForecasts;
import io.undercurrent.reconciliation.Hierarchy;
import io.undercurrent.reconciliation.Way;
import io.undercurrent.series.Columns;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.TargetScore;
import io.undercurrent.series.history.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Stores of two regions that add up, a warehouse with two kinds of goods, forecasts of all of them that do not, and what a backtest makes of these. */
public final class ReconciledStores {

    public static final int FIRST_DAY = 20_000;
    public static final ForecastShape SHAPE = new ForecastShape(List.of("sales"), List.of(0.1, 0.5, 0.9), 5);

    private final int days;
    private final List<History> histories = new ArrayList<>();
    private final List<IssuedForecast> issued = new ArrayList<>();
    private final BacktestPlan plan;

    /**
     * @param days that are forecast from, the first of them being {@link #FIRST_DAY}
     */
    public ReconciledStores(int days, long seed) {
        this.days = days;
        SplittableRandom random = new SplittableRandom(seed);
        Hierarchy hierarchy = hierarchy();
        int length = days + SHAPE.horizon();
        for (String key : hierarchy.bottom()) {
            double level = 50 + 100 * random.nextDouble();
            double[] values = new double[length];
            for (int day = 0; day < length; day++) {
                values[day] = Math.max(0, level * (1 + 0.2 * random.nextGaussian()));
            }
            histories.add(new History(key, FIRST_DAY, 1, values));
        }
        for (Hierarchy.Sum sum : hierarchy.sums()) {
            double[] values = new double[length];
            for (int part : sum.parts()) {
                for (int day = 0; day < length; day++) {
                    values[day] += histories.get(part).value(FIRST_DAY + day, 0);
                }
            }
            histories.add(new History(sum.key(), FIRST_DAY, 1, values));
        }
        for (int origin = FIRST_DAY; origin < FIRST_DAY + days; origin++) {
            for (int series = 0; series < histories.size(); series++) {
                issued.add(forecast(series, origin, random));
            }
        }
        plan = new BacktestPlan(
                new Columns(SHAPE.targets(), List.of()),
                SHAPE.quantiles(),
                SHAPE.horizon(),
                new Origins(FIRST_DAY, FIRST_DAY + days - 1, 1),
                histories,
                Map.of());
    }

    private IssuedForecast forecast(int series, int origin, SplittableRandom random) {
        double[] quantiles = new double[SHAPE.size()];
        for (int lead = 0; lead < SHAPE.horizon(); lead++) {
            double actual = histories.get(series).value(origin + 1 + lead, 0);
            double median = actual * (1 + 0.15 * random.nextGaussian());
            double width = actual * (0.05 + 0.2 * random.nextDouble());
            quantiles[SHAPE.index(0, 0, lead)] = Math.max(0, median - width);
            quantiles[SHAPE.index(0, 1, lead)] = Math.max(0, median);
            quantiles[SHAPE.index(0, 2, lead)] = Math.max(0, median + width);
        }
        return IssuedForecast.ofQuantiles(SHAPE, series, origin, quantiles);
    }

    public static Hierarchy hierarchy() {
        return Hierarchy.of(parents());
    }

    /** By series the sums that it is part of. */
    public static Map<String, List<String>> parents() {
        Map<String, List<String>> parents = new LinkedHashMap<>();
        for (int store = 0; store < 4; store++) {
            parents.put("store-" + store, List.of(store < 2 ? "north" : "south"));
        }
        parents.put("north", List.of("all"));
        parents.put("south", List.of("all"));
        parents.put("bolts", List.of("warehouse"));
        parents.put("nuts", List.of("warehouse"));
        return parents;
    }

    /** All forecasts, as a job would have issued them. */
    public List<Forecast> forecasts() {
        return issued.stream()
                .map(of -> new Forecast(
                        histories.get(of.series()).key(), of.origin(), 0, "m", Source.MODEL, SHAPE, of.quantiles()))
                .toList();
    }

    /** The scores of all days that were forecast from an origin before them. */
    public List<DayScore> scores() {
        List<DayScore> scores = new ArrayList<>();
        for (History history : histories) {
            for (int day = FIRST_DAY + 1; day < FIRST_DAY + days; day++) {
                scores.add(score(history.key(), day, 0, history.value(day, 0)));
            }
        }
        return scores;
    }

    public static DayScore score(String key, int day, int revision, double actual) {
        return new DayScore(
                key,
                day,
                revision,
                "m",
                false,
                List.of(new TargetScore(
                        "sales",
                        actual,
                        Float.NaN,
                        new Source[] {Source.MODEL},
                        new double[] {1},
                        new float[] {1},
                        List.of(),
                        new double[] {1},
                        new double[] {1})));
    }

    /** By key and origin, what a backtest makes of them. */
    public Map<String, double[]> backtested(Way way) {
        RecordedForecasts model = new RecordedForecasts(new ForecastingMethod() {
            @Override
            public String name() {
                return "model";
            }

            @Override
            public String description() {
                return "made for this test";
            }

            @Override
            public void forecast(BacktestPlan asked, Consumer<IssuedForecast> forecasts) {
                issued.forEach(forecasts);
            }
        });
        model.forecast(plan, heard -> {});
        Map<String, double[]> reconciled = new TreeMap<>();
        new ReconciledForecasts(way, hierarchy(), plan, model)
                .forecast(
                        plan,
                        forecast -> reconciled.put(
                                histories.get(forecast.series()).key() + " from " + forecast.origin(),
                                forecast.quantiles()));
        return reconciled;
    }
}
