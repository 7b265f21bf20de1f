package io.undercurrent.nn.matrix;

import java.util.Arrays;

/** Outer products of factors copied to native memory; missing rows count as zeros. */
final class BlasOuterProduct implements OuterProduct {

    private final Matrix x;
    private final Matrix y;
    private final Matrix sums;
    private final float[] copy;
    private final float[] part;

    BlasOuterProduct(int rows, int features, int units) {
        this.x = new Matrix(rows, features);
        this.y = new Matrix(rows, units);
        this.sums = new Matrix(features, units);
        this.part = new float[features * units];
        this.copy = new float[rows * Math.max(features, units)];
    }

    @Override
    public void addTo(float[] target, int offset, int rows, Columns from, Columns to) {
        put(rows, from, x);
        put(rows, to, y);
        Matrix.multiplyTransposedFirst(x, y, 0, sums);
        sums.get(0, part, 0, part.length);
        for (int i = 0; i < part.length; i++) {
            target[offset + i] += part[i];
        }
    }

    private void put(int rows, Columns source, Matrix target) {
        int width = target.columns();
        for (int row = 0; row < rows; row++) {
            System.arraycopy(source.values(), source.offset() + row * source.stride(), copy, row * width, width);
        }
        Arrays.fill(copy, rows * width, target.rows() * width, 0);
        target.put(0, copy, 0, target.rows() * width);
    }

    @Override
    public void close() {
        x.close();
        y.close();
        sums.close();
    }
}
