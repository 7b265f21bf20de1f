package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.nn.training.BackPropagation;
import io.undercurrent.series.Columns;
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
        int leads = ORIGINS * SPEC.horizon();
        float[] hidden = random(random, ORIGINS * SPEC.units());
        float[] features =
                random(random, leads * model.head().lead().inputShape().features());
        float[] weights = random(random, leads * 2 * 3);
        try (HeadBackPropagation head = new HeadBackPropagation(model, ORIGINS)) {
            head.parts().values().forEach(BackPropagation::zeroGradients);
            head.forward(hidden, features);
            float[] ofHidden = head.backward(weights.clone()).clone();
            for (int i = 0; i < hidden.length; i++) {
                float before = hidden[i];
                hidden[i] = before + STEP;
                double above = sum(head.forward(hidden, features), weights);
                hidden[i] = before - STEP;
                double below = sum(head.forward(hidden, features), weights);
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
                    double above = sum(head.forward(hidden, features), weights);
                    parameters[i] = before - STEP;
                    part.getValue().setParameters(parameters);
                    double below = sum(head.forward(hidden, features), weights);
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

    private static double sum(float[] outputs, float[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (double) outputs[i] * weights[i];
        }
        return sum;
    }
}
