package io.undercurrent.nn.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.nn.matrix.Rational;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {

    @Test
    void tanhIsAccurateEverywhereAndStaysInside() {
        for (double x = -30; x <= 30; x += 1e-4) {
            float y = Rational.tanh((float) x);
            double exact = Math.tanh((float) x);
            assertEquals(exact, y, 4e-7, "tanh(" + (float) x + ")");
            assertTrue(Math.abs(y) < 1, "tanh(" + (float) x + ") = " + y);
        }
        for (float x = 1e-30f; x < 0.1f; x *= 1.7f) {
            assertEquals(1, Rational.tanh(x) / Math.tanh(x), 4e-7, "relative error at " + x);
            assertEquals(Rational.tanh(x), -Rational.tanh(-x));
        }
    }

    @Test
    void tanhOfWhatIsNoNumber() {
        assertEquals(1, Rational.tanh(Float.POSITIVE_INFINITY), 4e-7);
        assertEquals(-1, Rational.tanh(Float.NEGATIVE_INFINITY), 4e-7);
        assertTrue(Float.isNaN(Rational.tanh(Float.NaN)));
        assertEquals(0, Rational.tanh(0f));
    }

    @Test
    void sigmoidIsAccurate() {
        for (double x = -40; x <= 40; x += 1e-3) {
            float[] values = {(float) x};
            Activation.SIGMOID.apply(values, 1, 1);
            assertEquals(1 / (1 + Math.exp(-x)), values[0], 4e-7, "sigmoid(" + x + ")");
            assertEquals(Math.fma(0.5f, Rational.tanh(0.5f * (float) x), 0.5f), values[0], "sigmoid(" + x + ")");
        }
    }

    @Test
    void softmaxOverTheUnitsOfEachRow() {
        double sum = 1 + Math.E + Math.E * Math.E;
        float a = (float) (1 / sum);
        float b = (float) (Math.E / sum);
        float c = (float) (Math.E * Math.E / sum);
        float[] values = {1, 2, 3, 1000, 1001, 999};
        Activation.SOFTMAX.apply(values, 2, 3);
        assertArrayEquals(new float[] {a, b, c, b, c, a}, values, 1e-6f);
    }

    @Test
    void reluAndLinear() {
        float[] values = {-2, -0f, 0, 3};
        Activation.LINEAR.apply(values, 2, 2);
        assertArrayEquals(new float[] {-2, -0f, 0, 3}, values);
        Activation.RELU.apply(values, 2, 2);
        assertArrayEquals(new float[] {0, 0, 0, 3}, values);
    }

    /** ∂(Σ g·y)/∂x against central differences of the function itself. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void derivativeAgreesWithDifferences(Activation activation) {
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
        activation.apply(outputs, rows, units);
        activation.backward(outputs, gradients, rows, units);
        float h = 1 / 64f;
        for (int i = 0; i < count; i++) {
            double difference = 0;
            for (int side = -1; side <= 1; side += 2) {
                float[] moved = x.clone();
                moved[i] += side * h;
                activation.apply(moved, rows, units);
                for (int j = 0; j < count; j++) {
                    difference += side * (double) g[j] * moved[j];
                }
            }
            assertEquals(difference / (2 * h), gradients[i], 1e-3, activation + ", element " + i + ", seed " + seed);
        }
    }
}
