package io.undercurrent.engine.step;

import io.undercurrent.engine.window.WindowShape;
import java.util.Arrays;

/**
 * The hidden state of one series after some of its days. From the newest the network goes on; from an earlier one it steps
 * again what a late or corrected day changed. Few are kept: the newest, the one before it, since the newest day is what is
 * corrected most, and every seventh day as far back as a reading may be late, by the number of the day, so that series
 * keep the same days whatever the order in which theirs came.
 *
 * <p>States are held by reference and never written to here.
 */
public final class StateHistory {

    private static final int FIRST_CAPACITY = 6;

    private int[] days = new int[FIRST_CAPACITY];
    private float[][] states = new float[FIRST_CAPACITY][];
    private int size;
    private int waves;

    /** Number of days whose state is held. */
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

    /** Position of the latest state of a day before {@code day}, or -1 where none is held. */
    int before(long day) {
        int position = size - 1;
        while (position >= 0 && days[position] >= day) {
            position--;
        }
        return position;
    }

    /** The state after {@code day}; null where it is not held. */
    float[] stateOf(int day) {
        int position = before(day + 1L);
        return position >= 0 && days[position] == day ? states[position] : null;
    }

    /** Takes in the state after {@code day}. States of that day and of later ones no longer hold and are dropped. */
    public void record(int day, float[] state) {
        dropFrom(day);
        if (size == days.length) {
            days = Arrays.copyOf(days, 2 * size);
            states = Arrays.copyOf(states, 2 * size);
        }
        days[size] = day;
        states[size++] = state;
    }

    /** Drops the states of {@code day} and later ones. */
    public void dropFrom(int day) {
        keep(before(day) + 1);
    }

    /**
     * Drops what is not worth keeping.
     *
     * @param openFrom the first day that may still change
     */
    void thin(int openFrom) {
        int newest = size - 1;
        if (newest < 0) {
            return;
        }
        // Of the states before the oldest day that may still change, the latest will do.
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
