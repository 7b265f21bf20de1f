package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import io.undercurrent.training.TrainingOutcome.Course;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When a training goes on after its first steps, and which weights it keeps. */
class FurtherStepsTest {

    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion"));
    private static final int DAYS = 300;

    /** Sales that a promotion raises by half, with noise of that share. */
    private static List<History> stores(double noise) {
        List<History> histories = new ArrayList<>();
        for (int store = 0; store < 20; store++) {
            SplittableRandom random = new SplittableRandom(store);
            double[] values = new double[DAYS * 2];
            for (int day = 0; day < DAYS; day++) {
                boolean promotion = random.nextInt(8) == 0;
                values[2 * day] = 100 * (promotion ? 1.5 : 1) * (1 + noise * random.nextGaussian());
                values[2 * day + 1] = promotion ? 1 : 0;
            }
            histories.add(new History("store-" + store, 10_000, 2, values));
        }
        return histories;
    }

    private record Trained(RecurrentModel model, Course course) {}

    private static Trained train(List<History> histories, int steps, int furtherSteps) {
        TrainingOptions few =
                new TrainingOptions(Integer.MAX_VALUE, 1, steps, furtherSteps, 32, 64, 12, 3e-3, 1, 20_000, 10, 100);
        List<TrainingOutcome> outcomes = new ArrayList<>();
        RecurrentModel model = new ForecastTrainer(
                        COLUMNS,
                        new ForecastTrainer.Architecture(28, 7, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1),
                        few)
                .train(histories, new ForecastTrainer.Source("test", "test", Map.of()), new TrainingListener() {
                    @Override
                    public void onProgress(Progress progress) {
                        assertTrue(progress.step() <= progress.steps());
                    }

                    @Override
                    public void onEnd(TrainingOutcome outcome) {
                        outcomes.add(outcome);
                    }
                });
        return new Trained(model, outcomes.get(0).course());
    }

    @Test
    void goesOnWhileTheLossStillFallsAndKeepsTheBetterWeights() {
        Trained first = train(stores(0.03), 40, 0);
        Trained both = train(stores(0.03), 40, 40);
        assertEquals(40, both.course().steps());
        assertEquals(40, both.course().furtherSteps());
        assertEquals(first.course().loss(), both.course().loss());
        assertTrue(both.course().furtherLoss() < both.course().loss(), both.toString());
        assertTrue(both.model().provenance().steps() > 40, both.toString());
        assertTrue(
                both.model().provenance().validationLoss()
                        < first.model().provenance().validationLoss(),
                both + " against " + first);
    }

    /** Pure noise: after the first steps there is nothing left to learn. */
    @Test
    void endsWhereTheSecondHalfBroughtNothing() {
        List<History> noise = stores(0).stream()
                .map(history -> {
                    SplittableRandom random = new SplittableRandom(history.key().hashCode());
                    double[] values = new double[DAYS * 2];
                    for (int day = 0; day < DAYS; day++) {
                        values[2 * day] = 100 + random.nextGaussian();
                    }
                    return new History(history.key(), 10_000, 2, values);
                })
                .toList();
        Trained both = train(noise, 200, 200);
        assertEquals(200, both.course().steps());
        assertEquals(0, both.course().furtherSteps(), both.toString());
        assertTrue(Double.isNaN(both.course().furtherLoss()));
        assertTrue(both.model().provenance().steps() <= 200);
    }
}
