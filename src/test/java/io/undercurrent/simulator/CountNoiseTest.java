package io.undercurrent.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Means and variances against the formulas of the distributions, within five standard errors. */
class CountNoiseTest {

    private static final int DRAWS = 200_000;
    private static final long SEED = 11;

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3, 29.9, 30, 47.3, 1_000})
    void poissonHasItsMeanAsVariance(double rate) {
        // Fourth central moment: rate + 3 rate².
        check(random -> CountNoise.poisson(rate, random), rate, rate, rate + 3 * rate * rate, "Poisson " + rate);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 5, 120})
    void gammaHasItsShapeAsMeanAndVariance(double shape) {
        check(random -> CountNoise.gamma(shape, random), shape, shape, 3 * shape * shape + 6 * shape, "gamma " + shape);
    }

    @ParameterizedTest
    @CsvSource({"20, 10", "300, 60", "4, 200"})
    void negativeBinomialIsWiderThanPoisson(double mean, double dispersion) {
        double variance = mean + mean * mean / dispersion;
        double p = dispersion / (dispersion + mean);
        double kurtosis = 3 + 6 / dispersion + p * p / ((1 - p) * dispersion);
        check(
                random -> CountNoise.negativeBinomial(mean, dispersion, random),
                mean,
                variance,
                kurtosis * variance * variance,
                "negative binomial " + mean + " " + dispersion);
    }

    @Test
    void nothingIsExpectedOfAClosedStore() {
        assertEquals(0, CountNoise.negativeBinomial(0, 100, new SplittableRandom(SEED)));
    }

    @Test
    void logFactorialMeetsTheProductWhereTheFormulaChanges() {
        double sum = 0;
        for (int n = 1; n <= 200; n++) {
            sum += Math.log(n);
            assertEquals(sum, CountNoise.logFactorial(n), 1e-8 * Math.max(1, sum), "n = " + n);
        }
    }

    private static void check(
            ToDoubleFunction<SplittableRandom> draw, double mean, double variance, double fourthMoment, String name) {
        SplittableRandom random = new SplittableRandom(SEED);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double deviation = draw.applyAsDouble(random) - mean;
            sum += deviation;
            squares += deviation * deviation;
        }
        String text = name + " (seed " + SEED + "): ";
        assertEquals(0, sum / DRAWS, 5 * Math.sqrt(variance / DRAWS), text + "mean");
        double errorOfVariance = Math.sqrt((fourthMoment - variance * variance) / DRAWS);
        assertEquals(variance, squares / DRAWS, 5 * errorOfVariance, text + "variance");
    }
}
