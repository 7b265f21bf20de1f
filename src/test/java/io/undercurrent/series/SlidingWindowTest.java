package io.undercurrent.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

    private static final float ABSENT = Float.NaN;

    /** Against a map that forgets nothing, over random moves, corrections and announcements. */
    @Test
    void holdsWhatAMapWouldHoldInsideItsDays() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            int past = 1 + random.nextInt(20);
            int ahead = random.nextInt(10);
            SlidingWindow window = new SlidingWindow(2, past, ahead);
            Map<Integer, float[]> expected = new HashMap<>();
            int newest = random.nextInt(2000) - 1000;
            window.advanceTo(newest);
            for (int move = 0; move < 60; move++) {
                if (random.nextInt(3) == 0) {
                    newest += 1 + random.nextInt(random.nextBoolean() ? 3 : 40);
                    window.advanceTo(newest);
                }
                int day = newest - past + 1 + random.nextInt(past + ahead);
                float[] update = {random.nextInt(100), random.nextBoolean() ? ABSENT : random.nextInt(100)};
                float[] known = expected.computeIfAbsent(day, any -> new float[] {ABSENT, ABSENT});
                boolean changes = false;
                for (int column = 0; column < 2; column++) {
                    if (!Float.isNaN(update[column]) && update[column] != known[column]) {
                        known[column] = update[column];
                        changes = true;
                    }
                }
                assertEquals(changes, window.merge(day, update), "seed " + seed);
                for (int any = newest - past - 5; any <= newest + ahead + 5; any++) {
                    boolean inside = any > newest - past && any <= newest + ahead;
                    assertEquals(inside, window.holds(any), "seed " + seed);
                    float[] then = inside ? expected.get(any) : null;
                    for (int column = 0; column < 2; column++) {
                        float value = then == null ? ABSENT : then[column];
                        assertEquals(value, window.value(any, column), "day " + any + ", seed " + seed);
                    }
                }
            }
        }
    }

    @Test
    void keepsWhatWasAnnouncedWhenTheDayCame() {
        SlidingWindow window = new SlidingWindow(2, 3, 5);
        window.advanceTo(10);
        window.merge(14, new float[] {ABSENT, 1});
        window.advanceTo(14);
        assertEquals(1, window.value(14, 1));
        window.merge(14, new float[] {7, ABSENT});
        assertEquals(7, window.value(14, 0));
        assertEquals(1, window.value(14, 1), "an absent value leaves what is there");
    }

    @Test
    void countsRevisionsOfTheNewestDay() {
        SlidingWindow window = new SlidingWindow(1, 3, 0);
        window.advanceTo(10);
        window.revise();
        window.revise();
        assertEquals(2, window.revision());
        window.advanceTo(11);
        assertEquals(0, window.revision());
        assertEquals(10, window.firstDay());
    }

    @Test
    void comesBackFromItsSnapshot() {
        SlidingWindow window = new SlidingWindow(2, 4, 2);
        window.advanceTo(-3);
        window.merge(-3, new float[] {1, 2});
        window.advanceTo(0);
        window.merge(2, new float[] {ABSENT, 5});
        window.revise();
        SlidingWindow restored = SlidingWindow.restore(window.snapshot());
        assertEquals(0, restored.newestDay());
        assertEquals(-3, restored.firstDay());
        assertEquals(1, restored.revision());
        assertEquals(1, restored.value(-3, 0));
        assertEquals(5, restored.value(2, 1));
        SlidingWindow.Snapshot wrong = new SlidingWindow.Snapshot(2, 4, 2, 0, 0, 0, new float[11]);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> SlidingWindow.restore(wrong))
                .getMessage()
                .contains("6 days of 2 columns"));
    }

    @Test
    void refusesWhatItCannotHold() {
        SlidingWindow window = new SlidingWindow(1, 3, 2);
        assertTrue(window.isEmpty());
        assertThrows(IllegalStateException.class, window::newestDay);
        window.advanceTo(10);
        assertFalse(window.isEmpty());
        assertThrows(IllegalArgumentException.class, () -> window.advanceTo(10));
        assertThrows(IllegalArgumentException.class, () -> window.merge(7, new float[] {1}));
        assertThrows(IllegalArgumentException.class, () -> window.merge(13, new float[] {1}));
        assertThrows(IllegalArgumentException.class, () -> window.merge(10, new float[] {1, 2}));
    }
}
