package io.undercurrent.model.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MedianOfEightTest {

    @Test
    void isTheMiddleOfTheSortedValuesHoweverManyThereAre() {
        SplittableRandom random = new SplittableRandom(8);
        MedianOfEight median = new MedianOfEight();
        for (int run = 0; run < 20_000; run++) {
            float[] values = new float[1 + random.nextInt(8)];
            median.clear();
            for (int i = 0; i < values.length; i++) {
                values[i] = value(random);
                median.add(values[i]);
            }
            Arrays.sort(values);
            int middle = values.length / 2;
            float expected =
                    values.length % 2 == 1 ? values[middle] : 0.5f * values[middle - 1] + 0.5f * values[middle];
            assertEquals(expected, median.median(), () -> "of " + Arrays.toString(values));
        }
    }

    /** Of either sign, often equal to another, sometimes at the end of what floats hold. */
    private static float value(SplittableRandom random) {
        float sign = random.nextBoolean() ? -1 : 1;
        return sign
                * switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(3);
                    case 1 -> Float.MAX_VALUE;
                    case 2 -> 1e6f * (float) random.nextDouble();
                    default -> (float) random.nextDouble();
                };
    }

    @Test
    void isEmptyAtFirst() {
        MedianOfEight median = new MedianOfEight();
        median.clear();
        assertTrue(median.isEmpty());
    }
}
