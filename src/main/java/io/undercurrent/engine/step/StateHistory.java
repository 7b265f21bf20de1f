package io.undercurrent.engine.step;

import io.undercurrent.engine.window.WindowShape;
import java.util.Arrays;

/**
 * The hidden states of one series after some of its days. The network continues from the newest state, and steps again
 * from an earlier one when a day is late or corrected. The history keeps the newest state, the one before it (the
 * newest day is corrected most often), and those of days whose number is a multiple of seven, as far back as a reading
 * may be late. Which states are kept does not depend on the order of arrival.
 *
 * <p>States are held by reference and never written to here.
 */
public final class StateHistory {

    private static final int FIRST_CAPACITY = 6;

    private int[] days = new int[FIRST_CAPACITY];
    private float[][] states = new float[FIRST_CAPACITY][];
    private int size;
    private int waves;

    /** Number of states held. */
    public int size() {
        return size;
    }

    /** The day at {@code position}, oldest first. */
    public int day(int position) {
        return days[position];
    }

    /** The state after the day at {@code position}. */
    public float[] state(int position) {
        return states[position];
    }

    /** The latest day that has a state; before every day where none has. */
    long newest() {
        return size == 0 ? Long.MIN_VALUE : days[size - 1];
    }

    /** Position of the latest state of a day before {@code day}, or -1 if none is held. */
    int before(long day) {
        int position = size - 1;
        while (position >= 0 && days[position] >= day) {
            position--;
        }
        return position;
    }

    /** The state after {@code day}; null if it is not held. */
    float[] stateOf(int day) {
        int position = before(day + 1L);
        return position >= 0 && days[position] == day ? states[position] : null;
    }

    /**
     * Adds the state after {@code day}. Older states of that day and later days are no longer valid and are dropped.
     */
    public void record(int day, float[] state) {
        dropFrom(day);
        if (size == days.length) {
            days = Arrays.copyOf(days, 2 * size);
            states = Arrays.copyOf(states, 2 * size);
        }
        days[size] = day;
        states[size++] = state;
    }

    /** Drops the states of {@code day} and later days. */
    public void dropFrom(int day) {
        keep(before(day) + 1);
    }

    /**
     * Drops states that need not be kept.
     *
     * @param openFrom the first day that may still change
     */
    void thin(int openFrom) {
        int newest = size - 1;
        if (newest < 0) {
            return;
        }
        // Of the states before the oldest day that may still change, only the latest is needed.
        int oldest = Math.max(0, before(openFrom));
        int kept = 0;
        for (int position = oldest; position <= newest; position++) {
            if (position == oldest
                    || position >= newest - 1
                    || Math.floorMod(days[position], WindowShape.STRIDE) == 0) {
                days[kept] = days[position];
                states[kept++] = states[position];
            }
        }
        keep(kept);
        // A history that was warmed up held many for a moment.
        if (days.length > 2 * Math.max(FIRST_CAPACITY, size)) {
            days = Arrays.copyOf(days, Math.max(FIRST_CAPACITY, size));
            states = Arrays.copyOf(states, days.length);
        }
    }

    /** Number of the next step that a bundle makes from these states: each waits for the one before. */
    int nextWave() {
        return waves++;
    }

    /** The bundle has run. */
    void endWaves() {
        waves = 0;
    }

    /** States that change independently of these. */
    StateHistory copy() {
        StateHistory copy = new StateHistory();
        for (int i = 0; i < size; i++) {
            copy.record(days[i], states[i]);
        }
        return copy;
    }

    /** Drops all but the oldest {@code count}. */
    private void keep(int count) {
        Arrays.fill(states, count, size, null);
        size = count;
    }
}
