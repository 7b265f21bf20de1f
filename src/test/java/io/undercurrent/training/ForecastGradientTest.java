package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.nn.Network;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gradient of a whole forecaster, recurrent layers and head, against finite differences of its loss. */
class ForecastGradientTest {

    private static final long SEED = 11;
    private static final int DAYS = 80;
    private static final int HORIZON = 3;
    private static final int BATCH = 2;
    private static final int TIMESTEPS = 6;
    private static final int[] STEPS = {1, 3, 5};
    private static final float STEP = 0.01f;

    private static History history(String key, SplittableRandom random) {
        double[] values = new double[DAYS * 3];
        for (int day = 0; day < DAYS; day++) {
            values[3 * day] = 100 + 20 * random.nextGaussian();
            values[3 * day + 1] = 10 + 5 * random.nextGaussian();
            values[3 * day + 2] = random.nextInt(4) == 0 ? 1 : 0;
        }
        return new History(key, 20_000, 3, values);
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithFiniteDifferences(ModelSpec.Cell cell) {
        SplittableRandom random = new SplittableRandom(SEED);
        ModelSpec spec = new ModelSpec(
                new Columns(List.of("sales", "customers"), List.of("promotion")),
                List.of(true),
                28,
                HORIZON,
                List.of(0.1, 0.5, 0.9),
                cell,
                3,
                2,
                4);
        List<History> histories = List.of(history("a", random), history("b", random));
        RecurrentModel model = RecurrentModel.untrained(spec, SEED);
        Sequences sequences =
                new Sequences(spec, new Encodings(spec, histories), model.stateSize(), BATCH, TIMESTEPS, STEPS.length);
        for (int place = 0; place < BATCH; place++) {
            History history = histories.get(place);
            sequences.fill(place, history, history.firstDay() + 40, STEPS, day -> true);
        }
        for (int i = 0; i < sequences.initialStates.length; i++) {
            sequences.initialStates[i] = (float) (random.nextDouble() - 0.5);
        }
        // Far from all forecasts, where the loss has no kink; one was not read.
        for (int i = 0; i < sequences.outcomes.length; i++) {
            sequences.outcomes[i] = random.nextBoolean() ? 30 : -30;
        }
        sequences.outcomes[4] = Float.NaN;

        try (ForecastGradient gradient = new ForecastGradient(model, sequences)) {
            float[] parameters = ForecastTrainer.join(model);
            gradient.setParameters(parameters);
            float[] found = gradient.learn().clone();
            assertEquals(sequences.outcomes.length - 1, gradient.terms());
            int at = 0;
            for (Map.Entry<String, Network> part : model.networks().entrySet()) {
                double largest = 0;
                int end = at + part.getValue().parameterCount();
                for (; at < end; at++) {
                    double expected = slope(gradient, parameters, at);
                    String name = cell + ", seed " + SEED + ", " + part.getKey() + ", parameter " + at;
                    assertEquals(expected, found[at], 2e-3 * Math.max(1, Math.abs(expected)), name);
                    largest = Math.max(largest, Math.abs(expected));
                }
                assertTrue(largest > 0.1, part.getKey() + " has a part in the loss: " + largest);
            }
            assertEquals(found.length, at);
        }
    }

    /** How the loss changes with one parameter. */
    private static double slope(ForecastGradient gradient, float[] parameters, int at) {
        float before = parameters[at];
        parameters[at] = before + STEP;
        gradient.setParameters(parameters);
        gradient.forward();
        double above = gradient.lossSum();
        parameters[at] = before - STEP;
        gradient.setParameters(parameters);
        gradient.forward();
        double below = gradient.lossSum();
        parameters[at] = before;
        return (above - below) / (2 * STEP);
    }
}
