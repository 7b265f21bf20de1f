package io.undercurrent.nn;

import java.util.Locale;

/** The functions at the end of a layer, each with its derivative expressed by its output. */
public enum Activation {
    TANH {
        @Override
        public void apply(float[] values, int offset, int rows, int units) {
            Elementwise.tanh(values, offset, rows * units);
        }

        @Override
        public void backward(float[] outputs, int outputOffset, float[] gradients, int offset, int rows, int units) {
            for (int i = 0, count = rows * units; i < count; i++) {
                float y = outputs[outputOffset + i];
                gradients[offset + i] *= 1 - y * y;
            }
        }
    },
    SIGMOID {
        @Override
        public void apply(float[] values, int offset, int rows, int units) {
            Elementwise.sigmoid(values, offset, rows * units);
        }

        @Override
        public void backward(float[] outputs, int outputOffset, float[] gradients, int offset, int rows, int units) {
            for (int i = 0, count = rows * units; i < count; i++) {
                float y = outputs[outputOffset + i];
                gradients[offset + i] *= y * (1 - y);
            }
        }
    },
    RELU {
        @Override
        public void apply(float[] values, int offset, int rows, int units) {
            for (int i = offset, end = offset + rows * units; i < end; i++) {
                values[i] = Math.max(values[i], 0);
            }
        }

        @Override
        public void backward(float[] outputs, int outputOffset, float[] gradients, int offset, int rows, int units) {
            for (int i = 0, count = rows * units; i < count; i++) {
                gradients[offset + i] = outputs[outputOffset + i] > 0 ? gradients[offset + i] : 0;
            }
        }
    },
    LINEAR {
        @Override
        public void apply(float[] values, int offset, int rows, int units) {}

        @Override
        public void backward(float[] outputs, int outputOffset, float[] gradients, int offset, int rows, int units) {}
    },
    SOFTMAX {
        @Override
        public void apply(float[] values, int offset, int rows, int units) {
            for (int row = 0; row < rows; row++) {
                Elementwise.softmax(values, offset + row * units, units);
            }
        }

        @Override
        public void backward(float[] outputs, int outputOffset, float[] gradients, int offset, int rows, int units) {
            for (int row = 0; row < rows; row++) {
                int y = outputOffset + row * units;
                int g = offset + row * units;
                float mean = 0;
                for (int i = 0; i < units; i++) {
                    mean += outputs[y + i] * gradients[g + i];
                }
                for (int i = 0; i < units; i++) {
                    gradients[g + i] = outputs[y + i] * (gradients[g + i] - mean);
                }
            }
        }
    };

    /**
     * Replaces values by their images.
     *
     * @param values (rows × units) from {@code values[offset]} on
     */
    public abstract void apply(float[] values, int offset, int rows, int units);

    /**
     * Replaces ∂L/∂output by ∂L/∂input.
     *
     * @param outputs (rows × units) from {@code outputs[outputOffset]} on: what {@link #apply} left
     * @param gradients (rows × units) from {@code gradients[offset]} on
     */
    public abstract void backward(
            float[] outputs, int outputOffset, float[] gradients, int offset, int rows, int units);

    /** The name in summaries and files, such as {@code tanh}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
