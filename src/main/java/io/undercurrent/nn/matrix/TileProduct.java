package io.undercurrent.nn.matrix;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * y = x·kernel for the 16 rows x of a tile. A row has the same bits of y wherever in the tile it stands, and whatever stands beside
 * it.
 *
 * <p>There are two ways. With units along the lanes of the vector instructions y comes out as it is wanted, and OpenBLAS's kernels for
 * AVX-512 work at their best. But those for AVX2 (Haswell, Zen) then treat the first twelve rows in another way than the last four; with
 * the 16 rows along the lanes they treat all alike, and y has to be turned. Which way it takes, a product of this shape finds out
 * when it is made.
 */
public final class TileProduct implements AutoCloseable {

    /**
     * For AVX-512 OpenBLAS has routines that take small factors as they lie, twice as fast at this size as those that first copy them
     * into another order. They take products of up to a million multiplications.
     */
    private static final int SMALL = 1_000_000;

    /** Rows of a tile. */
    public static final int ROWS = 16;

    private final int units;
    private final Matrix kernel;
    private final Matrix x;
    /** y, or yᵀ if it has to be turned. */
    private final Matrix product;
    /** yᵀ on its way to y; empty if y need not be turned. */
    private final float[] lanes;

    /**
     * @param x (16 × features), read by each {@link #run}
     * @param kernel row-major (features × units)
     */
    public TileProduct(Matrix x, float[] kernel) {
        this.units = kernel.length / x.columns();
        this.x = x;
        this.kernel = new Matrix(x.columns(), units);
        this.kernel.put(0, kernel, 0, kernel.length);
        boolean alike = treatsRowsAlike(x.columns(), units);
        this.product = alike ? new Matrix(ROWS, units) : new Matrix(units, ROWS);
        this.lanes = new float[alike ? 0 : ROWS * units];
    }

    /** How many units a product of so many features should have at most, a multiple of 16. */
    public static int mostUnits(int features) {
        return Math.max(1, SMALL / ROWS / features / ROWS) * ROWS;
    }

    /** Whether a row in all 16 places has the same image in all of them, to the last bit. */
    private static boolean treatsRowsAlike(int features, int units) {
        SplittableRandom random = new SplittableRandom(1);
        float[] weights = random(random, features * units);
        float[] row = random(random, features);
        try (Matrix kernel = new Matrix(features, units);
                Matrix rows = new Matrix(ROWS, features);
                Matrix images = new Matrix(ROWS, units)) {
            kernel.put(0, weights, 0, weights.length);
            for (int place = 0; place < ROWS; place++) {
                rows.put(place, row, 0, features);
            }
            Matrix.multiply(rows, kernel, 0, images);
            float[] first = new float[units];
            float[] other = new float[units];
            images.get(0, first, 0, units);
            for (int place = 1; place < ROWS; place++) {
                images.get(place, other, 0, units);
                if (!Arrays.equals(first, other)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static float[] random(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * (float) random.nextDouble() - 1;
        }
        return values;
    }

    /** @param y receives (16 × units) */
    public void run(float[] y) {
        if (lanes.length == 0) {
            Matrix.multiply(x, kernel, 0, product);
            product.get(0, y, 0, ROWS * units);
        } else {
            Matrix.multiplyTransposed(kernel, x, product);
            product.get(0, lanes, 0, lanes.length);
            turn(lanes, y);
        }
    }

    /** From (units × 16) to (16 × units). */
    private static void turn(float[] lanes, float[] y) {
        int units = lanes.length / ROWS;
        for (int row = 0; row < ROWS; row++) {
            int to = row * units;
            for (int j = 0; j < units; j++) {
                y[to + j] = lanes[j * ROWS + row];
            }
        }
    }

    /** Gives its memory back, but not that of x. */
    @Override
    public void close() {
        kernel.close();
        product.close();
    }
}
