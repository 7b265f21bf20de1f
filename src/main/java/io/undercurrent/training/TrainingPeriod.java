package io.undercurrent.training;

import io.undercurrent.model.ModelSpec;
import io.undercurrent.series.History;
import java.time.LocalDate;
import java.util.List;

/**
 * Which days are learned from and which judge the learning. The newest days are held back: no target on or after {@code
 * validationStart} enters the loss that the weights are fitted to.
 *
 * @param firstDay first day of any series
 * @param validationStart first day whose values serve validation alone
 * @param lastOrigin last day from which a whole horizon can be validated
 * @param lastDay last day looked at
 */
record TrainingPeriod(int firstDay, int validationStart, int lastOrigin, int lastDay) {

    /** Origins that validation wants to see besides one whole horizon. */
    private static final int VALIDATION_ORIGINS = 28;

    /**
     * The period of {@code histories} up to {@code lastDay}.
     *
     * @throws IllegalArgumentException if the days do not suffice for a window, a horizon to learn and one to validate
     */
    static TrainingPeriod of(List<History> histories, ModelSpec spec, int lastDay) {
        int first = histories.stream().mapToInt(History::firstDay).min().orElseThrow();
        int newest = histories.stream().mapToInt(History::lastDay).max().orElseThrow();
        int last = Math.min(lastDay, newest);
        int days = last - first + 1;
        int heldBack = spec.horizon() + Math.min(VALIDATION_ORIGINS, days / 10);
        int needed = ModelSpec.SHORTEST_WINDOW + spec.horizon() + heldBack;
        if (days < needed) {
            throw new IllegalArgumentException("readings: expected at least " + needed + " days for a horizon of "
                    + spec.horizon() + " (two weeks to look back, a horizon to learn, the rest to validate), but got "
                    + days
                    + " from " + LocalDate.ofEpochDay(first) + " to " + LocalDate.ofEpochDay(last));
        }
        return new TrainingPeriod(first, last - heldBack + 1, last - spec.horizon(), last);
    }
}
