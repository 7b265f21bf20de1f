package io.undercurrent.training;

/** Receives the progress of a training, on the training thread. */
@FunctionalInterface
public interface TrainingListener {

    /** Ignores everything. */
    TrainingListener SILENT = progress -> {};

    void onProgress(Progress progress);

    /** Called at the end with the outcome. */
    default void onEnd(TrainingOutcome outcome) {}

    /**
     * The progress of a training.
     *
     * @param step optimiser steps done
     * @param steps optimiser steps at most
     * @param trainingLoss mean pinball loss of the steps between the last two looks at validation, in scales of the series; NaN
     *     before the second look
     * @param validationLoss pinball loss on the days held back at the last look, the first of which comes before the first step
     * @param bestValidationLoss the same of the weights that would be kept: the lowest since the first step, or a later one that
     *     exceeds it by no more than luck would
     */
    record Progress(int step, int steps, double trainingLoss, double validationLoss, double bestValidationLoss) {}
}
