package io.undercurrent.series;

/** Checks that all numbers of an array are finite: neither NaN nor infinite. */
public final class Finite {

    private Finite() {}

    public static boolean all(float[] values) {
        return all(values, 0, values.length);
    }

    /** Whether {@code count} numbers from position {@code from} on are finite. */
    public static boolean all(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code count} numbers from position {@code from} on are finite. */
    public static boolean all(double[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Double.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }
}
