package io.undercurrent.model.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.history.History;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClimateEffectTest {

    private static final int WINDOW = 1100;
    private static final int HORIZON = 3;

    private static float[] warmth(SplittableRandom random) {
        float[] warmth = new float[WINDOW];
        double anomaly = 0;
        for (int i = 0; i < WINDOW; i++) {
            anomaly = 0.7 * anomaly + 2.5 * random.nextGaussian();
            warmth[i] = (float) (12 + 8 * Math.sin(2 * Math.PI * i / 365.25) + anomaly);
        }
        return warmth;
    }

    private static DecompositionFit sales(float[] warmth, double sensitivity, SplittableRandom random) {
        double[] values = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            values[i] = 200 * Math.exp(sensitivity * (warmth[i] - 12)) * (1 + 0.08 * random.nextGaussian());
        }
        return Observed.fit(new History("a", 0, 1, values).windowAt(WINDOW - 1, WINDOW, HORIZON, 1), WINDOW);
    }

    private static ClimateFit fit(DecompositionFit parts, float[] warmth) {
        ClimateFit fit = new ClimateFit(WINDOW);
        fit.clear(parts.isRelative());
        fit.add(parts, 1, warmth);
        return fit;
    }

    private static ClimateEffect effect(DecompositionFit parts, float[] warmth, float... expected) {
        ClimateEffect effect = new ClimateEffect(HORIZON);
        effect.clear(parts.isRelative());
        fit(parts, warmth).drivers().forEach(driver -> effect.add(driver, warmth, 0, expected));
        return effect;
    }

    private static double recent(float[] warmth) {
        double sum = 0;
        for (int i = WINDOW - 28; i < WINDOW; i++) {
            sum += warmth[i];
        }
        return sum / 28;
    }

    @Test
    void findsHowSalesFollowTheWarmth() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        float[] warmth = warmth(random);
        float warm = (float) recent(warmth) + 5;
        DecompositionFit parts = sales(warmth, 0.02, random);
        ClimateEffect effect = effect(parts, warmth, Float.NaN, warm, warm - 10, Float.NaN);
        assertEquals(Math.exp(0.02 * 5), effect.with(1, 1), 0.03, "seed " + seed);
        assertEquals(Math.exp(-0.02 * 5), effect.with(1, 2), 0.03, "seed " + seed);
        assertEquals(1, effect.with(1, 3), 0, "nothing expected, nothing done");
        int day = WINDOW - 3;
        double factor = Math.exp(-0.02 * (warmth[day] - recent(warmth)));
        assertEquals(factor, fit(parts, warmth).without(1, day), 0.05, "seed " + seed);
    }

    @Test
    void refiningTakesTheWarmthOutOfTheLevel() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        float[] warmth = warmth(random);
        DecompositionFit parts = sales(warmth, 0.03, random);
        float before = parts.scale();
        parts.refine(fit(parts, warmth));
        assertEquals(
                0.08 * Math.sqrt(2 / Math.PI) * parts.level(), parts.scale(), 0.15 * parts.scale(), "seed " + seed);
        assertTrue(parts.scale() < before, "seed " + seed);
    }

    @Test
    void claimsLittleWhereThereIsNoneAndNothingOfAnUnknownDriver() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        float[] warmth = warmth(random);
        DecompositionFit parts = sales(warmth, 0, random);
        float warm = (float) recent(warmth) + 5;
        assertEquals(1, effect(parts, warmth, Float.NaN, warm, warm, warm).with(1, 1), 0.02, "seed " + seed);
        float[] unknown = new float[WINDOW];
        Arrays.fill(unknown, Float.NaN);
        assertEquals(1, effect(parts, unknown, Float.NaN, warm, warm, warm).with(1, 1), 0);
    }

    /** Such as stands for a missing value in the GRIB files of weather services. */
    @ParameterizedTest
    @ValueSource(floats = {9.999e20f, 1e25f, 3e38f, -3e38f})
    void aHugeValueOfTheDriverSaysNothing(float huge) {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        float[] warmth = warmth(random);
        DecompositionFit parts = sales(warmth, 0.02, random);
        warmth[WINDOW / 2] = huge;
        float warm = (float) recent(warmth) + 5;
        ClimateEffect effect = effect(parts, warmth, Float.NaN, warm, warm, warm);
        assertEquals(1, effect.with(1, 1), 0.02, "seed " + seed);
        parts.refine(fit(parts, warmth));
        assertTrue(parts.isKnown(), "seed " + seed);
    }
}
