package io.undercurrent.nn;

import java.util.Locale;

/**
 * The functions at the end of a layer, each with its derivative expressed by its output. Values are unit-major, (units × rows):
 * the values of one unit for all rows lie together.
 */
public enum Activation {
    TANH {
        @Override
        public void apply(float[] values, int rows) {
            Elementwise.tanh(values);
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows) {
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] *= 1 - outputs[i] * outputs[i];
            }
        }
    },
    SIGMOID {
        @Override
        public void apply(float[] values, int rows) {
            Elementwise.sigmoid(values);
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows) {
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] *= outputs[i] * (1 - outputs[i]);
            }
        }
    },
    RELU {
        @Override
        public void apply(float[] values, int rows) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.max(values[i], 0);
            }
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows) {
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] = outputs[i] > 0 ? gradients[i] : 0;
            }
        }
    },
    LINEAR {
        @Override
        public void apply(float[] values, int rows) {}

        @Override
        public void backward(float[] outputs, float[] gradients, int rows) {}
    },
    /** The only one in which the units of a row influence each other. */
    SOFTMAX {
        @Override
        public void apply(float[] values, int rows) {
            for (int row = 0; row < rows; row++) {
                float greatest = Float.NEGATIVE_INFINITY;
                for (int i = row; i < values.length; i += rows) {
                    greatest = Math.max(greatest, values[i]);
                }
                double sum = 0;
                for (int i = row; i < values.length; i += rows) {
                    values[i] = (float) Math.exp(values[i] - greatest);
                    sum += values[i];
                }
                float scale = (float) (1 / sum);
                for (int i = row; i < values.length; i += rows) {
                    values[i] *= scale;
                }
            }
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows) {
            for (int row = 0; row < rows; row++) {
                float mean = 0;
                for (int i = row; i < gradients.length; i += rows) {
                    mean += outputs[i] * gradients[i];
                }
                for (int i = row; i < gradients.length; i += rows) {
                    gradients[i] = outputs[i] * (gradients[i] - mean);
                }
            }
        }
    };

    /**
     * Replaces values by their images.
     *
     * @param values (units × rows)
     */
    public abstract void apply(float[] values, int rows);

    /**
     * Replaces ∂L/∂output by ∂L/∂input.
     *
     * @param outputs (units × rows): what {@link #apply} left
     * @param gradients (units × rows)
     */
    public abstract void backward(float[] outputs, float[] gradients, int rows);

    /** The name in summaries and files, such as {@code tanh}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
