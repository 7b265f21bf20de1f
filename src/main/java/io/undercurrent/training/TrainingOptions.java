package io.undercurrent.training;

/**
 * How a forecaster is trained. {@link #defaults} are meant to serve every data set.
 *
 * @param lastDay last day looked at, counted from 1970-01-01
 * @param seed of every random choice; equal seeds give equal weights
 * @param steps optimiser steps at most
 * @param sequences stretches of days in a mini-batch, a multiple of {@link #SHARDS}
 * @param timesteps days in each stretch
 * @param origins days in each stretch from which forecasts are learned
 * @param learningRate highest step width of the optimiser
 * @param clipNorm gradients are scaled down to this norm where they are longer
 * @param priorDays how many days of readings the belief outweighs that weights are small: with as many days to learn from, a
 *     step gives up a share of each weight that equals the learning rate, with more days accordingly less; where there are very
 *     few days, what it gives up is bounded
 * @param evaluateEvery steps between two looks at the validation loss
 * @param patience looks without a better validation loss after which training ends
 */
public record TrainingOptions(
        int lastDay,
        long seed,
        int steps,
        int sequences,
        int timesteps,
        int origins,
        double learningRate,
        double clipNorm,
        double priorDays,
        int evaluateEvery,
        int patience) {

    /**
     * Parts that each mini-batch is cut into, whose gradients are computed side by side and added in a fixed order. A constant,
     * so that the weights do not depend on the number of processors.
     */
    public static final int SHARDS = 2;

    public TrainingOptions {
        requirePositive("steps", steps);
        requirePositive("sequences", sequences);
        requirePositive("timesteps", timesteps);
        requirePositive("origins", origins);
        requirePositive("evaluateEvery", evaluateEvery);
        requirePositive("patience", patience);
        if (sequences % SHARDS != 0) {
            throw new IllegalArgumentException(
                    "sequences: expected a multiple of " + SHARDS + ", but got " + sequences);
        }
        if (origins > timesteps) {
            throw new IllegalArgumentException(
                    "origins: expected at most one a timestep (" + timesteps + "), but got " + origins);
        }
        if (!(learningRate > 0 && learningRate < 1)) {
            throw new IllegalArgumentException("learningRate: expected between 0 and 1, but got " + learningRate);
        }
        if (!(priorDays >= 0 && Double.isFinite(priorDays))) {
            throw new IllegalArgumentException("priorDays: expected a number of at least 0, but got " + priorDays);
        }
        if (!(clipNorm > 0)) {
            throw new IllegalArgumentException("clipNorm: expected above 0, but got " + clipNorm);
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1, but got " + value);
        }
    }

    /** The defaults, on all days there are. */
    public static TrainingOptions defaults() {
        return new TrainingOptions(Integer.MAX_VALUE, 1, 1000, 32, 64, 12, 3e-3, 1, 20000, 50, 8);
    }

    public TrainingOptions withLastDay(int newLastDay) {
        return new TrainingOptions(
                newLastDay,
                seed,
                steps,
                sequences,
                timesteps,
                origins,
                learningRate,
                clipNorm,
                priorDays,
                evaluateEvery,
                patience);
    }

    public TrainingOptions withSeed(long newSeed) {
        return new TrainingOptions(
                lastDay,
                newSeed,
                steps,
                sequences,
                timesteps,
                origins,
                learningRate,
                clipNorm,
                priorDays,
                evaluateEvery,
                patience);
    }

    public TrainingOptions withSteps(int newSteps) {
        return new TrainingOptions(
                lastDay,
                seed,
                newSteps,
                sequences,
                timesteps,
                origins,
                learningRate,
                clipNorm,
                priorDays,
                evaluateEvery,
                patience);
    }
}
