package io.undercurrent.model.baseline;

import io.undercurrent.nn.matrix.Backends;
import io.undercurrent.nn.matrix.Functions;

/**
 * Products of departures, and their sums over a window. A product is rounded to a float, as it was when models were
 * trained, unless that overflows: two departures of 2e19 would give infinity and make every fit useless.
 */
final class Moments {

    private static final Functions FUNCTIONS = Backends.current().functions();

    private Moments() {}

    /** {@code a}·{@code b}, finite wherever both are. */
    static double product(float a, float b) {
        float product = a * b;
        return Float.isFinite(product) ? product : (double) a * b;
    }

    /**
     * Computes Σ a(t)·b(t − lag) for several lags.
     *
     * @param sums receives the sum of lag {@code first + i} at {@code i}
     */
    static void lagged(float[] a, float[] b, int first, int count, double[] sums) {
        FUNCTIONS.laggedProducts(a, b, first, count, sums);
        for (int i = 0; i < count; i++) {
            if (!Double.isFinite(sums[i])) {
                sums[i] = laggedOfHuge(a, b, first + i);
            }
        }
    }

    private static double laggedOfHuge(float[] a, float[] b, int lag) {
        double sum = 0;
        for (int t = lag; t < a.length; t++) {
            sum += product(a[t], b[t - lag]);
        }
        return sum;
    }
}
