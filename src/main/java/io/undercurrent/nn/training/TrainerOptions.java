package io.undercurrent.nn.training;

/**
 * How a {@link Trainer} trains.
 *
 * @param epochs number of epochs at most
 * @param miniBatch number of examples for one step of the optimiser
 * @param learningRate by step of the optimiser
 * @param clipNorm greatest norm of the gradient
 * @param validationShare share of the examples held out to measure the validation loss, in [0, 1); with 0 there is no early
 *     stopping
 * @param patience epochs without a better validation loss before training stops
 * @param seed decides which examples are held out and in which order the others are seen
 */
public record TrainerOptions(
        int epochs,
        int miniBatch,
        LearningRateSchedule learningRate,
        double clipNorm,
        double validationShare,
        int patience,
        long seed) {

    public TrainerOptions {
        requireAtLeastOne("epochs", epochs);
        requireAtLeastOne("miniBatch", miniBatch);
        requireAtLeastOne("patience", patience);
        if (!(clipNorm > 0)) {
            throw new IllegalArgumentException("clipNorm: expected a positive number, but got " + clipNorm);
        }
        if (!(validationShare >= 0 && validationShare < 1)) {
            throw new IllegalArgumentException(
                    "validationShare: expected a number in [0, 1), but got " + validationShare);
        }
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1, but got " + value);
        }
    }

    /** Options for small problems: 50 epochs of mini-batches of 32, a learning rate of 0.001, a fifth held out. */
    public static TrainerOptions defaults() {
        return new TrainerOptions(50, 32, LearningRateSchedule.constant(1e-3), 1, 0.2, 10, 1);
    }

    public TrainerOptions withEpochs(int value) {
        return new TrainerOptions(value, miniBatch, learningRate, clipNorm, validationShare, patience, seed);
    }

    public TrainerOptions withMiniBatch(int value) {
        return new TrainerOptions(epochs, value, learningRate, clipNorm, validationShare, patience, seed);
    }

    public TrainerOptions withLearningRate(LearningRateSchedule value) {
        return new TrainerOptions(epochs, miniBatch, value, clipNorm, validationShare, patience, seed);
    }

    public TrainerOptions withValidation(double share, int epochsWithoutImprovement) {
        return new TrainerOptions(epochs, miniBatch, learningRate, clipNorm, share, epochsWithoutImprovement, seed);
    }

    public TrainerOptions withSeed(long value) {
        return new TrainerOptions(epochs, miniBatch, learningRate, clipNorm, validationShare, patience, value);
    }
}
