package io.undercurrent.training;

/** Told how a training goes. Called from the thread that trains. */
@FunctionalInterface
public interface TrainingListener {

    /** Hears nothing. */
    TrainingListener SILENT = progress -> {};

    void onProgress(Progress progress);

    /**
     * Told at the end how much of what the network adds to the baseline is kept.
     *
     * @param shares by target, from 0 to 1
     */
    default void onShares(float[] shares) {}

    /**
     * Where a training stands.
     *
     * @param step optimiser steps done
     * @param steps optimiser steps at most
     * @param trainingLoss pinball loss of the steps since the last look at validation, in scales of the series
     * @param validationLoss pinball loss on the days held back; NaN before the first look
     * @param bestValidationLoss the lowest so far; NaN before the first look
     */
    record Progress(int step, int steps, double trainingLoss, double validationLoss, double bestValidationLoss) {}
}
