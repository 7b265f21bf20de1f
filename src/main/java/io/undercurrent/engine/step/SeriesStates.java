package io.undercurrent.engine.step;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** The hidden states of one series, of each model that may still be asked for a forecast: of one, as a rule. */
public final class SeriesStates {

    private final List<StateOwner> owners = new ArrayList<>(1);
    private final List<StateHistory> histories = new ArrayList<>(1);

    /** Number of models. */
    public int size() {
        return owners.size();
    }

    public StateOwner owner(int position) {
        return owners.get(position);
    }

    public StateHistory history(int position) {
        return histories.get(position);
    }

    /** Takes in the states of a model that has none here. */
    public void add(StateOwner owner, StateHistory history) {
        owners.add(owner);
        histories.add(history);
    }

    /** Those of a model; null where there are none. */
    StateHistory of(StateOwner owner) {
        int position = owners.indexOf(owner);
        return position < 0 ? null : histories.get(position);
    }

    /** Says whose the states are that an earlier release kept. */
    public void nameUnnamed(StateOwner owner) {
        owners.replaceAll(known -> known.equals(StateOwner.UNNAMED) ? owner : known);
    }

    /** Drops the states of all other models, as soon as there are some of these. Returns whether there were others. */
    boolean retain(Collection<StateOwner> needed) {
        if (Collections.disjoint(owners, needed)) {
            return false;
        }
        int before = size();
        for (int position = owners.size() - 1; position >= 0; position--) {
            if (!needed.contains(owners.get(position))) {
                owners.remove(position);
                histories.remove(position);
            }
        }
        return size() < before;
    }

    /** The bundle that these took part in has run. */
    void endWaves() {
        histories.forEach(StateHistory::endWaves);
    }

    /** States that change independently of these. */
    public SeriesStates copy() {
        SeriesStates copy = new SeriesStates();
        for (int i = 0; i < size(); i++) {
            copy.add(owner(i), history(i).copy());
        }
        return copy;
    }
}
