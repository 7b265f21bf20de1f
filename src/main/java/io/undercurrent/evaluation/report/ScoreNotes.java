package io.undercurrent.evaluation.report;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.BacktestResult;
import io.undercurrent.evaluation.metric.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the scores of a backtest leave out or cannot say. */
public final class ScoreNotes {

    /** Share of zeros from which demand is intermittent, which measures of absolute error judge badly. */
    private static final double MANY_ZEROS = 0.1;

    private ScoreNotes() {}

    /** One sentence for each, to stand below the scores; none where they are complete. */
    public static List<String> of(BacktestResult result) {
        List<String> notes = new ArrayList<>();
        Scores scores = result.model().overall();
        if (scores.scaledSeries() < scores.series()) {
            notes.add("MASE leaves out " + (scores.series() - scores.scaledSeries())
                    + " series that have no scale: too short or constant before the first origin.");
        }
        addUndefinedWrmsse(notes, result);
        if (scores.zeros() >= MANY_ZEROS) {
            notes.add(String.format(Locale.ROOT, "%.1f %% of the values are 0.", 100 * scores.zeros()));
        }
        if (result.withoutForecast() > 0) {
            notes.add((result.withoutForecast() == 1 ? "1 forecast was" : result.withoutForecast() + " forecasts were")
                    + " left out for all methods, because the model's window held no value.");
        }
        return notes;
    }

    /** It is so for all methods alike, as scales and days met are the same for all. */
    private static void addUndefinedWrmsse(List<String> notes, BacktestResult result) {
        BacktestPlan plan = result.plan();
        List<String> targets = plan.columns().targets();
        for (int target = 0; target < targets.size(); target++) {
            int missing = result.model().byTarget().get(target).weightedWithoutRmsse();
            if (missing > 0) {
                notes.add("WRMSSE" + (targets.size() == 1 ? "" : " of " + targets.get(target))
                        + " is not defined: weighted series without a scale, or without a value to be met: " + missing
                        + " of " + plan.histories().size() + ".");
            }
        }
    }
}
