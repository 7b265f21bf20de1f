package io.undercurrent.nn.cell;

import io.undercurrent.nn.matrix.Backends;
import io.undercurrent.nn.matrix.Functions;
import java.util.Locale;

/** Activation functions, each with its derivative as a function of its output. */
public enum Activation {
    TANH {
        @Override
        public void apply(float[] values, int rows, int units) {
            FUNCTIONS.tanh(values, rows * units);
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, int units) {
            for (int i = 0; i < rows * units; i++) {
                gradients[i] *= 1 - outputs[i] * outputs[i];
            }
        }
    },
    SIGMOID {
        @Override
        public void apply(float[] values, int rows, int units) {
            FUNCTIONS.sigmoid(values, rows * units);
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, int units) {
            for (int i = 0; i < rows * units; i++) {
                gradients[i] *= outputs[i] * (1 - outputs[i]);
            }
        }
    },
    RELU {
        @Override
        public void apply(float[] values, int rows, int units) {
            for (int i = 0; i < rows * units; i++) {
                values[i] = Math.max(values[i], 0);
            }
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, int units) {
            for (int i = 0; i < rows * units; i++) {
                gradients[i] = outputs[i] > 0 ? gradients[i] : 0;
            }
        }
    },
    /** max(0, min(1, x/6 + ½)): as in PyTorch, and in Keras from version 3 on. */
    HARD_SIGMOID {
        @Override
        public void apply(float[] values, int rows, int units) {
            clip(values, 1 / 6f, rows * units);
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, int units) {
            throughClip(outputs, gradients, 1 / 6f, rows * units);
        }
    },
    /** max(0, min(1, 0.2·x + ½)): as in Keras up to version 2, in TensorFlow.js, and the default in ONNX. */
    HARD_SIGMOID_OF_KERAS_2 {
        @Override
        public void apply(float[] values, int rows, int units) {
            clip(values, 0.2f, rows * units);
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, int units) {
            throughClip(outputs, gradients, 0.2f, rows * units);
        }
    },
    LINEAR {
        @Override
        public void apply(float[] values, int rows, int units) {}

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, int units) {}
    },
    SOFTMAX {
        @Override
        public void apply(float[] values, int rows, int units) {
            for (int first = 0; first < rows * units; first += units) {
                int end = first + units;
                float greatest = Float.NEGATIVE_INFINITY;
                for (int i = first; i < end; i++) {
                    greatest = Math.max(greatest, values[i]);
                }
                double sum = 0;
                for (int i = first; i < end; i++) {
                    values[i] = (float) Math.exp(values[i] - greatest);
                    sum += values[i];
                }
                float scale = (float) (1 / sum);
                for (int i = first; i < end; i++) {
                    values[i] *= scale;
                }
            }
        }

        @Override
        public boolean joinsUnits() {
            return true;
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, int units) {
            for (int first = 0; first < rows * units; first += units) {
                int end = first + units;
                float mean = 0;
                for (int i = first; i < end; i++) {
                    mean += outputs[i] * gradients[i];
                }
                for (int i = first; i < end; i++) {
                    gradients[i] = outputs[i] * (gradients[i] - mean);
                }
            }
        }
    };

    private static final Functions FUNCTIONS = Backends.current().functions();

    private static void clip(float[] values, float slope, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = Math.max(0, Math.min(1, slope * values[i] + 0.5f));
        }
    }

    private static void throughClip(float[] outputs, float[] gradients, float slope, int count) {
        for (int i = 0; i < count; i++) {
            gradients[i] = outputs[i] > 0 && outputs[i] < 1 ? slope * gradients[i] : 0;
        }
    }

    /**
     * Applies the function to values in place.
     *
     * @param values (rows × units), in an array that may be longer
     */
    public abstract void apply(float[] values, int rows, int units);

    /**
     * Replaces ∂L/∂output by ∂L/∂input.
     *
     * @param outputs results of {@link #apply}
     * @param gradients (rows × units)
     */
    public abstract void backward(float[] outputs, float[] gradients, int rows, int units);

    /**
     * Whether the units of a row influence each other, as in softmax. Otherwise each value is transformed by itself.
     */
    public boolean joinsUnits() {
        return false;
    }

    /** The name in summaries and files, such as {@code tanh}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
