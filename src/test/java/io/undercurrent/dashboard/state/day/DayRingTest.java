package io.undercurrent.dashboard.state.day;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DayRingTest {

    private static final int DAYS = 10;

    @Test
    void holdsWhatAMapOfTheNewestDaysWouldHold() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 200; run++) {
            DayRing ring = new DayRing(DAYS);
            TreeMap<Integer, Double> map = new TreeMap<>();
            int day = random.nextInt(-50, 50);
            for (int step = 0; step < 60; step++) {
                day += random.nextInt(-6, random.nextInt(20) == 0 ? 40 : 8);
                double value = random.nextInt(3);
                int newest = map.isEmpty() ? day : Math.max(day, map.lastKey());
                boolean kept = newest - day < DAYS;
                Double before = kept ? map.put(day, value) : null;
                map.headMap(newest - DAYS + 1).clear();

                boolean changed = kept && (before == null || before != value);
                assertEquals(changed, ring.put(day, value), "seed " + seed);
                assertEquals(newest, ring.newest(), "seed " + seed);
                double[] expected = new double[DAYS + 2];
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = map.getOrDefault(newest - expected.length + 1 + i, Double.NaN);
                }
                assertArrayEquals(expected, ring.until(newest, expected.length), "seed " + seed);
            }
        }
    }

    @Test
    void standsDaysAtTheEndsOfTheCalendar() {
        DayRing ring = new DayRing(DAYS);
        ring.put(Integer.MIN_VALUE + 1, 1);
        ring.put(Integer.MAX_VALUE, 2);
        assertArrayEquals(new double[] {Double.NaN, 2}, ring.until(Integer.MAX_VALUE, 2));
        assertEquals(false, ring.put(0, 3));
    }
}
