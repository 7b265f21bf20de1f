package io.undercurrent.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OriginsTest {

    @Test
    void originsStandAtAFixedDistanceUpToTheLast() {
        Origins weekly = new Origins(100, 117, 7);
        assertArrayEquals(new int[] {100, 107, 114}, weekly.days().toArray());
        assertEquals(3, weekly.count());
        assertTrue(weekly.contains(114));
        assertFalse(weekly.contains(117), "117 is no whole number of weeks after 100");
        assertFalse(weekly.contains(93));
        assertFalse(weekly.contains(121));
    }

    @Test
    void oneOriginIsAnOrdinaryCase() {
        assertArrayEquals(new int[] {100}, new Origins(100, 100, 1).days().toArray());
    }

    @Test
    void refusesAnEndBeforeTheBeginningAndStandingStill() {
        String backwards = assertThrows(IllegalArgumentException.class, () -> new Origins(10, 9, 1))
                .getMessage();
        assertEquals("to: expected a day not before 1970-01-11, the first origin, but got 1970-01-10", backwards);
        assertThrows(IllegalArgumentException.class, () -> new Origins(10, 12, 0));
    }
}
