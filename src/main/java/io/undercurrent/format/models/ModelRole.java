package io.undercurrent.format.models;

import io.undercurrent.series.Label;
import java.util.Arrays;

/** The place of a model in the topic of models, which holds one entry for each. */
public enum ModelRole {
    /** It is to forecast. */
    LIVE,
    /** It forecasts beside the live one, for comparison. */
    SHADOW,
    /** It was to forecast before, and can be made live again. */
    PREVIOUS;

    /**
     * The role with this label.
     *
     * @throws IllegalArgumentException if there is none
     */
    static ModelRole of(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("role: expected one of "
                        + Arrays.stream(values()).map(ModelRole::label).toList() + ", but got '" + label + "'"));
    }

    /** The name in messages, and the key of the entry. */
    public String label() {
        return Label.of(this);
    }
}
