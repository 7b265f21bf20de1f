package io.undercurrent.series;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * How good the earlier forecasts of one day of a series were, measured once the day's reading arrived.
 *
 * @param key the series
 * @param day counted from 1970-01-01
 * @param revision higher each time a correction replaces the score of this day
 * @param model name of the model in force
 * @param inSample whether the model was trained on this day; such a score says little about future days
 * @param targets the targets that have a value on this day
 */
public record DayScore(String key, int day, int revision, String model, boolean inSample, List<TargetScore> targets) {

    public DayScore {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(model, "model");
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("targets: expected at least one with a value, but there is none");
        }
    }

    /** The day as a calendar date. */
    public LocalDate date() {
        return LocalDate.ofEpochDay(day);
    }

    @Override
    public String toString() {
        return "DayScore[" + key + " on " + date() + " revision " + revision + " of " + model
                + (inSample ? " in sample " : " ") + targets + "]";
    }
}
