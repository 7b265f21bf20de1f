package io.undercurrent.training;

import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses for each target the baseline that the network corrects: the one with the smallest error on the days learned
 * from.
 */
final class BaselineChoice {

    private BaselineChoice() {}

    /** {@code spec} with the best baselines; with a short window there is no choice. */
    static ModelSpec choose(ModelSpec spec, List<History> histories, TrainingPeriod period) {
        if (!spec.seesYears()) {
            return spec;
        }
        int targets = spec.columns().targets().size();
        Map<Baseline, double[]> distances = new EnumMap<>(Baseline.class);
        for (Baseline baseline : Baseline.values()) {
            ModelSpec alone = spec.withBaselines(Collections.nCopies(targets, baseline));
            distances.put(baseline, new BaselineErrors(alone, histories, period).distances());
        }
        List<Baseline> best = new ArrayList<>();
        for (int target = 0; target < targets; target++) {
            Baseline nearest = Baseline.WEEKDAY_MEDIAN;
            for (Baseline baseline : Baseline.values()) {
                if (distances.get(baseline)[target] < distances.get(nearest)[target]) {
                    nearest = baseline;
                }
            }
            best.add(nearest);
        }
        return spec.withBaselines(best);
    }
}
