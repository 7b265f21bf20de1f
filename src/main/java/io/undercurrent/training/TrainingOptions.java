package io.undercurrent.training;

/**
 * Options of a training. {@link #defaults} suit every data set.
 *
 * @param lastDay last day used, in days since 1970-01-01
 * @param seed of every random choice; equal seeds give equal weights
 * @param steps optimiser steps at most
 * @param furtherSteps optimiser steps that follow if the second half of those still lowered the loss on the days held back; 0
 *     for none
 * @param sequences stretches of days in a mini-batch, a multiple of {@link #SHARDS}
 * @param timesteps days in each stretch
 * @param origins days in each stretch from which forecasts are learned
 * @param learningRate highest step width of the optimiser
 * @param clipNorm gradients with a larger norm are scaled down to this norm
 * @param priorDays strength of the weight decay, in days of readings: with this many days a step removes a share of
 *     each weight equal to the learning rate; with more days proportionally less; with very few days the share is
 *     limited
 * @param evaluateEvery steps between two looks at the validation loss
 * @param patience training ends after this many validations without a better loss
 */
public record TrainingOptions(
        int lastDay,
        long seed,
        int steps,
        int furtherSteps,
        int sequences,
        int timesteps,
        int origins,
        double learningRate,
        double clipNorm,
        double priorDays,
        int evaluateEvery,
        int patience) {

    /**
     * Number of parts of a mini-batch, whose gradients are computed in parallel and added in a fixed order. Constant,
     * so that weights do not depend on the number of processors.
     */
    public static final int SHARDS = 2;

    public TrainingOptions {
        requirePositive("steps", steps);
        requirePositive("sequences", sequences);
        requirePositive("timesteps", timesteps);
        requirePositive("origins", origins);
        requirePositive("evaluateEvery", evaluateEvery);
        requirePositive("patience", patience);
        if (furtherSteps < 0) {
            throw new IllegalArgumentException("furtherSteps: expected at least 0, but got " + furtherSteps);
        }
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

    /** The defaults, on all days. */
    public static TrainingOptions defaults() {
        return new TrainingOptions(Integer.MAX_VALUE, 1, 1000, 1000, 32, 64, 12, 3e-3, 1, 20000, 50, 8);
    }

    public TrainingOptions withLastDay(int newLastDay) {
        return new TrainingOptions(
                newLastDay,
                seed,
                steps,
                furtherSteps,
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
                furtherSteps,
                sequences,
                timesteps,
                origins,
                learningRate,
                clipNorm,
                priorDays,
                evaluateEvery,
                patience);
    }

    /** With so many steps at most, and none that follow. */
    public TrainingOptions withSteps(int newSteps) {
        return new TrainingOptions(
                lastDay,
                seed,
                newSteps,
                0,
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
