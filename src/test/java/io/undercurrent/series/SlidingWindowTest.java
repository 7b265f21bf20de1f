package io.undercurrent.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.kept.WindowSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

    private static final double ABSENT = Double.NaN;

    /** Against a map that forgets nothing, over random moves, corrections and announcements. */
    @Test
    void holdsWhatAMapWouldHoldInsideItsDays() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            int past = 1 + random.nextInt(20);
            int ahead = random.nextInt(10);
            SlidingWindow window = new SlidingWindow(2, 0, past, ahead);
            Map<Integer, double[]> expected = new HashMap<>();
            int newest = random.nextInt(2000) - 1000;
            window.advanceTo(newest);
            for (int move = 0; move < 60; move++) {
                if (random.nextInt(3) == 0) {
                    newest += 1 + random.nextInt(random.nextBoolean() ? 3 : 40);
                    window.advanceTo(newest);
                }
                int day = newest - past + 1 + random.nextInt(past + ahead);
                double[] update = {random.nextInt(100), random.nextBoolean() ? ABSENT : random.nextInt(100)};
                double[] known = expected.computeIfAbsent(day, any -> new double[] {ABSENT, ABSENT});
                boolean changes = false;
                for (int column = 0; column < 2; column++) {
                    if (!Double.isNaN(update[column]) && update[column] != known[column]) {
                        known[column] = update[column];
                        changes = true;
                    }
                }
                assertEquals(changes, window.merge(day, update), "seed " + seed);
                for (int any = newest - past - 5; any <= newest + ahead + 5; any++) {
                    boolean inside = any > newest - past && any <= newest + ahead;
                    assertEquals(inside, window.holds(any), "seed " + seed);
                    double[] then = inside ? expected.get(any) : null;
                    for (int column = 0; column < 2; column++) {
                        double value = then == null ? ABSENT : then[column];
                        assertEquals(value, window.value(any, column), "day " + any + ", seed " + seed);
                    }
                }
            }
        }
    }

    @Test
    void keepsWhatWasAnnouncedWhenTheDayCame() {
        SlidingWindow window = new SlidingWindow(1, 1, 3, 5);
        window.advanceTo(10);
        assertTrue(window.announce(14, new double[] {9, 1}));
        assertFalse(window.announce(14, new double[] {9, 1}), "it was known");
        window.advanceTo(14);
        assertTrue(Double.isNaN(window.value(14, 0)), "targets are not announced");
        assertEquals(1, window.value(14, 1));
        window.merge(14, new double[] {7, ABSENT});
        assertEquals(7, window.value(14, 0));
        assertEquals(1, window.value(14, 1), "an absent value leaves what is there");
        window.merge(14, new double[] {ABSENT, 0});
        assertEquals(0, window.value(14, 1), "what was read counts");
        assertEquals(1, window.announced(14, 1), "what was announced is still known");
    }

    @Test
    void countsTheRevisionsOfEachDay() {
        SlidingWindow window = new SlidingWindow(1, 0, 3, 0);
        window.advanceTo(10);
        assertFalse(window.isOrigin(10));
        window.revise(10);
        window.revise(10);
        assertEquals(1, window.revision(10));
        window.revise(8);
        assertEquals(8, window.firstDay());
        window.advanceTo(12);
        assertEquals(1, window.revision(10));
        assertEquals(SlidingWindow.NO_ORIGIN, window.revision(8), "the window has left it behind");
        window.advanceTo(13);
        assertEquals(SlidingWindow.NO_ORIGIN, window.revision(13), "a slot used again");
        assertThrows(IllegalArgumentException.class, () -> window.revise(14));
    }

    @Test
    void comesBackFromItsSnapshot() {
        SlidingWindow window = new SlidingWindow(1, 1, 4, 2);
        window.advanceTo(-3);
        window.merge(-3, new double[] {1, 2});
        window.advanceTo(0);
        window.merge(2, new double[] {ABSENT, 5});
        window.revise(0);
        SlidingWindow restored = SlidingWindow.restore(window.snapshot());
        assertEquals(0, restored.newestDay());
        assertEquals(-3, restored.firstDay());
        assertEquals(0, restored.revision(0));
        assertFalse(restored.isOrigin(-1));
        assertEquals(1, restored.value(-3, 0));
        assertEquals(5, restored.value(2, 1));
        WindowSnapshot wrong = new WindowSnapshot(1, 1, 4, 2, 0, 0, 0, new double[17], new int[4]);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> SlidingWindow.restore(wrong))
                .getMessage()
                .contains("6 days of 3 numbers"));
    }

    @Test
    void refusesWhatItCannotHold() {
        SlidingWindow window = new SlidingWindow(1, 0, 3, 2);
        assertTrue(window.isEmpty());
        assertThrows(IllegalStateException.class, window::newestDay);
        window.advanceTo(10);
        assertFalse(window.isEmpty());
        assertThrows(IllegalArgumentException.class, () -> window.advanceTo(10));
        assertThrows(IllegalArgumentException.class, () -> window.merge(7, new double[] {1}));
        assertThrows(IllegalArgumentException.class, () -> window.merge(13, new double[] {1}));
        assertThrows(IllegalArgumentException.class, () -> window.merge(10, new double[] {1, 2}));
    }
}
