package io.undercurrent.series.comparison;

import java.util.Arrays;

/**
 * Sums of the errors of two models, the live one and its shadow, of the same forecasts of one target: of those for one day, as a rule.
 * Immutable; not copied.
 *
 * @param sums in the order of the constants
 */
public record PairedErrors(double[] sums) {

    /** Number of sums. */
    public static final int SIZE = 8;

    private static final int SERIES = 0;
    private static final int FORECASTS = 1;
    private static final int ABSOLUTE = 2;
    private static final int PINBALL = 4;
    private static final int INSIDE = 6;

    /** Of nothing. */
    public static final PairedErrors NONE = new PairedErrors(new double[SIZE]);

    public PairedErrors {
        if (sums.length != SIZE) {
            throw new IllegalArgumentException("sums: expected " + SIZE + ", but got " + sums.length);
        }
    }

    /** Adds up the errors of one series. */
    public static final class Builder {

        private final double[] sums = new double[SIZE];

        /**
         * Adds what one of two models forecast of a value.
         *
         * @param shadow whether it is the shadow
         * @param absolute error of the median
         * @param pinball mean loss over the quantiles
         * @param inside whether the value lay in the widest interval
         */
        public void add(boolean shadow, double absolute, double pinball, boolean inside) {
            PairedErrors.add(sums, 0, shadow, absolute, pinball, inside);
        }

        /** The errors of both models, of each of which as many forecasts were added. */
        public PairedErrors build() {
            return new PairedErrors(sums.clone());
        }
    }

    /**
     * Adds what one of two models forecast of a value of one series to {@link #SIZE} sums from {@code offset} on, see {@link Builder#add}.
     */
    public static void add(double[] sums, int offset, boolean shadow, double absolute, double pinball, boolean inside) {
        int model = shadow ? 1 : 0;
        sums[offset + SERIES] = 1;
        sums[offset + FORECASTS] += model;
        sums[offset + ABSOLUTE + model] += absolute;
        sums[offset + PINBALL + model] += pinball;
        sums[offset + INSIDE + model] += inside ? 1 : 0;
    }

    /** The errors of these and of others. */
    public PairedErrors plus(PairedErrors others) {
        double[] combined = sums.clone();
        for (int i = 0; i < SIZE; i++) {
            combined[i] += others.sums[i];
        }
        return new PairedErrors(combined);
    }

    /** Number of series. */
    public long series() {
        return Math.round(sums[SERIES]);
    }

    /** Number of forecasts of each of the two. */
    public long forecasts() {
        return Math.round(sums[FORECASTS]);
    }

    /** Mean absolute error; NaN without a forecast. */
    public double absolute(boolean shadow) {
        return mean(ABSOLUTE, shadow);
    }

    /** Mean pinball loss; NaN without a forecast. */
    public double pinball(boolean shadow) {
        return mean(PINBALL, shadow);
    }

    /** Share of the values in the widest interval; NaN without a forecast. */
    public double coverage(boolean shadow) {
        return mean(INSIDE, shadow);
    }

    private double mean(int sum, boolean shadow) {
        return forecasts() == 0 ? Double.NaN : sums[sum + (shadow ? 1 : 0)] / forecasts();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PairedErrors that && Arrays.equals(sums, that.sums);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sums);
    }

    @Override
    public String toString() {
        return Arrays.toString(sums);
    }
}
