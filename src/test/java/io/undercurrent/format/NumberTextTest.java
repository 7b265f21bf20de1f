package io.undercurrent.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Decimal;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "318",
                "-318",
                "12.4",
                "-0.5",
                "103.6",
                "0.001",
                "0.1234567",
                "16777217",
                "120000341.16",
                "999999999999999",
                "1.0E15",
                "1.0E-4",
                "0.30000000000000004",
                "12.399999618530273",
                "3.4028234663852886E38"
            })
    void writesNumbersAsPeopleDo(String number) {
        assertEquals(number, NumberText.of(Double.parseDouble(number)));
    }

    @Test
    void anyNumberComesBackFromNoMoreDigitsThanItNeeds() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            double value = switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> Decimal.of((float) (300 * random.nextGaussian()));
                case 2 -> Math.rint(1e6 * random.nextDouble()) / 1000;
                default -> random.nextLong(2_000_000_000_000_000L) - 1_000_000_000_000_000L;
            };
            if (Double.isFinite(value)) {
                String text = NumberText.of(value);
                assertEquals(value, Double.parseDouble(text), "seed " + seed);
                int digits = new BigDecimal(text).stripTrailingZeros().precision();
                int needed = new BigDecimal(Double.toString(value))
                        .stripTrailingZeros()
                        .precision();
                assertTrue(digits <= needed, text + ", seed " + seed);
            }
        }
    }
}
