package io.undercurrent.model.baseline;

/**
 * Products of departures, and their sums over a window. A product is rounded to a float, as all models were trained with, as long
 * as a float holds it. Of two departures of 2e19 none does, and an infinite sum spoils all that is fitted to it.
 */
final class Moments {

    private Moments() {}

    /** {@code a}·{@code b}, finite wherever both are. */
    static double product(float a, float b) {
        float product = a * b;
        return Float.isFinite(product) ? product : (double) a * b;
    }

    /** Σ a(t)·b(t − lag), in four sums side by side, which a processor adds at once. */
    static double lagged(float[] a, float[] b, int lag) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int t = lag;
        for (; t + 3 < a.length; t += 4) {
            sum0 += a[t] * b[t - lag];
            sum1 += a[t + 1] * b[t + 1 - lag];
            sum2 += a[t + 2] * b[t + 2 - lag];
            sum3 += a[t + 3] * b[t + 3 - lag];
        }
        for (; t < a.length; t++) {
            sum0 += a[t] * b[t - lag];
        }
        double sum = sum0 + sum1 + (sum2 + sum3);
        return Double.isFinite(sum) ? sum : laggedOfHuge(a, b, lag);
    }

    private static double laggedOfHuge(float[] a, float[] b, int lag) {
        double sum = 0;
        for (int t = lag; t < a.length; t++) {
            sum += product(a[t], b[t - lag]);
        }
        return sum;
    }
}
