package io.undercurrent.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolutionTest {

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @ParameterizedTest
    @CsvSource({
        // A hundredth of the scale, or up to ten times as fine.
        "100, 0, 50, 0",
        "99, 0, 50, -1",
        "10, 0, 50, -1",
        "3, -5, 20, -2",
        "5e-3, 0, 0.5, -5",
        "1e-3, 0, 1, -4",
        // Numbers too far apart for sixteen bits.
        "3, 0, 6501, 0",
        "3, 0, 6499, -1",
        "3, 0, 649, -2",
        "1, 0, 1e9, 5",
        // Far from zero, a whole number of steps is no longer exact in a double.
        "1e-9, 3e7, 3e7, -7",
        // Without a scale.
        "NaN, 0, 0, 0",
        "0, 12.4, 12.4, -5",
        "NaN, -123456, 3, 1",
        "Infinity, 0, 1, -4"
    })
    void stepsFitScaleAndNumbers(float scale, double least, double greatest, int exponent) {
        assertEquals(exponent, Resolution.exponent(scale, least, greatest));
    }

    @Test
    void theNumbersOfAForecastFitIntoSixteenBitsAndAreDecimals() {
        for (int i = 0; i < 10_000; i++) {
            float scale = random.nextInt(5) == 0 ? Float.NaN : (float) Math.pow(10, random.nextInt(-9, 10));
            double least = random.nextGaussian() * Math.pow(10, random.nextInt(-10, 12));
            double greatest = least + random.nextDouble() * Math.pow(10, random.nextInt(-10, 12));
            int exponent = Resolution.exponent(scale, least, greatest);
            double first = Resolution.steps(least, exponent);
            double last = Resolution.steps(greatest, exponent);
            String message = "scale " + scale + ", " + least + " to " + greatest + ", seed " + seed;
            assertTrue(last - first >= 0 && last - first < 65_535, message);
            double issued = Resolution.round(greatest, exponent);
            assertEquals(
                    BigDecimal.valueOf((long) last).scaleByPowerOfTen(exponent).doubleValue(), issued, message);
            assertEquals(issued, Resolution.round(issued, exponent), message);
        }
    }

    @Test
    void noNumberIsMinusZero() {
        assertEquals(0.0, Resolution.round(-0.001, -2));
        assertTrue(Double.isNaN(Resolution.round(Double.NaN, -2)));
    }
}
