package io.undercurrent.engine.step;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;

/**
 * The hidden states of one series, of each model that may still be asked for a forecast: of one, as a rule. Plain arrays, since each
 * object on the way to a state is fetched from memory once a reading.
 */
public final class SeriesStates {

    private StateOwner[] owners = new StateOwner[1];
    private StateHistory[] histories = new StateHistory[1];
    private int size;

    /** Number of models. */
    public int size() {
        return size;
    }

    public StateOwner owner(int position) {
        return owners[position];
    }

    public StateHistory history(int position) {
        return histories[position];
    }

    /** Takes in the states of a model that has none here. */
    public void add(StateOwner owner, StateHistory history) {
        if (size == owners.length) {
            owners = Arrays.copyOf(owners, 1 + size);
            histories = Arrays.copyOf(histories, 1 + size);
        }
        owners[size] = owner;
        histories[size++] = history;
    }

    /** Those of a model; null where there are none. */
    StateHistory of(StateOwner owner) {
        for (int position = 0; position < size; position++) {
            if (owners[position].equals(owner)) {
                return histories[position];
            }
        }
        return null;
    }

    /** Says whose the states are that an earlier release kept. */
    public void nameUnnamed(StateOwner owner) {
        for (int position = 0; position < size; position++) {
            owners[position] = owners[position].equals(StateOwner.UNNAMED) ? owner : owners[position];
        }
    }

    /** Drops the states of all other models, as soon as there are some of these. Returns whether there were others. */
    boolean retain(Collection<StateOwner> needed) {
        if (Collections.disjoint(Arrays.asList(owners).subList(0, size), needed)) {
            return false;
        }
        int before = size;
        int kept = 0;
        for (int position = 0; position < before; position++) {
            if (needed.contains(owners[position])) {
                owners[kept] = owners[position];
                histories[kept++] = histories[position];
            }
        }
        Arrays.fill(owners, kept, before, null);
        Arrays.fill(histories, kept, before, null);
        size = kept;
        return size < before;
    }

    /** The bundle that these took part in has run. */
    void endWaves() {
        for (int position = 0; position < size; position++) {
            histories[position].endWaves();
        }
    }

    /** States that change independently of these. */
    public SeriesStates copy() {
        SeriesStates copy = new SeriesStates();
        for (int i = 0; i < size; i++) {
            copy.add(owner(i), history(i).copy());
        }
        return copy;
    }
}
