package io.undercurrent.nn.matrix;

import java.util.ArrayList;
import java.util.List;

/** Factors in native memory. */
final class BlasFactors implements Factors {

    private final Matrix rows;
    private final List<BlasProduct> products = new ArrayList<>();

    BlasFactors(int rows, int width) {
        this.rows = new Matrix(rows, width);
    }

    @Override
    public Product product(int from, int count, int units) {
        BlasProduct product = new BlasProduct(rows.columns(from, count), units);
        products.add(product);
        return product;
    }

    @Override
    public void take(float[] values, int offset, int count) {
        rows.put(0, values, offset, count * rows.columns());
    }

    @Override
    public void close() {
        products.forEach(BlasProduct::close);
        rows.close();
    }
}
