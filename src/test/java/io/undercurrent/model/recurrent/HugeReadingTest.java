package io.undercurrent.model.recurrent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a model that sees years makes of readings near the end of what a float holds, whose squares are beyond it: whatever day of
 * the window they stand on, what the network sees is finite, and so are scale and baseline.
 */
class HugeReadingTest {

    private static final int WINDOW = 402;
    private static final int HORIZON = 14;
    private static final int DAYS = 450;
    private static final int ORIGIN = 430;
    /** Two with a climate, one taken apart into factors, one into terms. */
    private static final Columns COLUMNS = Columns.ofTargets("minimum", "maximum", "sales", "change");

    private static final int TARGETS = COLUMNS.count();

    private static final ModelSpec SPEC = new ModelSpec(
                    COLUMNS, List.of(), WINDOW, HORIZON, List.of(0.5), ModelSpec.Cell.GRU, 4, 1, 4)
            .withBaselines(List.of(Baseline.CLIMATE, Baseline.CLIMATE, Baseline.DECOMPOSITION, Baseline.DECOMPOSITION));

    private final WindowEncoder encoder = new WindowEncoder(SPEC);
    private final float[] day = new float[WindowEncoder.daySize(SPEC)];
    private final EncodedOrigins origins = encoder.origins(1);

    private static double[] ordinary(SplittableRandom random) {
        double[] values = new double[DAYS * TARGETS];
        double anomaly = 0;
        for (int day = 0; day < DAYS; day++) {
            anomaly = 0.7 * anomaly + 2.5 * random.nextGaussian();
            double warmth = 12 + 8 * Math.sin(2 * Math.PI * day / 365.25) + anomaly;
            values[TARGETS * day] = (float) warmth;
            values[TARGETS * day + 1] = (float) (warmth + 8 + random.nextGaussian());
            values[TARGETS * day + 2] =
                    (float) (200 * Math.exp(0.02 * (warmth - 12)) * (1 + 0.08 * random.nextGaussian()));
            values[TARGETS * day + 3] = (float) (5 * random.nextGaussian());
        }
        return values;
    }

    /** 9.999e20 stands for a missing value in the GRIB files of weather services. */
    @ParameterizedTest
    @ValueSource(floats = {1e20f, 9.999e20f, 1e25f, 3e38f, Float.MAX_VALUE, -1e20f, -1e25f, -3e38f})
    void oneLeavesEverythingFinite(float huge) {
        double[] values = ordinary(new SplittableRandom(3));
        for (int age : new int[] {0, 1, 5, 7, 20, 27, 28, 60, 200, 365, 380, 401}) {
            int row = TARGETS * (ORIGIN - age);
            for (int target = 0; target < TARGETS; target++) {
                double[] one = values.clone();
                one[row + target] = huge;
                assertFinite(one, "target " + target + ", " + age + " days ago");
            }
            double[] all = values.clone();
            for (int target = 0; target < TARGETS; target++) {
                all[row + target] = huge;
            }
            assertFinite(all, "all targets, " + age + " days ago");
        }
    }

    @Test
    void severalOfBothSignsLeaveEverythingFinite() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 100; round++) {
            double[] values = ordinary(random);
            boolean recent = random.nextBoolean();
            boolean positive = random.nextBoolean();
            int days = 2 + random.nextInt(random.nextBoolean() ? 5 : 30);
            for (int i = 0; i < days; i++) {
                int row = TARGETS * (ORIGIN - random.nextInt(recent ? 40 : WINDOW));
                for (int target = 0; target < TARGETS; target++) {
                    float size = random.nextBoolean() ? Float.MAX_VALUE : 1e30f * random.nextFloat();
                    values[row + target] = positive || random.nextBoolean() ? size : -size;
                }
            }
            assertFinite(values, "round " + round + ", seed " + seed);
        }
    }

    private void assertFinite(double[] values, String message) {
        SlidingWindow window = new History("a", 0, TARGETS, values).windowAt(ORIGIN, WINDOW, HORIZON, TARGETS);
        encoder.encodeDay(window, ORIGIN, day, 0);
        encoder.encodeOrigin(window, ORIGIN, origins, 0);
        float[] origin = origins.row(0);
        int features = origins.featuresOffset(0);
        for (int i = 0; i < day.length; i++) {
            assertTrue(Float.isFinite(day[i]), message + ": feature " + i + " of the day");
        }
        for (int i = 0; i < origin.length; i++) {
            String what = i < features ? "scale or baseline " + i : "feature " + (i - features);
            assertTrue(Float.isFinite(origin[i]), message + ": " + what + " of the origin");
        }
    }
}
