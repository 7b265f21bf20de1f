package io.undercurrent.reconciliation.continuous;

import java.util.List;

/**
 * What came of a look at the forecasts of a connected part of a hierarchy.
 *
 * @param written different forecasts
 * @param revised of these, those that replace one from the same origin
 * @param incomplete origins that did not wait any longer for all series
 * @param missing series without a forecast from the newest of these origins; empty if there are none
 */
public record SettledSums(int written, int revised, int incomplete, List<String> missing) {

    public SettledSums {
        missing = List.copyOf(missing);
    }
}
