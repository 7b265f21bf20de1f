package io.undercurrent.evaluation.baseline;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All baselines, from the simplest on. */
public final class Baselines {

    private Baselines() {}

    /**
     * Those that {@code plan} allows: the network only if the training part holds anything to learn from.
     *
     * @param model the model to be compared with, on whose inputs the network is trained
     */
    public static List<ForecastingMethod> of(BacktestPlan plan, ModelSpec model) {
        List<ForecastingMethod> all = new ArrayList<>(ofSingleSeries());
        if (FeedForward.canLearn(plan)) {
            all.add(new FeedForward(model));
        }
        return List.copyOf(all);
    }

    /** Those that forecast a series from its own past alone. */
    public static List<ForecastingMethod> ofSingleSeries() {
        return Stream.of(
                        new Naive(),
                        SameWeekday.last(),
                        SameWeekday.mean(4),
                        SameWeekday.mean(8),
                        SameWeekday.median(8),
                        new HoltWinters(),
                        new Theta(),
                        Climatology.alone(),
                        Climatology.withDampedAnomaly())
                .<ForecastingMethod>map(SeriesBaseline::new)
                .toList();
    }
}
