package io.undercurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
            Activation.SIGMOID.apply(values, 0, 1, 1);
            assertEquals(1 / (1 + Math.exp(-x)), values[0], 4e-7, "sigmoid(" + x + ")");
        }
    }

    @Test
    void softmaxOfEachRow() {
        float[] values = {9, 1, 2, 3, 1000, 1001, 999, 9};
        Activation.SOFTMAX.apply(values, 1, 2, 3);
        double sum = 1 + Math.E + Math.E * Math.E;
        float a = (float) (1 / sum);
        float b = (float) (Math.E / sum);
        float c = (float) (Math.E * Math.E / sum);
        assertArrayEquals(new float[] {9, a, b, c, b, c, a, 9}, values, 1e-6f);
    }

    @Test
    void reluAndLinear() {
        float[] values = {-2, -0f, 0, 3};
        Activation.LINEAR.apply(values, 0, 2, 2);
        assertArrayEquals(new float[] {-2, -0f, 0, 3}, values);
        Activation.RELU.apply(values, 0, 2, 2);
        assertArrayEquals(new float[] {0, 0, 0, 3}, values);
    }

    /** ∂(Σ g·y)/∂x against central differences of the function itself, elements beside the range untouched. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void derivativeAgreesWithDifferences(Activation activation) {
        long seed = 17;
        Random random = new Random(seed);
        int rows = 5;
        int units = 4;
        int count = rows * units;
        int offset = 3;
        float[] x = new float[offset + count + 2];
        float[] g = new float[count + 1];
        for (int i = 0; i < count; i++) {
            // Away from the kink of relu, which has no derivative there.
            x[offset + i] = (random.nextBoolean() ? 1 : -1) * (0.1f + 2 * random.nextFloat());
            g[i] = (float) random.nextGaussian();
        }
        float[] gradients = g.clone();
        float[] outputs = x.clone();
        activation.apply(outputs, offset, rows, units);
        activation.backward(outputs, offset, gradients, 0, rows, units);
        float h = 1 / 64f;
        for (int i = 0; i < count; i++) {
            double difference = 0;
            for (int side = -1; side <= 1; side += 2) {
                float[] moved = x.clone();
                moved[offset + i] += side * h;
                activation.apply(moved, offset, rows, units);
                for (int j = 0; j < count; j++) {
                    difference += side * (double) g[j] * moved[offset + j];
                }
                assertEquals(x[0], moved[0]);
                assertEquals(x[offset + count], moved[offset + count]);
            }
            assertEquals(difference / (2 * h), gradients[i], 1e-3, activation + ", element " + i + ", seed " + seed);
        }
        assertEquals(g[count], gradients[count]);
    }
}
