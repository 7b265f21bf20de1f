package io.undercurrent.nn.vector;

import io.undercurrent.nn.matrix.OuterProduct;
import io.undercurrent.nn.matrix.Product;
import java.util.Arrays;

/**
 * Outer products as products with x transposed: some rows at a time, so that the panels of y stay in the first-level
 * cache.
 */
final class VectorOuterProduct implements OuterProduct {

    private static final int ROWS_AT_ONCE = 128;

    private final int features;
    private final int units;
    private final VectorFactors factors = new VectorFactors(ROWS_AT_ONCE);
    private final Product product;
    /** Some rows of x transposed, (features × rows), padded with zeros. */
    private final float[] turned;
    /** The same rows of y, padded with zeros. */
    private final float[] last;

    private final float[] part;

    VectorOuterProduct(int features, int units) {
        this.features = features;
        this.units = units;
        this.product = factors.product(0, ROWS_AT_ONCE, units);
        this.turned = new float[features * ROWS_AT_ONCE];
        this.last = new float[ROWS_AT_ONCE * units];
        this.part = new float[features * units];
    }

    @Override
    public void run(int rows, Columns x, Columns y, float[] sums) {
        Arrays.fill(sums, 0, features * units, 0);
        for (int first = 0; first < rows; first += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, rows - first);
            turn(x, first, count);
            if (count == ROWS_AT_ONCE) {
                product.putKernel(y.values(), y.offset() + first * y.stride(), y.stride());
            } else {
                putLast(y, first, count);
            }
            factors.take(turned, 0, features);
            product.run(part);
            for (int i = 0; i < part.length; i++) {
                sums[i] += part[i];
            }
        }
    }

    private void turn(Columns x, int first, int count) {
        for (int feature = 0; feature < features; feature++) {
            int from = x.offset() + first * x.stride() + feature;
            int to = feature * ROWS_AT_ONCE;
            for (int row = 0; row < count; row++) {
                turned[to + row] = x.values()[from + row * x.stride()];
            }
            Arrays.fill(turned, to + count, to + ROWS_AT_ONCE, 0);
        }
    }

    private void putLast(Columns y, int first, int count) {
        for (int row = 0; row < count; row++) {
            System.arraycopy(y.values(), y.offset() + (first + row) * y.stride(), last, row * units, units);
        }
        Arrays.fill(last, count * units, last.length, 0);
        product.putKernel(last, 0, units);
    }

    @Override
    public void close() {}
}
