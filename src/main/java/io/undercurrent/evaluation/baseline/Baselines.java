package io.undercurrent.evaluation.baseline;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.RecurrentModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All baselines, from the simplest on. */
public final class Baselines {

    private Baselines() {}

    /**
     * Those that {@code plan} allows: those that see flags only if a covariate is one or the model knows holidays, the network without memory only if the
     * training part holds anything to learn from.
     *
     * @param model the model to be compared with, on whose inputs that network is trained if it is a recurrent one
     */
    public static List<ForecastingMethod> of(BacktestPlan plan, ForecastModel model) {
        List<ForecastingMethod> all = new ArrayList<>(ofSingleSeries());
        if (FlagDays.columns(plan).length > 0
                || !model.holidays().isEmpty()
                || !model.seriesHolidays().hasNoCalendar()) {
            all.add(new SeriesBaseline(FlagTable.mean(), model.holidays(), model.seriesHolidays()));
            all.add(new SeriesBaseline(FlagTable.median(), model.holidays(), model.seriesHolidays()));
        }
        if (model instanceof RecurrentModel recurrent && FeedForward.canLearn(plan)) {
            all.add(new FeedForward(recurrent.spec()));
        }
        return List.copyOf(all);
    }

    /** Those that forecast a series of numbers from its own past alone. */
    public static List<ForecastingMethod> ofSingleSeries() {
        return Stream.of(
                        new Naive(),
                        SameWeekday.last(),
                        SameWeekday.mean(4),
                        SameWeekday.mean(8),
                        SameWeekday.median(8),
                        new HoltWinters(),
                        new Theta(),
                        new MonthTable(),
                        YearlyNormal.alone(),
                        YearlyNormal.withDampedAnomaly())
                .<ForecastingMethod>map(SeriesBaseline::new)
                .toList();
    }
}
