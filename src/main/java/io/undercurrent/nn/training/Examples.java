package io.undercurrent.nn.training;

import io.undercurrent.nn.training.loss.Loss;
import java.util.Arrays;

/**
 * Training data: inputs and their labels.
 *
 * @param count number of examples
 * @param inputs (count × timesteps × features)
 * @param labels (count × labels of one example), in the layout of the loss
 * @param weights (count × terms of one example), in the layout of the loss
 */
public record Examples(int count, float[] inputs, float[] labels, float[] weights) {

    public Examples {
        if (count < 1) {
            throw new IllegalArgumentException("count: expected at least 1 example, but got " + count);
        }
        requireParts("inputs", inputs, count);
        requireParts("labels", labels, count);
        requireParts("weights", weights, count);
    }

    /** Examples with weight 1 for every term. */
    public static Examples of(int count, float[] inputs, float[] labels, Loss loss) {
        float[] weights = new float[loss.terms(labels.length)];
        Arrays.fill(weights, 1);
        return new Examples(count, inputs, labels, weights);
    }

    private static void requireParts(String name, float[] values, int count) {
        if (values.length == 0 || values.length % count != 0) {
            throw new IllegalArgumentException(
                    name + ": expected a multiple of " + count + " examples, but got " + values.length + " values");
        }
    }
}
