package io.undercurrent.training.month;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.window.MonthEffects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MonthFitTest {

    /** April of 2020: an index need not begin in January. */
    private static final int FIRST = 12 * 2020 + 3;

    private static final double[] STEPS = {-0.3, 0.2, 0, 0.1, -0.1, 0.05, 0.25, -0.25, 0, 0.15, -0.15, 0.05};

    private static MonthlyIndex index(int months, double size, double noise, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[months];
        double level = 0;
        for (int i = 0; i < months; i++) {
            values[i] = level + size * STEPS[(FIRST + i) % 12] + noise * random.nextGaussian();
            // Years that grow, and shrink, and grow.
            level += i / 12 % 2 == 0 ? 0.015 : -0.02;
        }
        return new MonthlyIndex(FIRST, values);
    }

    private static void assertSteps(double share, MonthEffects effects, double tolerance) {
        for (int month = 0; month < 12; month++) {
            assertEquals(share * STEPS[month], Math.log(effects.factors().get(month)), tolerance, "month " + month);
        }
    }

    @Test
    void findsTheEffectsBesideALevelThatComesAndGoes() {
        assertSteps(1, MonthFit.of(index(50, 1, 0, 1), month -> true), 1e-6);
        for (long seed = 0; seed < 20; seed++) {
            assertSteps(1, MonthFit.of(index(50, 1, 0.02, seed), month -> true), 0.06);
        }
    }

    /** Effects as large as chance makes them are shrunk, on average by half. */
    @Test
    void chanceIsTakenOut() {
        double kept = 0;
        int none = 0;
        for (long seed = 0; seed < 200; seed++) {
            MonthEffects effects = MonthFit.of(index(48, 0, 0.1, seed), month -> true);
            none += effects.areNone() ? 1 : 0;
            kept += effects.factors().stream()
                            .mapToDouble(factor -> Math.pow(Math.log(factor), 2))
                            .sum()
                    / 12;
        }
        // A month's mean of four years, with a level that takes some of it: a variance of about 0.1² / 4.
        assertTrue(kept / 200 < 0.2 * 0.1 * 0.1 / 4, "mean square " + kept / 200);
        assertTrue(none > 60, none + " of 200 without any");
    }

    @Test
    void aYearLeftOutSaysNothing() {
        MonthlyIndex index = index(48, 1, 0, 1);
        for (int i = 24; i < 36; i++) {
            index.values()[i] += 0.5 * (i % 3);
        }
        int from = FIRST + 24;
        assertSteps(1, MonthFit.of(index, month -> month < from || month >= from + 12), 1e-6);
    }

    @Test
    void fewMonthsShowNothing() {
        assertEquals(MonthEffects.NONE, MonthFit.of(index(14, 1, 0, 1), month -> true));
        assertEquals(MonthEffects.NONE, MonthFit.of(index(60, 1, 0, 1), month -> month % 12 != 6), "no July");
        assertEquals(MonthEffects.NONE, MonthFit.of(new MonthlyIndex(FIRST, new double[0]), month -> true));
    }
}
