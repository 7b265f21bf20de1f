package io.undercurrent.evaluation.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {

    @Test
    void independentPairsHaveTheStandardErrorOfTheirMean() {
        // Mean 2, sample variance ((−2)² + 0 + 2²) / 2 = 4.
        PairedDifference difference = PairedDifference.ofIndependent(new double[] {0, 2, Double.NaN, 4});
        assertEquals(2, difference.mean());
        assertEquals(Math.sqrt(4 / 3.0), difference.standardError(), 1e-12);
        assertEquals(3, difference.pairs());
    }

    @Test
    void whatIsTooFewHasNoStandardError() {
        assertTrue(Double.isNaN(PairedDifference.ofIndependent(new double[] {1}).standardError()));
        assertTrue(Double.isNaN(PairedDifference.ofIndependent(new double[] {}).mean()));
        assertTrue(Double.isNaN(
                PairedDifference.ofSequence(new double[] {1, 2, 3, 4, 5}, 2).standardError()));
        assertEquals(
                6,
                PairedDifference.ofSequence(new double[] {1, 2, 3, 4, 5, 6}, 2).pairs());
    }

    /** A moving sum of seven has, in the mean of many, the spread of seven times its noise. */
    @Test
    void overlappingForecastsAreSurerThanTheyLookOnlyIfTheOverlapIsForgotten() {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        int count = 4000;
        double[] noise = random.doubles(count + 6, -1, 1).toArray();
        double[] sums = new double[count];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < 7; k++) {
                sums[i] += noise[i + k];
            }
        }
        double expected = 7 * Math.sqrt(1 / 3.0 / count);
        double naive = PairedDifference.ofIndependent(sums).standardError();
        double honest = PairedDifference.ofSequence(sums, 20).standardError();
        assertTrue(naive < 0.5 * expected, naive + " against " + expected + ", seed " + seed);
        assertEquals(expected, honest, 0.2 * expected, "seed " + seed);
    }
}
