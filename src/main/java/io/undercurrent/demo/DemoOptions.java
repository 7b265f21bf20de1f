package io.undercurrent.demo;

import java.time.LocalDate;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Size and speed of a demo.
 *
 * @param stores number of stores
 * @param from first day that is replayed; what lies before is the past that the model is trained on
 * @param days days to replay before it ends; without a number it goes on until it is stopped
 * @param daysPerSecond days to replay in a second, if forecasting keeps up
 * @param seed of the stores and of the training
 * @param trainingSteps steps of the optimiser at most
 * @param retrainEvery days from one training of the next model to another; empty for a demo with one model
 */
public record DemoOptions(
        int stores,
        LocalDate from,
        OptionalInt days,
        double daysPerSecond,
        long seed,
        int trainingSteps,
        OptionalInt retrainEvery) {

    /** A Monday some weeks before Easter. */
    public static final LocalDate DEFAULT_FROM = LocalDate.of(2025, 3, 17);

    /** Steps that suffice for the simulated stores, in less than ten seconds on two cores. */
    public static final int DEFAULT_TRAINING_STEPS = 500;

    /** From one training of the next model to another. */
    private static final int FEWEST_DAYS = 7;

    private static final int MOST_STORES = 10_000;

    /** The simulator begins in 1900, and the past comes before. */
    private static final int FIRST_YEAR = 1903;

    private static final int LAST_YEAR = 2100;

    public DemoOptions {
        Objects.requireNonNull(from, "from");
        if (stores < 1 || stores > MOST_STORES) {
            throw new IllegalArgumentException("stores: expected 1 to " + MOST_STORES + ", but got " + stores);
        }
        if (from.getYear() < FIRST_YEAR || from.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException(
                    "from: expected a day in the years " + FIRST_YEAR + " to " + LAST_YEAR + ", but got " + from);
        }
        if (days.isPresent() && days.getAsInt() < 1) {
            throw new IllegalArgumentException("days: expected at least 1, but got " + days.getAsInt());
        }
        if (!(daysPerSecond > 0)) {
            throw new IllegalArgumentException("speed: expected above 0 days a second, but got " + daysPerSecond);
        }
        if (trainingSteps < 1) {
            throw new IllegalArgumentException("training steps: expected at least 1, but got " + trainingSteps);
        }
        if (retrainEvery.isPresent() && retrainEvery.getAsInt() < FEWEST_DAYS) {
            throw new IllegalArgumentException(
                    "retrain every: expected at least " + FEWEST_DAYS + " days, but got " + retrainEvery.getAsInt());
        }
    }
}
