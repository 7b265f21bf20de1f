package io.undercurrent.nn.matrix;

/**
 * y = (x·kernel)ᵀ for the 16 rows x of a tile: they come in one behind the other and go out side by side, along the lanes of the
 * vector instructions, without being turned in between.
 */
public final class TileProduct implements AutoCloseable {

    /**
     * For AVX-512 OpenBLAS has routines that take small factors as they lie, twice as fast at this size as those that first copy them
     * into another order. They take products of up to a million multiplications.
     */
    private static final int SMALL = 1_000_000;

    private static final int ROWS = 16;

    private final Matrix kernel;
    private final Matrix x;
    private final Matrix y;

    /**
     * @param x (16 × features), read by each {@link #run}
     * @param kernel row-major (features × units)
     * @param y (units × 16), written by each {@link #run}
     */
    public TileProduct(Matrix x, float[] kernel, Matrix y) {
        this.x = x;
        this.y = y;
        this.kernel = new Matrix(x.columns(), y.rows());
        this.kernel.put(0, kernel, 0, kernel.length);
    }

    /**
     * How many units a product should have at most, a multiple of 16.
     *
     * @param multiplications for each row and unit
     */
    public static int mostUnits(int multiplications) {
        return Math.max(1, SMALL / ROWS / multiplications / ROWS) * ROWS;
    }

    public void run() {
        Matrix.multiplyTransposed(kernel, x, y);
    }

    /** Gives the kernel's memory back, but not that of x and y. */
    @Override
    public void close() {
        kernel.close();
    }
}
