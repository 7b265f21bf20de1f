package io.undercurrent.evaluation;

import io.undercurrent.series.ForecastShape;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Forecasts that were made elsewhere, taken in day by day, as a method of the backtest. Each day of the plan that has a value
 * to be met needs one.
 *
 * <p>Where only medians were given, there are no quantiles to score; where no mean was given, the mean of the quantiles stands in, as
 * it does for the model.
 */
public final class GivenForecasts implements ForecastingMethod {

    private final String name;
    private final BacktestPlan plan;
    private final boolean withMeans;
    private final boolean withQuantiles;
    private final Map<String, Integer> positions = new HashMap<>();
    /** By series and origin; null where nothing was given yet. */
    private final Days[] given;

    private long unused;

    /** In the orders of an {@link IssuedForecast}; NaN where nothing was given. */
    private record Days(double[] points, double[] means, double[] quantiles) {}

    /**
     * @param name in tables and files
     * @param withMeans whether means are given
     * @param withQuantiles whether all quantiles of the plan are given, and not the median alone
     */
    public GivenForecasts(String name, BacktestPlan plan, boolean withMeans, boolean withQuantiles) {
        this.name = Objects.requireNonNull(name, "name");
        this.plan = Objects.requireNonNull(plan, "plan");
        this.withMeans = withMeans;
        this.withQuantiles = withQuantiles;
        for (int series = 0; series < plan.histories().size(); series++) {
            positions.put(plan.histories().get(series).key(), series);
        }
        given = new Days[plan.histories().size() * plan.origins().count()];
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return withQuantiles ? "forecasts made elsewhere" : "forecasts made elsewhere, without quantiles";
    }

    /** Number of days that the plan does not ask for: of other series, other origins, or too far ahead. */
    public long unused() {
        return unused;
    }

    /**
     * Takes in the forecast of one day.
     *
     * @param target position of the target
     * @param origin the last day that the forecast knew
     * @param mean NaN where means are not given
     * @param quantiles one for each quantile of the plan, or the median alone
     * @throws IllegalArgumentException if the day does not come after the origin or was given before
     */
    public void add(String key, int target, int origin, int day, double mean, double[] quantiles) {
        if (day <= origin) {
            throw new IllegalArgumentException("expected a day after the origin " + LocalDate.ofEpochDay(origin)
                    + ", the last day that the forecast knew, but got " + LocalDate.ofEpochDay(day));
        }
        Integer series = positions.get(key);
        int lead = day - origin - 1;
        if (series == null || !plan.covers(plan.histories().get(series), origin) || lead >= plan.horizon()) {
            unused++;
            return;
        }
        Days days = days(series, origin);
        int at = target * plan.horizon() + lead;
        if (!Double.isNaN(days.points[at])) {
            throw new IllegalArgumentException(
                    "expected one forecast of each day from each origin, but got another of '" + key + "' on "
                            + LocalDate.ofEpochDay(day) + " from " + LocalDate.ofEpochDay(origin));
        }
        ForecastShape shape = plan.shape();
        days.points[at] = quantiles[withQuantiles ? shape.median() : 0];
        days.means[at] = mean;
        for (int quantile = 0; withQuantiles && quantile < quantiles.length; quantile++) {
            days.quantiles[shape.index(target, quantile, lead)] = quantiles[quantile];
        }
    }

    private Days days(int series, int origin) {
        int slot = slot(series, origin);
        if (given[slot] == null) {
            int points = plan.columns().targets().size() * plan.horizon();
            given[slot] = new Days(
                    missing(points),
                    missing(points),
                    missing(withQuantiles ? plan.shape().size() : 0));
        }
        return given[slot];
    }

    private int slot(int series, int origin) {
        return series * plan.origins().count() + plan.origins().position(origin);
    }

    private static double[] missing(int count) {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /**
     * Makes sure that nothing is missing that the plan asks for.
     *
     * @throws IllegalArgumentException if a day with a value to be met has no forecast
     */
    public void requireComplete() {
        int[] missing = new int[1];
        String[] first = new String[1];
        forEachForecast((series, origin) -> {
            for (int target = 0; target < plan.columns().targets().size(); target++) {
                OptionalInt day = firstMissing(series, origin, target);
                if (day.isPresent()) {
                    missing[0]++;
                    first[0] = first[0] != null
                            ? first[0]
                            : "'" + plan.histories().get(series).key() + "', "
                                    + plan.columns().name(target) + " on "
                                    + LocalDate.ofEpochDay(day.getAsInt()) + " from " + LocalDate.ofEpochDay(origin);
                }
            }
        });
        if (missing[0] > 0) {
            throw new IllegalArgumentException(name + ": expected a forecast of each day with a value from each of the "
                    + plan.forecasts() + " origins of all series, but " + missing[0] + " lack some, the first of "
                    + first[0]);
        }
    }

    private OptionalInt firstMissing(int series, int origin, int target) {
        Days days = given[slot(series, origin)];
        for (int lead = 0; lead < plan.horizon(); lead++) {
            int day = origin + 1 + lead;
            boolean owed = !Double.isNaN(plan.histories().get(series).value(day, target));
            if (owed && (days == null || Double.isNaN(days.points[target * plan.horizon() + lead]))) {
                return OptionalInt.of(day);
            }
        }
        return OptionalInt.empty();
    }

    private interface ForecastReceiver {
        void accept(int series, int origin);
    }

    private void forEachForecast(ForecastReceiver receiver) {
        for (int series = 0; series < plan.histories().size(); series++) {
            int position = series;
            plan.origins()
                    .days()
                    .filter(origin -> plan.covers(plan.histories().get(position), origin))
                    .forEach(origin -> receiver.accept(position, origin));
        }
    }

    @Override
    public void forecast(BacktestPlan asked, Consumer<IssuedForecast> forecasts) {
        forEachForecast((series, origin) -> {
            Days days = days(series, origin);
            fill(days.points);
            fill(days.quantiles);
            IssuedForecast whole = withQuantiles && !withMeans
                    ? IssuedForecast.ofQuantiles(plan.shape(), series, origin, days.quantiles)
                    : new IssuedForecast(
                            series, origin, days.points, withMeans ? fill(days.means) : days.points, days.quantiles);
            forecasts.accept(whole);
        });
    }

    /** Days that no value is to be met on need no forecast; whatever stands in for it is not scored. */
    private static double[] fill(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? 0 : values[i];
        }
        return values;
    }
}
