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
        double total = 0;
        for (int block = 0; block < labels.length / steps; block++) {
            for (int k = 0; k < quantiles.size(); k++) {
                double quantile = quantiles.get(k);
                int first = (block * quantiles.size() + k) * steps;
                for (int step = 0; step < steps; step++) {
                    float weight = weights[block * steps + step];
                    if (weight == 0) {
                        gradients[first + step] = 0;
                        continue;
                    }
                    double difference = (double) labels[block * steps + step] - outputs[first + step];
                    double slope = difference >= 0 ? quantile : quantile - 1;
                    total += weight * slope * difference;
                    gradients[first + step] = (float) (-slope * weight * factor / quantiles.size());
                }
            }
        }
        return total / quantiles.size();
    }
}
