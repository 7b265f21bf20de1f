package io.undercurrent.evaluation.baseline;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.IssuedForecast;
import io.undercurrent.series.history.History;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Runs a {@link SeriesMethod} along every series of a plan, target by target, and gives its forecasts quantiles: the point
 * forecast plus the quantiles of the errors that the method made at the same lead time inside the training part.
 */
final class SeriesBaseline implements ForecastingMethod {

    private final SeriesMethod method;
    private final List<HolidayCalendar> holidays;
    private final SeriesHolidays seriesHolidays;

    SeriesBaseline(SeriesMethod method) {
        this(method, List.of(), SeriesHolidays.NONE);
    }

    /**
     * @param holidays flags besides those of the plan
     * @param seriesHolidays one more, whose days depend on the series
     */
    SeriesBaseline(SeriesMethod method, List<HolidayCalendar> holidays, SeriesHolidays seriesHolidays) {
        this.method = Objects.requireNonNull(method, "method");
        this.holidays = List.copyOf(holidays);
        this.seriesHolidays = seriesHolidays;
    }

    @Override
    public String name() {
        return method.name();
    }

    @Override
    public String description() {
        return method.description();
    }

    @Override
    public void forecast(BacktestPlan plan, Consumer<IssuedForecast> forecasts) {
        int[] flags = FlagDays.columns(plan);
        SeriesHolidays.ByKey byKey = seriesHolidays.byKey();
        for (int series = 0; series < plan.histories().size(); series++) {
            History history = plan.histories().get(series);
            int[] origins = plan.origins()
                    .days()
                    .filter(origin -> plan.covers(history, origin))
                    .toArray();
            if (origins.length > 0) {
                forecast(plan, new FlagDays(history, flags, calendars(byKey, history)), series, origins, forecasts);
            }
        }
    }

    private List<HolidayCalendar> calendars(SeriesHolidays.ByKey byKey, History history) {
        if (seriesHolidays.hasNoCalendar()) {
            return holidays;
        }
        List<HolidayCalendar> calendars = new ArrayList<>(holidays);
        calendars.add(byKey.of(history.key()));
        return calendars;
    }

    private void forecast(
            BacktestPlan plan, FlagDays flags, int series, int[] origins, Consumer<IssuedForecast> forecasts) {
        int targets = plan.columns().targets().size();
        int horizon = plan.horizon();
        double[][] points = new double[origins.length][targets * horizon];
        double[][] quantiles = new double[origins.length][plan.shape().size()];
        for (int target = 0; target < targets; target++) {
            forecast(plan, flags, target, origins, points, quantiles);
        }
        for (int i = 0; i < origins.length; i++) {
            forecasts.accept(IssuedForecast.ofPoints(series, origins[i], points[i], quantiles[i]));
        }
    }

    /** Writes the forecasts of one target from all {@code origins} of a series. */
    private void forecast(
            BacktestPlan plan, FlagDays flags, int target, int[] origins, double[][] points, double[][] quantiles) {
        History history = flags.history();
        int horizon = plan.horizon();
        double[] training = plan.training(history, target);
        SeriesMethod.Walk walk = method.begin(history.firstDay(), flags, training, horizon);
        TrainingErrors errors = new TrainingErrors(training, horizon);
        double[] leads = new double[horizon];
        int next = 0;
        for (int day = history.firstDay(); next < origins.length; day++) {
            walk.observe(history.value(day, target));
            int age = day - history.firstDay();
            if (errors.wants(age)) {
                walk.forecast(leads);
                errors.add(age, leads);
            }
            if (day == origins[next]) {
                walk.forecast(leads);
                write(leads, errors.quantiles(plan.quantiles()), target, points[next], quantiles[next]);
                next++;
            }
        }
    }

    /** @param errors (lead, quantile) */
    private static void write(double[] leads, double[][] errors, int target, double[] points, double[] quantiles) {
        int horizon = leads.length;
        for (int lead = 0; lead < horizon; lead++) {
            points[target * horizon + lead] = leads[lead];
            int count = errors[lead].length;
            for (int quantile = 0; quantile < count; quantile++) {
                quantiles[(target * count + quantile) * horizon + lead] = leads[lead] + errors[lead][quantile];
            }
        }
    }
}
