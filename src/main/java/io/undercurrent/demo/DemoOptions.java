package io.undercurrent.demo;

import java.util.OptionalInt;

/**
 * How large a demo is and how fast.
 *
 * @param stores number of stores
 * @param days days to replay before it ends; without a number it goes on until it is stopped
 * @param daysPerSecond days to replay in a second, if forecasting keeps up
 * @param seed of the stores and of the training
 * @param trainingSteps steps of the optimiser at most
 */
public record DemoOptions(int stores, OptionalInt days, double daysPerSecond, long seed, int trainingSteps) {

    /** Steps that suffice for the simulated stores, in less than ten seconds on two cores. */
    public static final int DEFAULT_TRAINING_STEPS = 500;

    private static final int MOST_STORES = 10_000;

    public DemoOptions {
        if (stores < 1 || stores > MOST_STORES) {
            throw new IllegalArgumentException("stores: expected 1 to " + MOST_STORES + ", but got " + stores);
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
    }
}
