package io.undercurrent.nn.training.loss;

/**
 * −Σ yₖ·log pₖ over the classes, one term for each row of (rows × classes) probabilities p, such as the output of
 * softmax; labels y have the same shape and hold one-hot vectors or any distribution. p is taken as at least 1e-30, so
 * that the logarithm is finite.
 *
 * @param classes at least 2
 */
public record CategoricalCrossEntropy(int classes) implements Loss {

    private static final double LEAST = 1e-30;

    public CategoricalCrossEntropy {
        if (classes < 2) {
            throw new IllegalArgumentException("classes: expected at least 2, but got " + classes);
        }
    }

    @Override
    public int terms(int labels) {
        if (labels % classes != 0) {
            throw new IllegalArgumentException(
                    "labels: expected rows of " + classes + " values, but got " + labels + " values");
        }
        return labels / classes;
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
            float weight = weights[i / classes];
            double y = labels[i];
            if (weight == 0 || y == 0) {
                gradients[i] = 0;
                continue;
            }
            double p = Math.max(LEAST, outputs[i]);
            sum -= weight * y * Math.log(p);
            gradients[i] = (float) (-factor * weight * y / p);
        }
        return sum;
    }
}
