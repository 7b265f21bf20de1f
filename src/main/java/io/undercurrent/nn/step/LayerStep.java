package io.undercurrent.nn.step;

/**
 * The working memory of one layer for a tile of rows. A row's sums are added in the same order wherever the row is in
 * the tile and whatever the other rows hold.
 */
sealed interface LayerStep extends AutoCloseable permits DenseStep, ScalingStep, ActivationStep, StateStep {

    /**
     * Rows of a tile: the number of lanes of the widest vectors. With rows along the lanes, OpenBLAS's kernels for AVX2
     * (Haswell, Zen) compute the first and last eight rows differently from those between them. With 16 rows there are
     * none between; with 32 a row's last bits would depend on its place. Larger tiles were not faster.
     */
    int TILE = 16;

    /** Where to write the inputs of each row before a step. */
    TileRows inputs();

    /**
     * Runs one timestep, or one vector.
     *
     * @param rows number of rows used, from the first of the tile
     */
    void step(int rows);

    /** Where the outputs of each row are after a step. */
    TileRows outputs();

    @Override
    void close();
}
