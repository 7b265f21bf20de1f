package io.undercurrent.nn.vector;

import static io.undercurrent.nn.vector.Lanes.COUNT;
import static io.undercurrent.nn.vector.Lanes.SPECIES;

import io.undercurrent.nn.matrix.Functions;
import io.undercurrent.nn.matrix.Rational;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** All gates of a cell in one pass, in the arithmetic of {@link Rational}; what does not fill a vector, one by one. */
final class VectorFunctions implements Functions {

    @Override
    public void tanh(float[] values, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            tanh(FloatVector.fromArray(SPECIES, values, k)).intoArray(values, k);
        }
        for (; k < count; k++) {
            values[k] = Rational.tanh(values[k]);
        }
    }

    @Override
    public void sigmoid(float[] values, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            sigmoid(FloatVector.fromArray(SPECIES, values, k)).intoArray(values, k);
        }
        for (; k < count; k++) {
            values[k] = Rational.sigmoid(values[k]);
        }
    }

    @Override
    public void gru(float[] z, float[] r, float[] n, float[] b, float[] before, float[] after, int count) {
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            FloatVector update = sigmoid(FloatVector.fromArray(SPECIES, z, k));
            FloatVector reset = sigmoid(FloatVector.fromArray(SPECIES, r, k));
            FloatVector proposed = FloatVector.fromArray(SPECIES, n, k);
            proposed = tanh(reset.fma(FloatVector.fromArray(SPECIES, b, k), proposed));
            update.intoArray(z, k);
            reset.intoArray(r, k);
            proposed.intoArray(n, k);
            FloatVector kept = FloatVector.fromArray(SPECIES, before, k).sub(proposed);
            update.fma(kept, proposed).intoArray(after, k);
        }
        for (; k < count; k++) {
            z[k] = Rational.sigmoid(z[k]);
            r[k] = Rational.sigmoid(r[k]);
            n[k] = Rational.tanh(Math.fma(r[k], b[k], n[k]));
            after[k] = Math.fma(z[k], before[k] - n[k], n[k]);
        }
    }

    @Override
    public void lstm(float[][] gates, float[] before, float[] after, float[] h, int count) {
        float[] i = gates[0];
        float[] f = gates[1];
        float[] g = gates[2];
        float[] o = gates[3];
        float[] s = gates[4];
        int k = 0;
        for (; k <= count - COUNT; k += COUNT) {
            FloatVector input = sigmoid(FloatVector.fromArray(SPECIES, i, k));
            FloatVector forget = sigmoid(FloatVector.fromArray(SPECIES, f, k));
            FloatVector output = sigmoid(FloatVector.fromArray(SPECIES, o, k));
            FloatVector candidate = tanh(FloatVector.fromArray(SPECIES, g, k));
            input.intoArray(i, k);
            forget.intoArray(f, k);
            output.intoArray(o, k);
            candidate.intoArray(g, k);
            FloatVector cell = forget.fma(FloatVector.fromArray(SPECIES, before, k), input.mul(candidate));
            FloatVector seen = tanh(cell);
            cell.intoArray(after, k);
            seen.intoArray(s, k);
            output.mul(seen).intoArray(h, k);
        }
        for (; k < count; k++) {
            i[k] = Rational.sigmoid(i[k]);
            f[k] = Rational.sigmoid(f[k]);
            o[k] = Rational.sigmoid(o[k]);
            g[k] = Rational.tanh(g[k]);
            after[k] = Math.fma(f[k], before[k], i[k] * g[k]);
            s[k] = Rational.tanh(after[k]);
            h[k] = o[k] * s[k];
        }
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

    /** Two comparisons take less than minimum and maximum, which ask for the sign of zeros; both leave NaN as it is. */
    private static FloatVector limited(FloatVector x, float most) {
        FloatVector above = x.blend(all(most), x.compare(VectorOperators.GT, all(most)));
        return above.blend(all(-most), above.compare(VectorOperators.LT, all(-most)));
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
