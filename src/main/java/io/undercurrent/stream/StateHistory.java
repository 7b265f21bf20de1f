package io.undercurrent.stream;

import java.util.Arrays;

/**
 * The hidden state of one series after some of its days. The newest days are kept: after the newest day the network
 * goes on from it, and a correction of that day steps again from the state before it.
 *
 * <p>States are held by reference and never written to here.
 */
final class StateHistory {

    /** The newest day and the one before it. */
    private static final int KEPT = 2;

    private final int[] days = new int[KEPT];
    private final float[][] states = new float[KEPT][];
    private int size;

    /** Number of days whose state is held. */
    int size() {
        return size;
    }

    /** The day at {@code position}, oldest first. */
    int day(int position) {
        return days[position];
    }

    /** The state after the day at {@code position}. */
    float[] state(int position) {
        return states[position];
    }

    /** Position of the latest state of a day before {@code day}, or -1 where none is held. */
    int before(int day) {
        int position = size - 1;
        while (position >= 0 && days[position] >= day) {
            position--;
        }
        return position;
    }

    /** Takes in the state after {@code day}. States of that day and of later ones no longer hold and are dropped. */
    void record(int day, float[] state) {
        size = before(day) + 1;
        if (size == KEPT) {
            days[0] = days[1];
            states[0] = states[1];
            size--;
        }
        days[size] = day;
        states[size] = state;
        size++;
        for (int i = size; i < KEPT; i++) {
            states[i] = null;
        }
    }

    /** Drops all states: the series starts anew. */
    void clear() {
        size = 0;
        Arrays.fill(states, null);
    }
}
