package io.undercurrent.nn.training.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {

    static Stream<Loss> losses() {
        return Stream.of(
                new MeanSquaredError(),
                new PinballLoss(List.of(0.1, 0.5, 0.9), 4),
                new BinaryCrossEntropy(),
                new CategoricalCrossEntropy(4));
    }

    @Test
    void valuesByHand() {
        assertEquals(
                (1 * 4 + 3 * 1) / 4.0,
                mean(new MeanSquaredError(), new float[] {1, 2}, new float[] {3, 1}, new float[] {1, 3}),
                1e-12);
        // Two quantiles, two steps: outputs are the steps of quantile 0.1, then those of 0.9.
        double pinball = (0.1 * 2 + (1 - 0.1) * 1 + 0.9 * 1 + (1 - 0.9) * 3) / 2 / 2;
        assertEquals(
                pinball,
                mean(new PinballLoss(List.of(0.1, 0.9), 2), new float[] {1, 5, 2, 7}, new float[] {3, 4}, new float[] {
                    1, 1
                }),
                1e-12);
        assertEquals(
                -(Math.log(0.25) + Math.log(0.5)) / 2,
                mean(new BinaryCrossEntropy(), new float[] {0.25f, 0.5f}, new float[] {1, 0}, new float[] {1, 1}),
                1e-12);
        assertEquals(
                -Math.log(0.5),
                mean(
                        new CategoricalCrossEntropy(3),
                        new float[] {0.25f, 0.25f, 0.5f, 1, 0, 0},
                        new float[] {0, 0, 1, 0, 1, 0},
                        new float[] {1, 0}),
                1e-12);
    }

    /** Half of the labels below, a tenth below: the pinball loss finds the quantiles of a sample. */
    @Test
    void pinballIsLeastAtTheQuantile() {
        float[] labels = new float[1001];
        float[] weights = new float[labels.length];
        Arrays.fill(weights, 1);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i;
        }
        for (double quantile : new double[] {0.1, 0.5, 0.9}) {
            PinballLoss loss = new PinballLoss(List.of(quantile), 1);
            double best = Double.POSITIVE_INFINITY;
            float argument = Float.NaN;
            for (float candidate = 0; candidate <= 1000; candidate += 10) {
                float[] outputs = new float[labels.length];
                Arrays.fill(outputs, candidate);
                double value = mean(loss, outputs, labels, weights);
                if (value < best) {
                    best = value;
                    argument = candidate;
                }
            }
            assertEquals(1000 * quantile, argument, "quantile " + quantile);
        }
    }

    /** The gradient against central differences, with weights, some of them 0 beside a label that is missing. */
    @ParameterizedTest
    @MethodSource("losses")
    void gradientAgreesWithDifferences(Loss loss) {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            int labelCount = 4 * (1 + random.nextInt(4));
            float[] labels = new float[labelCount];
            float[] outputs = new float[loss.outputs(labelCount)];
            float[] weights = new float[loss.terms(labelCount)];
            boolean probabilities = loss instanceof BinaryCrossEntropy || loss instanceof CategoricalCrossEntropy;
            float h = 1 / 512f;
            for (int i = 0; i < labelCount; i++) {
                labels[i] = probabilities ? random.nextInt(2) : random.nextInt(9) - 4;
            }
            for (int i = 0; i < outputs.length; i++) {
                // Labels are whole numbers: this stays away from the kink of the pinball loss.
                outputs[i] = probabilities ? 0.1f + 0.8f * random.nextFloat() : random.nextInt(9) - 3.5f;
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] = random.nextInt(3) / 2f;
                if (weights[i] == 0) {
                    int width = labelCount / weights.length;
                    Arrays.fill(labels, i * width, (i + 1) * width, Float.NaN);
                }
            }
            float[] gradients = new float[outputs.length];
            Arrays.fill(gradients, Float.NaN);
            double value = loss.mean(outputs, labels, weights, gradients);
            assertTrue(Double.isFinite(value), "seed " + seed);
            for (int i = 0; i < outputs.length; i++) {
                float[] more = outputs.clone();
                float[] less = outputs.clone();
                more[i] += h;
                less[i] -= h;
                double difference = (mean(loss, more, labels, weights) - mean(loss, less, labels, weights))
                        / ((double) more[i] - less[i]);
                double tolerance = 1e-3 * Math.max(1, Math.abs(difference));
                assertEquals(difference, gradients[i], tolerance, loss + ", output " + i + ", seed " + seed);
            }
        }
    }

    /** Parts of a batch, each scaled by the weight of the whole, add up to the gradient of the whole. */
    @ParameterizedTest
    @MethodSource("losses")
    void sumsOfPartsMakeTheWhole(Loss loss) {
        float[] labels = {1, 0, 0, 0, 0, 1, 0, 0};
        float[] outputs = new float[loss.outputs(8)];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = 0.05f + 0.9f * i / outputs.length;
        }
        float[] weights = new float[loss.terms(8)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + i;
        }
        double total = 0;
        for (float weight : weights) {
            total += weight;
        }
        float[] whole = new float[outputs.length];
        double mean = loss.mean(outputs, labels, weights, whole);
        float[] joined = new float[outputs.length];
        double sum = 0;
        for (int half = 0; half < 2; half++) {
            float[] part = new float[outputs.length / 2];
            sum += loss.sum(half(outputs, half), half(labels, half), half(weights, half), 1 / total, part);
            System.arraycopy(part, 0, joined, half * part.length, part.length);
        }
        assertEquals(mean, sum / total, 1e-12);
        assertArrayEquals(whole, joined);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void nothingToLearnFromGivesNoGradient(Loss loss) {
        float[] gradients = new float[loss.outputs(4)];
        Arrays.fill(gradients, 7);
        float[] labels = {Float.NaN, Float.NaN, Float.NaN, Float.NaN};
        assertEquals(0, loss.mean(new float[gradients.length], labels, new float[loss.terms(4)], gradients));
        assertArrayEquals(new float[gradients.length], gradients);
    }

    @Test
    void certaintyInTheWrongCostsMuchButNotInfinitely() {
        float[] gradients = new float[2];
        double binary =
                new BinaryCrossEntropy().mean(new float[] {0, 1}, new float[] {1, 0}, new float[] {1, 1}, gradients);
        assertEquals(-Math.log(1e-7), binary, 1e-6);
        assertTrue(gradients[0] < -1e6 && gradients[1] > 1e6, Arrays.toString(gradients));
        double categorical =
                new CategoricalCrossEntropy(2).mean(new float[] {0, 1}, new float[] {1, 0}, new float[] {1}, gradients);
        assertEquals(-Math.log(1e-30), categorical, 1e-6);
        assertEquals(-1e30f, gradients[0], 1e24f);
    }

    @Test
    void refusesWhatDoesNotBelongTogether() {
        assertRefuses("outputs: expected 3 values, but got 2", new MeanSquaredError(), 2, 3, 3);
        assertRefuses("weights: expected 3 values, but got 1", new MeanSquaredError(), 3, 3, 1);
        assertRefuses("outputs: expected 8 values, but got 4", new PinballLoss(List.of(0.2, 0.8), 2), 4, 4, 4);
        assertRefuses(
                "labels: expected blocks of 3 values, but got 4 values", new PinballLoss(List.of(0.5), 3), 4, 4, 4);
        assertRefuses("labels: expected rows of 3 values, but got 4 values", new CategoricalCrossEntropy(3), 4, 4, 1);
        assertThrows(IllegalArgumentException.class, () -> new PinballLoss(List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> new PinballLoss(List.of(1.0), 1));
        assertThrows(IllegalArgumentException.class, () -> new PinballLoss(List.of(0.5), 0));
        assertThrows(IllegalArgumentException.class, () -> new CategoricalCrossEntropy(1));
    }

    private static void assertRefuses(String message, Loss loss, int outputs, int labels, int weights) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> loss.mean(new float[outputs], new float[labels], new float[weights], new float[outputs]));
        assertEquals(message, e.getMessage());
    }

    private static double mean(Loss loss, float[] outputs, float[] labels, float[] weights) {
        return loss.mean(outputs, labels, weights, new float[outputs.length]);
    }

    private static float[] half(float[] values, int half) {
        int width = values.length / 2;
        return Arrays.copyOfRange(values, half * width, (half + 1) * width);
    }
}
