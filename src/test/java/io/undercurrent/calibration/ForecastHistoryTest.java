package io.undercurrent.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ForecastHistoryTest {

    private static final int LATENESS = 5;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final ForecastRows rows = new ForecastRows(2, 3, 4);

    /** What is held of an origin. */
    private record Held(short[] forecast, float[] learnt, String model) {}

    /** Days come in order, late, again, and after gaps, so that slots are taken again, moved, and become more. */
    @Test
    void holdsWhatAMapWouldHold() {
        for (int round = 0; round < 50; round++) {
            ForecastHistory history = new ForecastHistory(rows);
            TreeMap<Integer, Held> expected = new TreeMap<>();
            int newest = 20_000;
            for (int step = 0; step < 60; step++) {
                int day = random.nextInt(3) > 0 ? newest + 1 + random.nextInt(2) : newest - random.nextInt(LATENESS);
                newest = Math.max(newest, day);
                Held held = new Held(forecast(), floats(7), "m" + random.nextInt(2));
                history.put(day, held.forecast(), held.learnt(), held.model());
                expected.put(day, held);
                if (random.nextInt(4) == 0) {
                    Held again = new Held(forecast(), held.learnt(), "m2");
                    history.put(day, again.forecast(), null, again.model());
                    expected.put(day, again);
                }
                ForecastHistory before = history.copy();
                forget(history, expected, newest - LATENESS);
                assertHolds(expected, history);
                history = random.nextBoolean() ? history : history.copy();
                before.put(newest, forecast(), floats(7), "other");
                assertHolds(expected, history);
            }
        }
    }

    private void forget(ForecastHistory history, TreeMap<Integer, Held> expected, int firstDay) {
        history.forgetBefore(firstDay);
        Integer goneBackTo = expected.lowerKey(firstDay);
        while (goneBackTo != null
                && expected.firstKey() < goneBackTo
                && expected.firstKey() < firstDay - rows.horizon()) {
            expected.pollFirstEntry();
        }
        while (history.condensed() < history.before(firstDay)) {
            float[] correction = floats(3);
            int day = history.origin(history.condensed());
            history.condense(correction);
            expected.computeIfPresent(day, (key, held) -> new Held(held.forecast(), correction, held.model()));
        }
    }

    private void assertHolds(TreeMap<Integer, Held> expected, ForecastHistory history) {
        assertEquals(expected.size(), history.size(), "seed " + seed);
        int position = 0;
        for (Map.Entry<Integer, Held> held : expected.entrySet()) {
            String what = "origin " + position + " of " + history.size() + ", seed " + seed;
            assertEquals(held.getKey(), history.origin(position), what);
            assertArrayEquals(held.getValue().forecast(), history.forecast(position, 0), what);
            assertArrayEquals(held.getValue().learnt(), learnt(history, position), what);
            assertEquals(held.getValue().model(), history.model(position), what);
            position++;
        }
    }

    private static float[] learnt(ForecastHistory history, int position) {
        int at = history.learntAt(position);
        return Arrays.copyOfRange(history.learnt(), at, at + history.learntSize(position));
    }

    private short[] forecast() {
        short[] forecast = rows.newRows(0);
        for (int i = 0; i < forecast.length; i++) {
            forecast[i] = (short) random.nextInt();
        }
        return forecast;
    }

    private float[] floats(int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextFloat();
        }
        return floats;
    }
}
