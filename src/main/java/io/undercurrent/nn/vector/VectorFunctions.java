package io.undercurrent.nn.vector;

import static io.undercurrent.nn.vector.Lanes.COUNT;
import static io.undercurrent.nn.vector.Lanes.SPECIES;

import io.undercurrent.nn.matrix.Functions;
import io.undercurrent.nn.matrix.Rational;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The arithmetic of {@link Rational} in vectors; elements that do not fill a vector are computed one by one.
 *
 * <p>No method takes or returns a vector. The JIT compiler may compile such a method by itself before the loop that calls it. From then
 * on it does not inline it, and each vector that is passed becomes an object. So each rational function stands in one loop, and the
 * gates call the loops one after another; their arrays are those of a tile, which stay in the first-level cache.
 */
final class VectorFunctions implements Functions {

    @Override
    public void tanh(float[] values, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            FloatVector most = FloatVector.broadcast(SPECIES, Rational.FLAT);
            FloatVector least = FloatVector.broadcast(SPECIES, -Rational.FLAT);
            // Two comparisons are faster than minimum and maximum, which must respect the sign of zeros. NaN stays NaN.
            FloatVector y = FloatVector.fromArray(SPECIES, values, k);
            y = y.blend(most, y.compare(VectorOperators.GT, most));
            y = y.blend(least, y.compare(VectorOperators.LT, least));
            FloatVector square = y.mul(y);
            FloatVector p = FloatVector.broadcast(SPECIES, Rational.P4);
            p = p.fma(square, FloatVector.broadcast(SPECIES, Rational.P3));
            p = p.fma(square, FloatVector.broadcast(SPECIES, Rational.P2));
            p = p.fma(square, FloatVector.broadcast(SPECIES, Rational.P1));
            p = p.fma(square, FloatVector.broadcast(SPECIES, 1));
            FloatVector q = FloatVector.broadcast(SPECIES, Rational.Q4);
            q = q.fma(square, FloatVector.broadcast(SPECIES, Rational.Q3));
            q = q.fma(square, FloatVector.broadcast(SPECIES, Rational.Q2));
            q = q.fma(square, FloatVector.broadcast(SPECIES, Rational.Q1));
            q = q.fma(square, FloatVector.broadcast(SPECIES, 1));
            y.mul(p).div(q).intoArray(values, k);
        }
        for (; k < count; k++) {
            values[k] = Rational.tanh(values[k]);
        }
    }

    @Override
    public void sigmoid(float[] values, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            FloatVector most = FloatVector.broadcast(SPECIES, 2 * Rational.FLAT);
            FloatVector least = FloatVector.broadcast(SPECIES, -2 * Rational.FLAT);
            FloatVector y = FloatVector.fromArray(SPECIES, values, k);
            y = y.blend(most, y.compare(VectorOperators.GT, most));
            y = y.blend(least, y.compare(VectorOperators.LT, least));
            FloatVector square = y.mul(y);
            FloatVector p = FloatVector.broadcast(SPECIES, Rational.P4 / 1024);
            p = p.fma(square, FloatVector.broadcast(SPECIES, Rational.P3 / 256));
            p = p.fma(square, FloatVector.broadcast(SPECIES, Rational.P2 / 64));
            p = p.fma(square, FloatVector.broadcast(SPECIES, Rational.P1 / 16));
            p = p.fma(square, FloatVector.broadcast(SPECIES, 1 / 4f));
            FloatVector q = FloatVector.broadcast(SPECIES, Rational.Q4 / 256);
            q = q.fma(square, FloatVector.broadcast(SPECIES, Rational.Q3 / 64));
            q = q.fma(square, FloatVector.broadcast(SPECIES, Rational.Q2 / 16));
            q = q.fma(square, FloatVector.broadcast(SPECIES, Rational.Q1 / 4));
            q = q.fma(square, FloatVector.broadcast(SPECIES, 1));
            y.mul(p).div(q).add(FloatVector.broadcast(SPECIES, 0.5f)).intoArray(values, k);
        }
        for (; k < count; k++) {
            values[k] = Rational.sigmoid(values[k]);
        }
    }

    @Override
    public void gru(float[] z, float[] r, float[] n, float[] b, float[] before, float[] after, int count) {
        sigmoid(z, count);
        sigmoid(r, count);
        addProduct(r, b, n, count);
        tanh(n, count);
        update(z, n, before, after, count);
    }

    /** n = n + r ⊙ b */
    private static void addProduct(float[] r, float[] b, float[] n, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            FloatVector sum = FloatVector.fromArray(SPECIES, n, k);
            FloatVector factor = FloatVector.fromArray(SPECIES, b, k);
            FloatVector.fromArray(SPECIES, r, k).fma(factor, sum).intoArray(n, k);
        }
        for (; k < count; k++) {
            n[k] = Math.fma(r[k], b[k], n[k]);
        }
    }

    /** after = z ⊙ before + (1 − z) ⊙ n, with one product less. */
    private static void update(float[] z, float[] n, float[] before, float[] after, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            FloatVector proposed = FloatVector.fromArray(SPECIES, n, k);
            FloatVector change = FloatVector.fromArray(SPECIES, before, k).sub(proposed);
            FloatVector.fromArray(SPECIES, z, k).fma(change, proposed).intoArray(after, k);
        }
        for (; k < count; k++) {
            after[k] = Math.fma(z[k], before[k] - n[k], n[k]);
        }
    }

    @Override
    public void lstm(float[][] gates, float[] before, float[] after, float[] h, int count) {
        sigmoid(gates[0], count);
        sigmoid(gates[1], count);
        tanh(gates[2], count);
        sigmoid(gates[3], count);
        remember(gates[1], before, gates[0], gates[2], after, gates[4], count);
        tanh(gates[4], count);
        show(gates[3], gates[4], h, count);
    }

    /** after = f ⊙ before + i ⊙ g, in {@code copy} too. */
    private static void remember(
            float[] f, float[] before, float[] i, float[] g, float[] after, float[] copy, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            FloatVector added = FloatVector.fromArray(SPECIES, i, k).mul(FloatVector.fromArray(SPECIES, g, k));
            FloatVector kept = FloatVector.fromArray(SPECIES, before, k);
            FloatVector sum = FloatVector.fromArray(SPECIES, f, k).fma(kept, added);
            sum.intoArray(after, k);
            sum.intoArray(copy, k);
        }
        for (; k < count; k++) {
            after[k] = Math.fma(f[k], before[k], i[k] * g[k]);
            copy[k] = after[k];
        }
    }

    /** h = o ⊙ s */
    private static void show(float[] o, float[] s, float[] h, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            FloatVector seen = FloatVector.fromArray(SPECIES, s, k);
            FloatVector.fromArray(SPECIES, o, k).mul(seen).intoArray(h, k);
        }
        for (; k < count; k++) {
            h[k] = o[k] * s[k];
        }
    }

    @Override
    public void laggedProducts(float[] a, float[] b, int first, int count, double[] sums) {
        LaggedProducts.sum(a, b, first, count, sums);
    }
}
