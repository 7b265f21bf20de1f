package io.undercurrent.nn.vector;

import io.undercurrent.nn.matrix.PlainFunctions;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of lagged products for a vector of lags at once: each lane adds the same terms in the same order as the plain
 * loop.
 */
final class LaggedProducts {

    private static final VectorSpecies<Double> SUMS = DoubleVector.SPECIES_PREFERRED;
    private static final int LAGS = SUMS.length();
    private static final VectorSpecies<Float> FACTORS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(LAGS * Float.SIZE));

    private LaggedProducts() {}

    static void sum(float[] a, float[] b, int first, int count, double[] sums) {
        double[] parts = new double[4 * LAGS];
        for (int from = 0; from < count; from += LAGS) {
            int lag = first + from;
            int common = Math.max(0, (a.length - lag - LAGS + 1) / 4 * 4);
            sumCommon(a, b, lag, common, parts);
            for (int i = 0; i < Math.min(LAGS, count - from); i++) {
                sums[from + i] = PlainFunctions.laggedProducts(
                        a, b, lag + i, common, parts[i], parts[LAGS + i], parts[2 * LAGS + i], parts[3 * LAGS + i]);
            }
        }
    }

    /** The sums of a vector of lags over the first positions of {@code b}, which are common to all of these lags. */
    private static void sumCommon(float[] a, float[] b, int lag, int common, double[] parts) {
        DoubleVector sum0 = DoubleVector.zero(SUMS);
        DoubleVector sum1 = DoubleVector.zero(SUMS);
        DoubleVector sum2 = DoubleVector.zero(SUMS);
        DoubleVector sum3 = DoubleVector.zero(SUMS);
        for (int j = 0; j < common; j += 4) {
            sum0 = sum0.add(product(a, j + lag, b[j]));
            sum1 = sum1.add(product(a, j + 1 + lag, b[j + 1]));
            sum2 = sum2.add(product(a, j + 2 + lag, b[j + 2]));
            sum3 = sum3.add(product(a, j + 3 + lag, b[j + 3]));
        }
        sum0.intoArray(parts, 0);
        sum1.intoArray(parts, LAGS);
        sum2.intoArray(parts, 2 * LAGS);
        sum3.intoArray(parts, 3 * LAGS);
    }

    private static DoubleVector product(float[] a, int at, float factor) {
        FloatVector product = FloatVector.fromArray(FACTORS, a, at).mul(factor);
        return (DoubleVector) product.convertShape(VectorOperators.F2D, SUMS, 0);
    }
}
