package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Columns;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShrinkageTest {

    private static final int STRETCHES = 8;
    private static final int ORIGINS = 40;
    private static final int HORIZON = 3;
    private static final int TARGETS = 2;
    private static final int QUANTILES = 3;
    private static final long SEED = 7;

    private static final ModelSpec SPEC = new ModelSpec(
            Columns.ofTargets("minimum", "maximum"),
            List.of(),
            28,
            HORIZON,
            List.of(0.1, 0.5, 0.9),
            ModelSpec.Cell.GRU,
            4,
            1,
            4);

    /** What the head adds without the network: an interval around the baseline, another for each lead. */
    private static final float[] OFFSETS = new float[HORIZON * TARGETS * QUANTILES];

    /** What it adds where nothing of the network is kept. */
    private static final float[] OF_BASELINE = new float[OFFSETS.length];

    static {
        for (int i = 0; i < OFFSETS.length; i++) {
            OFFSETS[i] = (i % QUANTILES - 1) * (1 + 0.1f * (i / QUANTILES));
            OF_BASELINE[i] = OFFSETS[i] * 0.9f;
        }
    }

    /** Says by how much a stretch moved, and by how much the network believes that it did. */
    private interface Stretch {
        double of(int stretch, int target);
    }

    private static float[] shares(int stretches, Stretch moved, Stretch learned) {
        SplittableRandom random = new SplittableRandom(SEED);
        Shrinkage shrinkage = new Shrinkage(SPEC, OFFSETS, OF_BASELINE, stretches);
        float[] outcomes = new float[2 * ORIGINS * HORIZON * TARGETS];
        float[] outputs = new float[outcomes.length * QUANTILES];
        for (int stretch = 0; stretch < stretches; stretch++) {
            Arrays.fill(outcomes, Float.NaN);
            // The second half of the rows is the stretch, the first another's.
            for (int i = outcomes.length / 2; i < outcomes.length; i++) {
                int target = i % TARGETS;
                outcomes[i] = (float) (moved.of(stretch, target) + 0.8 * random.nextGaussian());
                for (int quantile = 0; quantile < QUANTILES; quantile++) {
                    int at = i * QUANTILES + quantile;
                    outputs[at] = (float) (OFFSETS[at % OFFSETS.length] + learned.of(stretch, target));
                }
            }
            shrinkage.see(stretch, outputs, outcomes, ORIGINS, ORIGINS);
        }
        return shrinkage.shares();
    }

    @Test
    void keepsWhatHoldsInAllStretches() {
        assertArrayEquals(new float[] {1, 1}, shares(STRETCHES, (stretch, target) -> 2, (stretch, target) -> 2));
    }

    @Test
    void keepsNothingOfWhatIsWrongAndJudgesEachTargetByItself() {
        float[] shares = shares(STRETCHES, (stretch, target) -> 2, (stretch, target) -> target == 0 ? -1 : 2);
        assertArrayEquals(new float[] {0, 1}, shares);
    }

    @Test
    void keepsHalfWhereTheNetworkExaggerates() {
        float[] shares = shares(STRETCHES, (stretch, target) -> 1, (stretch, target) -> 2);
        assertEquals(0.5, shares[0], 0.13);
        assertEquals(0.5, shares[1], 0.13);
    }

    /** One stretch of eight in which the network was right makes the sum better, but is luck. */
    @Test
    void doesNotBelieveWhatHeldOnce() {
        Stretch once = (stretch, target) -> stretch == 3 ? 2 : 0;
        Stretch always = (stretch, target) -> 0.6;
        assertArrayEquals(new float[] {0, 0}, shares(STRETCHES, once, always));
        // With nothing to tell luck by, the best stands.
        assertTrue(shares(1, (stretch, target) -> 0.6, always)[0] > 0.8);
    }

    @Test
    void replacesWhatIsTakenAwayAndAllOfItByTheQuantilesOfTheBaseline() {
        float[] replacing = new Shrinkage(SPEC, OFFSETS, OF_BASELINE, 1).replacing(new float[] {0, 0.5f});
        for (int i = 0; i < OFFSETS.length; i++) {
            boolean nothingKept = i / QUANTILES % TARGETS == 0;
            assertEquals(nothingKept ? OF_BASELINE[i] : OFFSETS[i], replacing[i], "number " + i);
        }
    }

    /** The quantiles of the baseline stand for its share, so that a share is kept only if it is better than them. */
    @Test
    void comparesWithTheBaselineItself() {
        float[] better = OFFSETS.clone();
        for (int i = 0; i < better.length; i++) {
            better[i] += i / QUANTILES % TARGETS == 0 ? 1 : 0;
        }
        Shrinkage shrinkage = new Shrinkage(SPEC, OFFSETS, better, 1);
        int rows = ORIGINS * HORIZON * TARGETS;
        float[] outcomes = new float[rows];
        float[] outputs = new float[rows * QUANTILES];
        for (int i = 0; i < rows; i++) {
            outcomes[i] = 1;
            for (int quantile = 0; quantile < QUANTILES; quantile++) {
                int at = i * QUANTILES + quantile;
                outputs[at] = OFFSETS[at % OFFSETS.length] + 0.6f;
            }
        }
        shrinkage.see(0, outputs, outcomes, 0, ORIGINS);
        assertArrayEquals(new float[] {0, 1}, shrinkage.shares());
    }

    @Test
    void keepsAllWhereNothingHappened() {
        assertArrayEquals(
                new float[] {1, 1}, shares(STRETCHES, (stretch, target) -> Double.NaN, (stretch, target) -> 1));
    }
}
