package io.undercurrent.exchange.onnx;

import io.undercurrent.nn.Weight;

/**
 * The order and shape of weights: here (features × gates·units) with the gates in Keras' order, in ONNX (gates·units × features)
 * with an order of its own.
 *
 * @param ours our block that stands at each place of ONNX's: z, r, h in both for a GRU; i, o, f, c there for i, f, c, o here
 */
record GateBlocks(int[] ours) {

    static GateBlocks of(String operator) {
        return new GateBlocks(
                switch (operator) {
                    case "RNN" -> new int[] {0};
                    case "GRU" -> new int[] {0, 1, 2};
                    case "LSTM" -> new int[] {0, 3, 1, 2};
                    default ->
                        throw new IllegalArgumentException("operator: expected RNN, GRU or LSTM, but got " + operator);
                });
    }

    int count() {
        return ours.length;
    }

    Weight kernel(String name, float[] values, int units, int features) {
        return new Weight(name, features, count() * units, fromOnnx(values, units, features));
    }

    /** From (gates·units × features) to (features × gates·units). */
    float[] fromOnnx(float[] values, int units, int features) {
        float[] moved = new float[values.length];
        int from = 0;
        for (int gate : ours) {
            for (int unit = 0; unit < units; unit++) {
                for (int feature = 0; feature < features; feature++) {
                    moved[(feature * count() + gate) * units + unit] = values[from++];
                }
            }
        }
        return moved;
    }

    /** From (features × gates·units) to (gates·units × features). */
    float[] toOnnx(float[] values, int units, int features) {
        float[] moved = new float[values.length];
        int to = 0;
        for (int gate : ours) {
            for (int unit = 0; unit < units; unit++) {
                for (int feature = 0; feature < features; feature++) {
                    moved[to++] = values[(feature * count() + gate) * units + unit];
                }
            }
        }
        return moved;
    }

    static float[] sum(float[] a, float[] b) {
        float[] sum = new float[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }
}
