package io.undercurrent.nn.matrix;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * y = x·kernel by OpenBLAS, always computed for all rows allocated. A row's result is the same to the bit wherever the
 * row is in its tile and whatever the other rows hold.
 *
 * <p>There are two ways. With units along the lanes of the vector instructions, y needs no transposing, and OpenBLAS's
 * kernels for AVX-512 are fastest. But its kernels for AVX2 (Haswell, Zen) then compute the first twelve rows
 * differently from the last four. With the 16 rows of a tile along the lanes they compute all rows alike, and y must be
 * transposed. The constructor tests which way this shape needs. Products of more rows than a tile need no such
 * guarantee.
 */
final class BlasProduct implements Product, AutoCloseable {

    /** Rows of a tile, which are all computed alike. */
    static final int TILE = 16;

    private final int units;
    private final Matrix kernel;
    private final float[] kernelRows;
    private final Matrix x;
    /** y, or yᵀ if it must be transposed. */
    private final Matrix product;
    /** Buffer for yᵀ before it is transposed; empty if not needed. */
    private final float[] lanes;

    /**
     * @param x (rows × features), read by each {@link #run}
     */
    BlasProduct(Matrix x, int units) {
        this.units = units;
        this.x = x;
        this.kernel = new Matrix(x.columns(), units);
        this.kernelRows = new float[x.columns() * units];
        boolean turned = x.rows() == TILE && !treatsRowsAlike(x.columns(), units);
        this.product = turned ? new Matrix(units, TILE) : new Matrix(x.rows(), units);
        this.lanes = new float[turned ? TILE * units : 0];
    }

    /** Whether the same row gives the same result, to the last bit, at every place of a tile. */
    private static boolean treatsRowsAlike(int features, int units) {
        SplittableRandom random = new SplittableRandom(1);
        float[] weights = random(random, features * units);
        float[] row = random(random, features);
        try (Matrix kernel = new Matrix(features, units);
                Matrix rows = new Matrix(TILE, features);
                Matrix images = new Matrix(TILE, units)) {
            kernel.put(0, weights, 0, weights.length);
            for (int place = 0; place < TILE; place++) {
                rows.put(place, row, 0, features);
            }
            Matrix.multiply(rows, kernel, 0, images);
            float[] first = new float[units];
            float[] other = new float[units];
            images.get(0, first, 0, units);
            for (int place = 1; place < TILE; place++) {
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

    @Override
    public void putKernel(float[] values, int offset, int stride) {
        for (int row = 0; row < x.columns(); row++) {
            System.arraycopy(values, offset + row * stride, kernelRows, row * units, units);
        }
        kernel.put(0, kernelRows, 0, kernelRows.length);
    }

    @Override
    public void run(float[] y) {
        if (lanes.length == 0) {
            Matrix.multiply(x, kernel, 0, product);
            product.get(0, y, 0, x.rows() * units);
        } else {
            Matrix.multiplyTransposed(kernel, x, product);
            product.get(0, lanes, 0, lanes.length);
            turn(lanes, y);
        }
    }

    /** Transposes (units × 16) to (16 × units). */
    private static void turn(float[] lanes, float[] y) {
        int units = lanes.length / TILE;
        for (int row = 0; row < TILE; row++) {
            int to = row * units;
            for (int j = 0; j < units; j++) {
                y[to + j] = lanes[j * TILE + row];
            }
        }
    }

    /** Frees its memory, but not that of x. */
    @Override
    public void close() {
        kernel.close();
        product.close();
    }
}
