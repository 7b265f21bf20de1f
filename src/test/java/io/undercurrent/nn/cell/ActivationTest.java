package io.undercurrent.nn.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.nn.cell.Activation.Order;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {

    @Test
    void tanhIsAccurateEverywhereAndStaysInside() {
        for (double x = -30; x <= 30; x += 1e-4) {
            float y = Elementwise.tanh((float) x);
            double exact = Math.tanh((float) x);
            assertEquals(exact, y, 4e-7, "tanh(" + (float) x + ")");
            assertTrue(Math.abs(y) < 1, "tanh(" + (float) x + ") = " + y);
        }
        for (float x = 1e-30f; x < 0.1f; x *= 1.7f) {
            assertEquals(1, Elementwise.tanh(x) / Math.tanh(x), 4e-7, "relative error at " + x);
            assertEquals(Elementwise.tanh(x), -Elementwise.tanh(-x));
        }
    }

    @Test
    void tanhOfWhatIsNoNumber() {
        assertEquals(1, Elementwise.tanh(Float.POSITIVE_INFINITY), 4e-7);
        assertEquals(-1, Elementwise.tanh(Float.NEGATIVE_INFINITY), 4e-7);
        assertTrue(Float.isNaN(Elementwise.tanh(Float.NaN)));
        assertEquals(0, Elementwise.tanh(0f));
    }

    @Test
    void sigmoidIsAccurate() {
        for (double x = -40; x <= 40; x += 1e-3) {
            float[] values = {(float) x};
            Activation.SIGMOID.apply(values, 1, Order.ROW_MAJOR);
            assertEquals(1 / (1 + Math.exp(-x)), values[0], 4e-7, "sigmoid(" + x + ")");
            assertEquals(Math.fma(0.5f, Elementwise.tanh(0.5f * (float) x), 0.5f), values[0], "sigmoid(" + x + ")");
        }
    }

    @Test
    void softmaxOverTheUnitsOfEachRow() {
        float[] values = {1, 1000, 2, 1001, 3, 999};
        Activation.SOFTMAX.apply(values, 2, Order.UNIT_MAJOR);
        double sum = 1 + Math.E + Math.E * Math.E;
        float a = (float) (1 / sum);
        float b = (float) (Math.E / sum);
        float c = (float) (Math.E * Math.E / sum);
        assertArrayEquals(new float[] {a, b, b, c, c, a}, values, 1e-6f);
        float[] rowMajor = {1, 2, 3, 1000, 1001, 999};
        Activation.SOFTMAX.apply(rowMajor, 2, Order.ROW_MAJOR);
        assertArrayEquals(new float[] {a, b, c, b, c, a}, rowMajor, 1e-6f);
    }

    @Test
    void reluAndLinear() {
        float[] values = {-2, -0f, 0, 3};
        Activation.LINEAR.apply(values, 2, Order.UNIT_MAJOR);
        assertArrayEquals(new float[] {-2, -0f, 0, 3}, values);
        Activation.RELU.apply(values, 2, Order.UNIT_MAJOR);
        assertArrayEquals(new float[] {0, 0, 0, 3}, values);
    }

    /** ∂(Σ g·y)/∂x against central differences of the function itself. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void derivativeAgreesWithDifferences(Activation activation) {
        derivativeAgreesWithDifferences(activation, Order.ROW_MAJOR);
        derivativeAgreesWithDifferences(activation, Order.UNIT_MAJOR);
    }

    private static void derivativeAgreesWithDifferences(Activation activation, Order order) {
        long seed = 17;
        Random random = new Random(seed);
        int rows = 5;
        int units = 4;
        int count = rows * units;
        float[] x = new float[count];
        float[] g = new float[count];
        for (int i = 0; i < count; i++) {
            // Away from the kink of relu, which has no derivative there.
            x[i] = (random.nextBoolean() ? 1 : -1) * (0.1f + 2 * random.nextFloat());
            g[i] = (float) random.nextGaussian();
        }
        float[] gradients = g.clone();
        float[] outputs = x.clone();
        activation.apply(outputs, rows, order);
        activation.backward(outputs, gradients, rows, order);
        float h = 1 / 64f;
        for (int i = 0; i < count; i++) {
            double difference = 0;
            for (int side = -1; side <= 1; side += 2) {
                float[] moved = x.clone();
                moved[i] += side * h;
                activation.apply(moved, rows, order);
                for (int j = 0; j < count; j++) {
                    difference += side * (double) g[j] * moved[j];
                }
            }
            assertEquals(difference / (2 * h), gradients[i], 1e-3, activation + ", element " + i + ", seed " + seed);
        }
    }
}
