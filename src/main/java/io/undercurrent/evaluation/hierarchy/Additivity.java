package io.undercurrent.evaluation.hierarchy;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.reconciliation.Hierarchy;
import io.undercurrent.series.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the readings of sums are what the hierarchy says. Forecasts that add up are of little use where readings do not. */
public final class Additivity {

    /** Of the value of a sum: what rounding may do. */
    private static final double TOLERANCE = 1e-3;

    private Additivity() {}

    /**
     * A line for each sum whose readings are not those of its parts, on the days on which all of them have a value of the first target.
     *
     * @param hierarchy of series of the plan
     */
    public static List<String> doubts(Hierarchy hierarchy, BacktestPlan plan) {
        Map<String, History> histories = new HashMap<>();
        plan.histories().forEach(history -> histories.put(history.key(), history));
        List<String> doubts = new ArrayList<>();
        for (Hierarchy.Sum sum : hierarchy.sums()) {
            List<History> parts = sum.parts().stream()
                    .map(part -> histories.get(hierarchy.bottom().get(part)))
                    .toList();
            History whole = histories.get(sum.key());
            int days = 0;
            int different = 0;
            for (int day = whole.firstDay(); day <= whole.lastDay(); day++) {
                double stated = whole.value(day, 0);
                double added = 0;
                for (History part : parts) {
                    added += part.value(day, 0);
                }
                if (!Double.isNaN(stated) && !Double.isNaN(added)) {
                    days++;
                    different += Math.abs(stated - added) > TOLERANCE * Math.abs(stated) ? 1 : 0;
                }
            }
            if (different > 0) {
                doubts.add(String.format(
                        Locale.ROOT,
                        "'%s' is not the sum of its %,d parts on %,d of %,d days",
                        sum.key(),
                        parts.size(),
                        different,
                        days));
            }
        }
        return doubts;
    }
}
