package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.nn.training.BackPropagation;
import io.undercurrent.series.Columns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The head alone: its gradients, those of the hidden state among them, against finite differences of a weighted sum. */
class HeadBackPropagationTest {

    private static final long SEED = 23;
    private static final int ORIGINS = 3;
    private static final float STEP = 0.01f;

    private static final ModelSpec SPEC = new ModelSpec(
            new Columns(List.of("sales", "customers"), List.of("promotion")),
            List.of(true),
            28,
            4,
            List.of(0.1, 0.5, 0.9),
            ModelSpec.Cell.GRU,
            5,
            1,
            6);

    private static final int LEADS = ORIGINS * SPEC.horizon();

    /** Blocks end inside of an origin, and the last one is not full. */
    private static final int ROWS_AT_ONCE = 5;

    private static float[] random(SplittableRandom random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void agreesWithFiniteDifferences() {
        SplittableRandom random = new SplittableRandom(SEED);
        RecurrentModel model = RecurrentModel.untrained(SPEC, SEED);
        float[] hidden = random(random, ORIGINS * SPEC.units());
        float[] features =
                random(random, LEADS * model.head().lead().inputShape().features());
        float[] weights = random(random, LEADS * 2 * 3);
        try (HeadBackPropagation head = new HeadBackPropagation(model, ORIGINS, ROWS_AT_ONCE)) {
            head.parts().values().forEach(BackPropagation::zeroGradients);
            float[] ofHidden = gradients(head, hidden, features, weights);
            for (int i = 0; i < hidden.length; i++) {
                float before = hidden[i];
                hidden[i] = before + STEP;
                double above = sum(head, hidden, features, weights);
                hidden[i] = before - STEP;
                double below = sum(head, hidden, features, weights);
                hidden[i] = before;
                assertClose((above - below) / (2 * STEP), ofHidden[i], "hidden " + i);
            }
            for (Map.Entry<String, BackPropagation> part : head.parts().entrySet()) {
                float[] found = part.getValue().gradients().clone();
                float[] parameters = model.networks().get(part.getKey()).parameters();
                for (int i = 0; i < parameters.length; i++) {
                    float before = parameters[i];
                    parameters[i] = before + STEP;
                    part.getValue().setParameters(parameters);
                    double above = sum(head, hidden, features, weights);
                    parameters[i] = before - STEP;
                    part.getValue().setParameters(parameters);
                    double below = sum(head, hidden, features, weights);
                    parameters[i] = before;
                    part.getValue().setParameters(parameters);
                    assertClose((above - below) / (2 * STEP), found[i], part.getKey() + " " + i);
                }
            }
        }
    }

    private static void assertClose(double expected, double actual, String what) {
        assertEquals(expected, actual, 2e-3 * Math.max(1, Math.abs(expected)), what + ", seed " + SEED);
    }

    /** ∂L/∂hidden, with the gradients of all parts added up. */
    private static float[] gradients(HeadBackPropagation head, float[] hidden, float[] features, float[] weights) {
        head.begin(hidden);
        for (int first = 0; first < LEADS; first += ROWS_AT_ONCE) {
            head.forward(first, rows(features, first));
            head.backward(first, rows(weights, first));
        }
        return head.hiddenGradients().clone();
    }

    private static double sum(HeadBackPropagation head, float[] hidden, float[] features, float[] weights) {
        head.begin(hidden);
        double sum = 0;
        for (int first = 0; first < LEADS; first += ROWS_AT_ONCE) {
            float[] outputs = head.forward(first, rows(features, first));
            float[] own = rows(weights, first);
            for (int i = 0; i < own.length; i++) {
                sum += (double) outputs[i] * own[i];
            }
        }
        return sum;
    }

    /** The values of a block of days ahead, with zeros after the last day. */
    private static float[] rows(float[] values, int first) {
        int width = values.length / LEADS;
        return Arrays.copyOfRange(
                Arrays.copyOf(values, (LEADS + ROWS_AT_ONCE) * width), first * width, (first + ROWS_AT_ONCE) * width);
    }
}
