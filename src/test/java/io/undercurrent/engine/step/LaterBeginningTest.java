package io.undercurrent.engine.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.SlidingWindow;
import org.junit.jupiter.api.Test;

class LaterBeginningTest {

    @Test
    void aLaterBeginningForgetsWhatWasBefore() {
        SlidingWindow window = new SlidingWindow(1, 1, 4, 2);
        for (int day = 7; day <= 10; day++) {
            window.advanceTo(day);
            window.merge(day, new double[] {day, day});
            window.announce(day, new double[] {Double.NaN, 2 * day});
            window.revise(day);
        }
        window.announce(12, new double[] {Double.NaN, 24});
        SlidingWindow later = LaterBeginning.of(window, 9);
        assertEquals(9, later.firstDay());
        assertEquals(10, later.newestDay());
        assertTrue(Double.isNaN(later.value(8, 0)) && Double.isNaN(later.value(8, 1)));
        assertFalse(later.isOrigin(8));
        assertTrue(later.isOrigin(9));
        assertEquals(9, later.value(9, 0));
        assertEquals(24, later.announced(12, 1));
        later.revise(10);
        assertEquals(8, window.value(8, 0));
        assertEquals(0, window.revision(10), "the window itself stays as it is");
        assertEquals(7, LaterBeginning.of(window, 3).firstDay());
    }
}
