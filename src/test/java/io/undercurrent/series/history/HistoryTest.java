package io.undercurrent.series.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Reading;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final double ABSENT = Double.NaN;

    @Test
    void isTheSameFromReadingsInAnyOrder() {
        long seed = System.nanoTime();
        List<Reading> readings = new ArrayList<>();
        for (int day = -40; day < 60; day++) {
            if (day % 7 != 0) {
                readings.add(new Reading("a", day, new double[] {day, ABSENT}));
                readings.add(new Reading("b", 3 * day, new double[] {ABSENT, 2 * day}));
            }
        }
        HistoryBuilder ordered = new HistoryBuilder(2);
        readings.forEach(ordered::add);
        Collections.shuffle(readings, new Random(seed));
        HistoryBuilder shuffled = new HistoryBuilder(2);
        readings.forEach(shuffled::add);
        for (History expected : ordered.build()) {
            History actual = shuffled.build().stream()
                    .filter(history -> history.key().equals(expected.key()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(expected.firstDay(), actual.firstDay(), "seed " + seed);
            assertArrayEquals(expected.values(), actual.values(), "seed " + seed);
        }
        History a = ordered.build().get(0);
        assertEquals(-40, a.firstDay());
        assertEquals(59, a.lastDay());
        assertTrue(Double.isNaN(a.value(7, 0)), "a gap");
        assertEquals(8, a.value(8, 0));
        assertTrue(Double.isNaN(a.value(100, 0)), "outside");
    }

    @Test
    void mergesReadingsOfOneDay() {
        HistoryBuilder builder = new HistoryBuilder(2);
        builder.add(new Reading("a", 5, new double[] {1, ABSENT}));
        builder.add(new Reading("a", 5, new double[] {ABSENT, 2}));
        builder.add(new Reading("a", 5, new double[] {3, ABSENT}));
        assertArrayEquals(new double[] {3, 2}, builder.build().get(0).values());
    }

    @Test
    void refusesDaysThatCannotBelongTogether() {
        HistoryBuilder builder = new HistoryBuilder(1);
        builder.add(new Reading("a", 0, new double[] {1}));
        builder.add(new Reading("a", 3_000_000, new double[] {1}));
        String message =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.contains("'a'") && message.contains("3000001"), message);
        builder.add(new Reading("a", Integer.MIN_VALUE, new double[] {1}));
        assertThrows(IllegalArgumentException.class, builder::build);
    }

    @Test
    void comesInTheOrderOfTheKeys() {
        HistoryBuilder builder = new HistoryBuilder(1);
        for (String key : List.of("b", "c", "a")) {
            builder.add(new Reading(key, 0, new double[] {1}));
        }
        assertEquals(
                List.of("a", "b", "c"),
                builder.build().stream().map(History::key).toList());
    }

    /** Moving a window on day by day ends in the same window as building it at once. */
    @Test
    void advancesToTheWindowItBuilds() {
        double[] values = new double[2 * 50];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 11 == 0 ? ABSENT : i;
        }
        History history = new History("a", 100, 2, values);
        SlidingWindow moving = history.windowAt(100, 10, 4, 1);
        for (int day = 101; day < 150; day++) {
            history.advance(moving);
            SlidingWindow built = history.windowAt(day, 10, 4, 1);
            assertEquals(day, moving.newestDay());
            assertArrayEquals(built.snapshot().values(), moving.snapshot().values(), "day " + day);
            assertTrue(Double.isNaN(moving.value(day + 1, 0)), "no target from the future");
            assertEquals(history.value(day + 1, 1), moving.value(day + 1, 1), "covariates are known in advance");
        }
    }
}
