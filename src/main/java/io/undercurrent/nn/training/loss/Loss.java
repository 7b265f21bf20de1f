package io.undercurrent.nn.training.loss;

/**
 * The distance of outputs from labels, and its gradient. A loss is a weighted mean of terms. A term of weight 0 is left
 * out; its label may be NaN.
 */
public sealed interface Loss permits MeanSquaredError, PinballLoss, BinaryCrossEntropy, CategoricalCrossEntropy {

    /** Number of weights, which is the number of terms, for {@code labels} labels. */
    int terms(int labels);

    /** Number of outputs that {@code labels} labels are compared with. */
    int outputs(int labels);

    /**
     * The weighted sum of all terms, and its gradient.
     *
     * @param weights one for each term, none negative
     * @param factor factor of the gradient: 1 for the gradient of the sum, 1 / Σ weights for that of the weighted mean
     * @param gradients receives factor · ∂(sum)/∂outputs
     * @return the sum, without the factor
     */
    double sum(float[] outputs, float[] labels, float[] weights, double factor, float[] gradients);

    /**
     * The weighted mean of all terms, and its gradient.
     *
     * @param gradients receives ∂(mean)/∂outputs
     * @return the mean; 0 if all weights are 0
     */
    default double mean(float[] outputs, float[] labels, float[] weights, float[] gradients) {
        double total = 0;
        for (float weight : weights) {
            total += weight;
        }
        double factor = total > 0 ? 1 / total : 0;
        return sum(outputs, labels, weights, factor, gradients) * factor;
    }

    /** Refuses arrays whose lengths do not belong together. */
    private static void require(String name, long expected, int actual) {
        if (actual != expected) {
            throw new IllegalArgumentException(name + ": expected " + expected + " values, but got " + actual);
        }
    }

    /** Refuses arrays whose lengths do not belong together. */
    default void requireLengths(float[] outputs, float[] labels, float[] weights, float[] gradients) {
        require("outputs", outputs(labels.length), outputs.length);
        require("weights", terms(labels.length), weights.length);
        require("gradients", outputs.length, gradients.length);
    }
}
