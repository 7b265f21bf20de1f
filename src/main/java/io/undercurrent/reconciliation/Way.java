package io.undercurrent.reconciliation;

/** How forecasts of several levels become one. */
public enum Way {
    BOTTOM_UP("bottom-up", "sums of the model's forecasts of the bottom series"),
    MINIMUM_TRACE("minimum-trace", "the model's forecasts of all levels, each with the weight of its own uncertainty");

    private final String label;
    private final String description;

    Way(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /** The name in reports and messages. */
    public String label() {
        return label;
    }

    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return label;
    }
}
