package io.undercurrent.nn.step;

/** The working memory of a layer with memory: the states of the rows of the tile are in it. */
sealed interface StateStep extends LayerStep permits RecurrentStep, ResetBeforeGruStep {

    /** Values of state of a row. */
    int stateSize();

    /** Takes the states of the first rows from {@code source}, where they begin {@code stride} apart. */
    void load(int rows, float[] source, int offset, int stride);

    /** Copies the states of the first rows to {@code target}, where they begin {@code stride} apart. */
    void store(int rows, float[] target, int offset, int stride);
}
