package io.undercurrent.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConformalWidthsTest {

    @Test
    void changesNothingWhileLittleIsKnown() {
        ConformalWidths widths = new ConformalWidths(0.1);
        for (int day = 0; day < 49; day++) {
            assertEquals(1, widths.factor());
            widths.observe(3, 1);
            widths.observe(3, 0);
            widths.observe(0, 0);
            widths.observe(1e38, Double.MIN_VALUE);
        }
        widths.observe(3, 1);
        assertEquals(3, widths.factor());
    }

    /** Normal errors whose quantile of 90 % was taken for half of what it is. */
    @Test
    void findsHowMuchTooNarrowAQuantileIs() {
        SplittableRandom random = new SplittableRandom(3);
        ConformalWidths widths = new ConformalWidths(0.1);
        for (int day = 0; day < 1000; day++) {
            widths.observe(random.nextGaussian(), 1.2816 / 2);
        }
        assertEquals(2, widths.factor(), 0.3);
    }

    /** Only the last 256 days count. */
    @Test
    void forgets() {
        ConformalWidths widths = new ConformalWidths(0.1);
        for (int day = 0; day < 512; day++) {
            widths.observe(day < 256 ? 5 : 2, 1);
        }
        assertEquals(2, widths.factor());
    }
}
