package io.undercurrent.series;

/** Sorts quantiles that cross; sorting never makes a forecast worse (Chernozhukov, Fernández-Val, Galichon 2010). */
public final class QuantileOrder {

    private QuantileOrder() {}

    /** Sorts a few values, mostly in order already, as {@link java.util.Arrays#sort(float[])} would. */
    public static void sort(float[] values) {
        for (int i = 1; i < values.length; i++) {
            float value = values[i];
            int at = i;
            while (at > 0 && Float.compare(values[at - 1], value) > 0) {
                values[at] = values[at - 1];
                at--;
            }
            values[at] = value;
        }
    }
}
