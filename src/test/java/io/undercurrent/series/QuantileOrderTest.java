package io.undercurrent.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantileOrderTest {

    private static final float[] SPECIAL = {
        0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, Float.MIN_VALUE
    };

    @Test
    void isTheOrderOfTheLibrarysSort() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2000; round++) {
            float[] values = new float[random.nextInt(12)];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(3) == 0
                        ? SPECIAL[random.nextInt(SPECIAL.length)]
                        : (float) random.nextGaussian();
            }
            float[] expected = values.clone();
            Arrays.sort(expected);
            QuantileOrder.sort(values);
            assertArrayEquals(expected, values, "seed " + seed);
        }
    }
}
