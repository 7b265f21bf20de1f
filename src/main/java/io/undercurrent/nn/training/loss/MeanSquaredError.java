package io.undercurrent.nn.training.loss;

/** (output − label)², one term for each output. */
public record MeanSquaredError() implements Loss {

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
            double error = (double) outputs[i] - labels[i];
            sum += weight * error * error;
            gradients[i] = (float) (2 * factor * weight * error);
        }
        return sum;
    }
}
