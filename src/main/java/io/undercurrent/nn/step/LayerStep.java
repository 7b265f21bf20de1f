package io.undercurrent.nn.step;

/**
 * The working memory of one layer for a tile of rows, by products that treat its rows alike: the sums of a row are added up in the
 * same order wherever in the tile it stands, and whatever stands beside it.
 */
sealed interface LayerStep extends AutoCloseable permits DenseStep, ScalingStep, ActivationStep, StateStep {

    /**
     * Rows of a tile: the lanes of the widest vectors. Where rows lie along them OpenBLAS's kernels for AVX2 (Haswell, Zen) treat the
     * first and the last eight in another way than those between, so that with 32 rows the place of a row shows in its last
     * bits; with 16 there is nothing between. Larger tiles were not faster either.
     */
    int TILE = 16;

    /** Where the inputs of each row have to be written before a step. */
    TileRows inputs();

    /**
     * One timestep, or one vector.
     *
     * @param rows the first so many of the tile
     */
    void step(int rows);

    /** Where the outputs of each row stand after a step. */
    TileRows outputs();

    @Override
    void close();
}
