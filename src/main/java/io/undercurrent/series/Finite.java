package io.undercurrent.series;

/** Whether numbers are all finite: neither NaN nor infinite. */
public final class Finite {

    private Finite() {}

    public static boolean all(float[] values) {
        return all(values, 0, values.length);
    }

    /** Of {@code count} numbers from {@code from} on. */
    public static boolean all(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    /** Of {@code count} numbers from {@code from} on. */
    public static boolean all(double[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Double.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }
}
