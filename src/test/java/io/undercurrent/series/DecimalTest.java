package io.undercurrent.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12.4",
                "318",
                "-0.1",
                "103.6",
                "0.001",
                "16777216",
                "1.0E20",
                "-3.4028235E38",
                "1.4E-45",
                "3.0E-9"
            })
    void findsTheNumberThatWasMeant(String number) {
        assertEquals(Double.parseDouble(number), Decimal.of(Float.parseFloat(number)));
    }

    @Test
    void anyFloatComesBackFromNoMoreDigitsThanItNeeds() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            float value = i % 2 == 0
                    ? Float.intBitsToFloat(random.nextInt())
                    : (float) (random.nextInt(2_000_000) - 1_000_000) / 1000;
            double decimal = Decimal.of(value);
            assertEquals(value, (float) decimal, "seed " + seed);
            if (Float.isFinite(value) && Math.abs(value) > Float.MIN_NORMAL) {
                double nine = new BigDecimal(decimal).round(new MathContext(9)).doubleValue();
                assertEquals(nine, decimal, value + ", seed " + seed);
            }
        }
    }

    @Test
    void aDifferenceHasTheDigitsOfAFloatAndNoMore() {
        assertEquals(12.4, Decimal.of(0, 12.4f));
        assertEquals(120_000_012.4, Decimal.of(120_000_000, 12.4f));
        assertEquals(1_000_095.3, Decimal.of(1_000_000, 95.3f));
        assertEquals(1e15 + 1, Decimal.of(1e15, 1));
        assertEquals(1_000_000.25, Decimal.of(1_000_000.25, 0));
        assertTrue(Double.isNaN(Decimal.of(1e6, Float.NaN)));
    }
}
