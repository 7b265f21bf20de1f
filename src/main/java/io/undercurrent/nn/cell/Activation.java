package io.undercurrent.nn.cell;

import java.util.Locale;

/**
 * The functions at the end of a layer, each with its derivative expressed by its output.
 */
public enum Activation {
    TANH {
        @Override
        public void apply(float[] values, int rows, Order order) {
            Elementwise.tanh(values);
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, Order order) {
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] *= 1 - outputs[i] * outputs[i];
            }
        }
    },
    SIGMOID {
        @Override
        public void apply(float[] values, int rows, Order order) {
            Elementwise.sigmoid(values);
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, Order order) {
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] *= outputs[i] * (1 - outputs[i]);
            }
        }
    },
    RELU {
        @Override
        public void apply(float[] values, int rows, Order order) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.max(values[i], 0);
            }
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, Order order) {
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] = outputs[i] > 0 ? gradients[i] : 0;
            }
        }
    },
    /** max(0, min(1, x/6 + ½)): that of PyTorch, and of Keras from version 3 on. */
    HARD_SIGMOID {
        @Override
        public void apply(float[] values, int rows, Order order) {
            clip(values, 1 / 6f);
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, Order order) {
            throughClip(outputs, gradients, 1 / 6f);
        }
    },
    /** max(0, min(1, 0.2·x + ½)): that of Keras up to version 2, of TensorFlow.js, and ONNX's unless told otherwise. */
    HARD_SIGMOID_OF_KERAS_2 {
        @Override
        public void apply(float[] values, int rows, Order order) {
            clip(values, 0.2f);
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, Order order) {
            throughClip(outputs, gradients, 0.2f);
        }
    },
    LINEAR {
        @Override
        public void apply(float[] values, int rows, Order order) {}

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, Order order) {}
    },
    SOFTMAX {
        @Override
        public void apply(float[] values, int rows, Order order) {
            int units = values.length / rows;
            int step = order.unitStep(rows);
            for (int row = 0; row < rows; row++) {
                int first = row * order.rowStep(units);
                int end = first + units * step;
                float greatest = Float.NEGATIVE_INFINITY;
                for (int i = first; i < end; i += step) {
                    greatest = Math.max(greatest, values[i]);
                }
                double sum = 0;
                for (int i = first; i < end; i += step) {
                    values[i] = (float) Math.exp(values[i] - greatest);
                    sum += values[i];
                }
                float scale = (float) (1 / sum);
                for (int i = first; i < end; i += step) {
                    values[i] *= scale;
                }
            }
        }

        @Override
        public boolean joinsUnits() {
            return true;
        }

        @Override
        public void backward(float[] outputs, float[] gradients, int rows, Order order) {
            int units = gradients.length / rows;
            int step = order.unitStep(rows);
            for (int row = 0; row < rows; row++) {
                int first = row * order.rowStep(units);
                int end = first + units * step;
                float mean = 0;
                for (int i = first; i < end; i += step) {
                    mean += outputs[i] * gradients[i];
                }
                for (int i = first; i < end; i += step) {
                    gradients[i] = outputs[i] * (gradients[i] - mean);
                }
            }
        }
    };

    private static void clip(float[] values, float slope) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, Math.min(1, slope * values[i] + 0.5f));
        }
    }

    private static void throughClip(float[] outputs, float[] gradients, float slope) {
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = outputs[i] > 0 && outputs[i] < 1 ? slope * gradients[i] : 0;
        }
    }

    /**
     * Replaces values by their images.
     *
     * @param values as many for each row as the layer has units
     */
    public abstract void apply(float[] values, int rows, Order order);

    /**
     * Replaces ∂L/∂output by ∂L/∂input.
     *
     * @param outputs what {@link #apply} left
     */
    public abstract void backward(float[] outputs, float[] gradients, int rows, Order order);

    /** Whether the units of a row influence each other; otherwise a value's image depends on that value alone. */
    public boolean joinsUnits() {
        return false;
    }

    /** How the values of several rows lie in one array. */
    public enum Order {
        /** (rows × units): those of a row together. */
        ROW_MAJOR,
        /** (units × rows): those of a unit together. */
        UNIT_MAJOR;

        private int rowStep(int units) {
            return this == ROW_MAJOR ? units : 1;
        }

        private int unitStep(int rows) {
            return this == ROW_MAJOR ? 1 : rows;
        }
    }

    /** The name in summaries and files, such as {@code tanh}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
