package io.undercurrent.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.ForecastShape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WholeQuantilesTest {

    private static final List<Double> QUANTILES = List.of(0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975);

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    /** Of exponential numbers, each rounded to the nearest whole one, whose probabilities are sums of a series. */
    @Test
    void isTheSmallestCountWithAtLeastThatProbability() {
        ForecastShape shape = new ForecastShape(List.of("sales"), QUANTILES, 1);
        WholeQuantiles whole = new WholeQuantiles(shape, Counts.ALL);
        int different = 0;
        for (int trial = 0; trial < 1000; trial++) {
            double mean = Math.exp(4 * random.nextDouble() - 2);
            double[] quantiles =
                    QUANTILES.stream().mapToDouble(p -> -mean * Math.log(1 - p)).toArray();
            double[] before = quantiles.clone();
            whole.round(0, quantiles);
            for (int i = 0; i < quantiles.length; i++) {
                double probability = QUANTILES.get(i);
                int smallest = 0;
                while (atMost(smallest, mean) < probability) {
                    smallest++;
                }
                assertEquals(smallest, quantiles[i], "quantile " + probability + ", mean " + mean + ", seed " + seed);
                different += smallest == Math.ceil(before[i]) ? 0 : 1;
            }
        }
        assertTrue(different > 1000, "the next whole number is not the nearest: " + different + ", seed " + seed);
    }

    /** Probability of a count of at most {@code count}: of all exponential numbers up to half a one above it. */
    private static double atMost(int count, double mean) {
        return 1 - Math.exp(-(count + 0.5) / mean);
    }

    @Test
    void quantilesStayInOrderAndNoneIsBelowZero() {
        ForecastShape shape = new ForecastShape(List.of("sales"), QUANTILES, 1);
        WholeQuantiles whole = new WholeQuantiles(shape, Counts.ALL);
        for (int trial = 0; trial < 1000; trial++) {
            double[] quantiles =
                    random.doubles(QUANTILES.size(), -3, 3).sorted().toArray();
            double[] before = quantiles.clone();
            whole.round(0, quantiles);
            double last = 0;
            for (int i = 0; i < quantiles.length; i++) {
                assertEquals(Math.rint(quantiles[i]), quantiles[i]);
                assertTrue(quantiles[i] >= last, "order, seed " + seed);
                assertTrue(Math.abs(quantiles[i] - Math.max(0, before[i])) <= 0.5, "nearest, seed " + seed);
                last = quantiles[i];
            }
        }
    }

    @Test
    void leavesOtherTargetsAndWhatIsUnknown() {
        ForecastShape shape = new ForecastShape(List.of("temperature", "sales"), List.of(0.5), 2);
        WholeQuantiles whole = new WholeQuantiles(shape, Counts.of(List.of("sales")));
        double[] values = {1.25, -0.25, 1.25, Double.NaN};
        whole.roundAll(values);
        assertArrayEquals(new double[] {1.25, -0.25, 1, Double.NaN}, values);
        whole = new WholeQuantiles(shape, Counts.NONE);
        values = new double[] {1.25, -0.25, 1.5, 2.5};
        whole.roundAll(values);
        assertArrayEquals(new double[] {1.25, -0.25, 1.5, 2.5}, values);
    }

    @Test
    void refusesANameThatIsNoTarget() {
        assertEquals(
                "counts: expected some of the targets [temperature, sales], but got [sale]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Counts.of(List.of("sales", "sale")).among(List.of("temperature", "sales")))
                        .getMessage());
    }
}
