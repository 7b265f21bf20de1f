package io.undercurrent.nn.training.loss;

import java.util.List;

/**
 * The loss of quantile regression (Koenker and Bassett 1978): with d = label − output, quantile q has the loss q·d if d
 * ≥ 0, otherwise (q − 1)·d. The q-quantile of the labels minimises it. A term is the mean over the quantiles for one
 * label.
 *
 * <p>Outputs are (blocks × quantiles × steps), labels and weights (blocks × steps): each block of labels, one value for
 * each step, is compared with one block of outputs for each quantile.
 *
 * @param quantiles inside (0, 1)
 * @param steps labels in a block
 */
public record PinballLoss(List<Double> quantiles, int steps) implements Loss {

    public PinballLoss {
        quantiles = List.copyOf(quantiles);
        if (quantiles.isEmpty()) {
            throw new IllegalArgumentException("quantiles: expected at least one, but the list is empty");
        }
        for (double quantile : quantiles) {
            if (!(quantile > 0 && quantile < 1)) {
                throw new IllegalArgumentException("quantiles: expected numbers inside (0, 1), but got " + quantiles);
            }
        }
        if (steps < 1) {
            throw new IllegalArgumentException("steps: expected at least 1, but got " + steps);
        }
    }

    @Override
    public int terms(int labels) {
        return labels;
    }

    @Override
    public int outputs(int labels) {
        if (labels % steps != 0) {
            throw new IllegalArgumentException(
                    "labels: expected blocks of " + steps + " values, but got " + labels + " values");
        }
        return Math.multiplyExact(labels, quantiles.size());
    }

    @Override
    public double sum(float[] outputs, float[] labels, float[] weights, double factor, float[] gradients) {
        requireLengths(outputs, labels, weights, gradients);
        int count = quantiles.size();
        double[] slopes = slopes();
        double total = 0;
        for (int label = 0; label < labels.length; label++) {
            float weight = weights[label];
            int first = label / steps * steps * count + label % steps;
            for (int k = 0; k < count; k++) {
                int at = first + k * steps;
                double difference = (double) labels[label] - outputs[at];
                double slope = slopes[2 * k + below(difference)];
                total += weight == 0 ? 0 : weight * slope * difference;
                gradients[at] = weight == 0 ? 0 : (float) (-slope * weight * factor / count);
            }
        }
        return total / quantiles.size();
    }

    /** Of each quantile: the slope where the label is at least the output, and where it is below. */
    private double[] slopes() {
        double[] slopes = new double[2 * quantiles.size()];
        for (int k = 0; k < quantiles.size(); k++) {
            slopes[2 * k] = quantiles.get(k);
            slopes[2 * k + 1] = quantiles.get(k) - 1;
        }
        return slopes;
    }

    /** 1 if the difference is negative, otherwise 0: without a branch, because no processor could foresee it. */
    private static int below(double difference) {
        // -0.0 + 0.0 is 0.0.
        return (int) (Double.doubleToRawLongBits(difference + 0.0) >>> Double.SIZE - 1);
    }
}
