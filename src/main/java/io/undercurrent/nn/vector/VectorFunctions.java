package io.undercurrent.nn.vector;

import static io.undercurrent.nn.vector.Lanes.COUNT;
import static io.undercurrent.nn.vector.Lanes.SPECIES;

import io.undercurrent.nn.matrix.Functions;
import io.undercurrent.nn.matrix.Rational;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The arithmetic of {@link Rational} in vectors; elements that do not fill a vector are computed one by one. Each loop
 * calls one such function: with two the JIT compiler does not inline everything, and a vector passed to a method that
 * is not inlined is an object.
 */
final class VectorFunctions implements Functions {

    @Override
    public void tanh(float[] values, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            tanh(at(values, k)).intoArray(values, k);
        }
        for (; k < count; k++) {
            values[k] = Rational.tanh(values[k]);
        }
    }

    @Override
    public void sigmoid(float[] values, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            sigmoid(at(values, k)).intoArray(values, k);
        }
        for (; k < count; k++) {
            values[k] = Rational.sigmoid(values[k]);
        }
    }

    @Override
    public void gru(float[] z, float[] r, float[] n, float[] b, float[] before, float[] after, int count) {
        sigmoid(z, count);
        sigmoid(r, count);
        propose(r, b, n, count);
        update(z, n, before, after, count);
    }

    /** n = tanh(n + r ⊙ b) */
    private static void propose(float[] r, float[] b, float[] n, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            FloatVector sum = at(r, k).fma(at(b, k), at(n, k));
            tanh(sum).intoArray(n, k);
        }
        for (; k < count; k++) {
            n[k] = Rational.tanh(Math.fma(r[k], b[k], n[k]));
        }
    }

    /** after = z ⊙ before + (1 − z) ⊙ n, with one product less. */
    private static void update(float[] z, float[] n, float[] before, float[] after, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            FloatVector proposed = at(n, k);
            at(z, k).fma(at(before, k).sub(proposed), proposed).intoArray(after, k);
        }
        for (; k < count; k++) {
            after[k] = Math.fma(z[k], before[k] - n[k], n[k]);
        }
    }

    @Override
    public void lstm(float[][] gates, float[] before, float[] after, float[] h, int count) {
        sigmoid(gates[0], count);
        sigmoid(gates[1], count);
        sigmoid(gates[3], count);
        remember(gates[1], before, gates[0], gates[2], after, count);
        show(after, gates[3], gates[4], h, count);
    }

    /** g = tanh(g), after = f ⊙ before + i ⊙ g */
    private static void remember(float[] f, float[] before, float[] i, float[] g, float[] after, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            FloatVector candidate = tanh(at(g, k));
            candidate.intoArray(g, k);
            at(f, k).fma(at(before, k), at(i, k).mul(candidate)).intoArray(after, k);
        }
        for (; k < count; k++) {
            g[k] = Rational.tanh(g[k]);
            after[k] = Math.fma(f[k], before[k], i[k] * g[k]);
        }
    }

    /** s = tanh(c), h = o ⊙ s */
    private static void show(float[] c, float[] o, float[] s, float[] h, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            FloatVector seen = tanh(at(c, k));
            seen.intoArray(s, k);
            at(o, k).mul(seen).intoArray(h, k);
        }
        for (; k < count; k++) {
            s[k] = Rational.tanh(c[k]);
            h[k] = o[k] * s[k];
        }
    }

    @Override
    public void laggedProducts(float[] a, float[] b, int first, int count, double[] sums) {
        LaggedProducts.sum(a, b, first, count, sums);
    }

    private static FloatVector at(float[] values, int k) {
        return FloatVector.fromArray(SPECIES, values, k);
    }

    private static FloatVector tanh(FloatVector x) {
        FloatVector y = limited(x, Rational.FLAT);
        FloatVector square = y.mul(y);
        FloatVector p = all(Rational.P4).fma(square, all(Rational.P3));
        p = p.fma(square, all(Rational.P2));
        p = p.fma(square, all(Rational.P1));
        p = p.fma(square, all(1));
        FloatVector q = all(Rational.Q4).fma(square, all(Rational.Q3));
        q = q.fma(square, all(Rational.Q2));
        q = q.fma(square, all(Rational.Q1));
        q = q.fma(square, all(1));
        return y.mul(p).div(q);
    }

    private static FloatVector sigmoid(FloatVector x) {
        FloatVector y = limited(x, 2 * Rational.FLAT);
        FloatVector square = y.mul(y);
        FloatVector p = all(Rational.P4 / 1024).fma(square, all(Rational.P3 / 256));
        p = p.fma(square, all(Rational.P2 / 64));
        p = p.fma(square, all(Rational.P1 / 16));
        p = p.fma(square, all(1 / 4f));
        FloatVector q = all(Rational.Q4 / 256).fma(square, all(Rational.Q3 / 64));
        q = q.fma(square, all(Rational.Q2 / 16));
        q = q.fma(square, all(Rational.Q1 / 4));
        q = q.fma(square, all(1));
        return y.mul(p).div(q).add(all(0.5f));
    }

    /**
     * Limits values to ±{@code most}. Two comparisons are faster than minimum and maximum, which must respect the sign
     * of zeros. NaN stays NaN.
     */
    private static FloatVector limited(FloatVector x, float most) {
        FloatVector above = x.blend(all(most), x.compare(VectorOperators.GT, all(most)));
        return above.blend(all(-most), above.compare(VectorOperators.LT, all(-most)));
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
