package io.undercurrent.nn.step;

/** The working memory of a layer with state: it holds the states of the tile's rows. */
sealed interface StateStep extends LayerStep permits RecurrentStep, ResetBeforeGruStep {

    /** Number of state values of a row. */
    int stateSize();

    /**
     * Loads the states of the first {@code rows} rows from {@code source}; row {@code r} begins at {@code source[offset
     * + r·stride]}.
     */
    void load(int rows, float[] source, int offset, int stride);

    /**
     * Stores the states of the first {@code rows} rows in {@code target}; row {@code r} begins at {@code target[offset
     * + r·stride]}.
     */
    void store(int rows, float[] target, int offset, int stride);
}
