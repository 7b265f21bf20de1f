package io.undercurrent.model.baseline;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kept.Memo;
import java.util.Arrays;
import java.util.List;

/**
 * What the baselines fit to the days of a window up to one of them. A fit reads every day of a window, so it is not made
 * anew for each: it serves up to {@link #MOST_DAYS} days, fewer in a young series, from a day whose number is a multiple
 * of that on. The days since then are followed one by one.
 *
 * @param owner the model
 * @param day the last day fitted to
 * @param references of the observations of each target
 * @param targets what is fitted to each target
 * @param anomalies coefficients, see {@link AnomalyForecast#fit}; null if no target has a climate
 */
record Fits(Object owner, int day, double[] references, List<OfTarget> targets, double[] anomalies) implements Memo {

    /** Days that a fit serves at most. A power of two. */
    static final int MOST_DAYS = 32;

    /** A fit serves at most one of so many days that a series has. */
    private static final int SHARE = 16;

    /**
     * What is fitted to one target.
     *
     * @param refined {@code parts} and {@code levels} without the effect of other targets, {@code parts} itself if there
     *     is none
     */
    record OfTarget(
            ClimatologyFit.Seasons seasons,
            DecompositionFit.Parts parts,
            DecompositionFit.Parts refined,
            List<ClimateEffect.Driver> drivers,
            LevelFit.Levels levels) {}

    /** Days that a fit to a series of that many days serves. */
    static int daysServed(int days) {
        return Math.max(1, Math.min(MOST_DAYS, Integer.highestOneBit(Math.max(1, days / SHARE))));
    }

    /** Days that are fitted to, of those that a model looks back: all of them are known as long as the fit serves. */
    static int span(int lookBack) {
        return lookBack - daysServed(lookBack) + 1;
    }

    /**
     * The day up to which a window is fitted to for {@code day}. It depends only on the day and on the age of the series.
     */
    static int lastDay(SlidingWindow window, int day, int lookBack) {
        long age = (long) day - window.firstDay() + 1;
        return day - Math.floorMod(day, daysServed((int) Math.max(1, Math.min(lookBack, age))));
    }

    boolean serves(Object model, int lastDay, double[] ofObservations) {
        return day == lastDay && owner.equals(model) && Arrays.equals(references, ofObservations);
    }

    /** The same fits, known as those of an equal model: to compare two that are not the same object takes long. */
    Fits ownedBy(Object model) {
        return model == owner ? this : new Fits(model, day, references, targets, anomalies);
    }
}
