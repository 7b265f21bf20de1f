package io.undercurrent.nn.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The pieces around the gradient: Adam, clipping, schedules, early stopping. */
class OptimisationTest {

    /** Algorithm 1 of the paper, written out in double precision with its bias-corrected means. */
    @Test
    void adamFollowsThePaper() {
        double[] gradients = {0.5, -0.25, 0.125, 2, 0};
        float[] parameters = {1, -1};
        double[] expected = {1, -1};
        double[] mean = new double[2];
        double[] square = new double[2];
        Adam adam = new Adam(2);
        for (int t = 1; t <= gradients.length; t++) {
            float[] gradient = {(float) gradients[t - 1], (float) -gradients[t - 1] * 3};
            double rate = 0.1 / t;
            adam.step(parameters, gradient, rate);
            for (int i = 0; i < 2; i++) {
                mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
                square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
                double corrected = mean[i] / (1 - Math.pow(0.9, t));
                expected[i] -= rate * corrected / (Math.sqrt(square[i] / (1 - Math.pow(0.999, t))) + 1e-8);
                assertEquals(expected[i], parameters[i], 1e-5, "step " + t + ", parameter " + i);
            }
        }
    }

    @Test
    void adamFindsTheBottomOfABowl() {
        float[] parameters = {3, -4};
        Adam adam = new Adam(2);
        for (int step = 0; step < 2000; step++) {
            adam.step(parameters, new float[] {2 * (parameters[0] - 1), 200 * (parameters[1] - 2)}, 0.02);
        }
        assertArrayEquals(new float[] {1, 2}, parameters, 1e-3f);
    }

    @Test
    void adamRefusesWhatItCannotUse() {
        assertThrows(IllegalArgumentException.class, () -> new Adam(new float[2], 1, 0.9, 1e-8));
        assertThrows(IllegalArgumentException.class, () -> new Adam(new float[2], 0.9, -0.1, 1e-8));
        assertThrows(IllegalArgumentException.class, () -> new Adam(new float[2], 0.9, 0.9, 0));
        assertThrows(IllegalArgumentException.class, () -> new Adam(2).step(new float[2], new float[3], 1));
        // A step that gives up twice of a weight turns it round, and the next ones blow it up.
        assertThrows(
                IllegalArgumentException.class,
                () -> new Adam(new float[] {0, 200}).step(new float[2], new float[2], 0.01));
    }

    @Test
    void clippingKeepsTheDirection() {
        float[] gradients = {3, 0, -4};
        assertEquals(5, GradientClipping.byGlobalNorm(gradients, 10));
        assertArrayEquals(new float[] {3, 0, -4}, gradients);
        assertEquals(5, GradientClipping.byGlobalNorm(gradients, 0.5));
        assertArrayEquals(new float[] {0.3f, 0, -0.4f}, gradients, 1e-7f);
        // Squares that a float could not hold.
        float[] huge = {3e30f, 4e30f};
        assertEquals(5e30, GradientClipping.byGlobalNorm(huge, 1), 1e24);
        assertArrayEquals(new float[] {0.6f, 0.8f}, huge, 1e-6f);
        assertThrows(IllegalArgumentException.class, () -> GradientClipping.byGlobalNorm(huge, 0));
    }

    @Test
    void schedules() {
        assertEquals(0.3, LearningRateSchedule.constant(0.3).at(1000));
        LearningRateSchedule cosine = LearningRateSchedule.cosine(1, 4, 104);
        assertEquals(0.25, cosine.at(0), 1e-12);
        assertEquals(1, cosine.at(3), 1e-12);
        assertEquals(1, cosine.at(4), 1e-12);
        assertEquals(0.5, cosine.at(54), 1e-12);
        assertEquals(0, cosine.at(104), 1e-12);
        assertEquals(0, cosine.at(200), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> LearningRateSchedule.constant(0));
        assertThrows(IllegalArgumentException.class, () -> LearningRateSchedule.cosine(1, 5, 5));
    }

    @Test
    void earlyStoppingKeepsTheBest() {
        EarlyStopping stopping = new EarlyStopping(2);
        assertThrows(IllegalStateException.class, stopping::bestParameters);
        float[] parameters = {1};
        assertTrue(stopping.improves(5, parameters));
        parameters[0] = 2;
        assertTrue(stopping.improves(4, parameters));
        parameters[0] = 3;
        assertFalse(stopping.improves(4, parameters));
        assertFalse(stopping.exhausted());
        assertFalse(stopping.improves(Double.NaN, parameters));
        assertTrue(stopping.exhausted());
        assertArrayEquals(new float[] {2}, stopping.bestParameters());
        assertEquals(1, stopping.bestEpoch());
        assertEquals(4, stopping.bestLoss());
        assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(0));
    }

    @Test
    void earlyStoppingKeepsTheLatestOfNearlyEqualLosses() {
        EarlyStopping stopping = new EarlyStopping(2, 0.01);
        assertTrue(stopping.improves(1.0, new float[] {1}));
        assertTrue(stopping.improves(1.009, new float[] {2}), "within one percent");
        assertFalse(stopping.improves(1.011, new float[] {3}), "the least loss counts, not the last one kept");
        assertTrue(stopping.improves(0.9, new float[] {4}));
        assertFalse(stopping.improves(1.0, new float[] {5}));
        assertFalse(stopping.exhausted());
        assertFalse(stopping.improves(Double.NaN, new float[] {6}));
        assertTrue(stopping.exhausted());
        assertArrayEquals(new float[] {4}, stopping.bestParameters());
        assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(2, -1));
    }

    @Test
    void weightAverageLiesInTheMiddleOfWhereStepsScatter() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        WeightAverage average = new WeightAverage(new float[] {1000}, 0.99);
        for (int step = 0; step < 2000; step++) {
            average.update(new float[] {(float) (5 + random.nextGaussian())});
        }
        // About 200 steps in the mean: a deviation of 0.07.
        assertEquals(5, average.average()[0], 0.4, "seed " + seed);
        assertThrows(IllegalArgumentException.class, () -> average.update(new float[2]));
        assertThrows(IllegalArgumentException.class, () -> new WeightAverage(new float[1], 1));
    }
}
