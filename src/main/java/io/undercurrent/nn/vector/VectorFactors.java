package io.undercurrent.nn.vector;

import io.undercurrent.nn.matrix.Factors;
import io.undercurrent.nn.matrix.Product;

/** The rows without a copy: products read the array that was taken in last. */
final class VectorFactors implements Factors {

    private final int width;
    private float[] values = {};
    private int offset;
    private int rows;

    VectorFactors(int width) {
        this.width = width;
    }

    @Override
    public Product product(int from, int count, int units) {
        return new VectorProduct(this, from, count, units);
    }

    @Override
    public void take(float[] source, int at, int count) {
        values = source;
        offset = at;
        rows = count;
    }

    int width() {
        return width;
    }

    float[] values() {
        return values;
    }

    int offset() {
        return offset;
    }

    int rows() {
        return rows;
    }

    @Override
    public void close() {}
}
