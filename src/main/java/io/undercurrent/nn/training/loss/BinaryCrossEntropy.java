package io.undercurrent.nn.training.loss;

/**
 * −y·log p − (1 − y)·log(1 − p) for probabilities p and labels y in [0, 1], one term for each output. As in Keras, p is
 * kept at least 1e-7 away from 0 and 1, so that the logarithm is finite.
 */
public record BinaryCrossEntropy() implements Loss {

    private static final double MARGIN = 1e-7;

    @Override
    public int terms(int labels) {
        return labels;
    }

    @Override
    public int outputs(int labels) {
        return labels;
    }

    @Override
    public double sum(float[] outputs, float[] labels, float[] weights, double factor, float[] gradients) {
        requireLengths(outputs, labels, weights, gradients);
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            float weight = weights[i];
            if (weight == 0) {
                gradients[i] = 0;
                continue;
            }
            double p = Math.max(MARGIN, Math.min(1 - MARGIN, outputs[i]));
            double y = labels[i];
            sum -= weight * (y * Math.log(p) + (1 - y) * Math.log1p(-p));
            gradients[i] = (float) (factor * weight * (p - y) / (p * (1 - p)));
        }
        return sum;
    }
}
