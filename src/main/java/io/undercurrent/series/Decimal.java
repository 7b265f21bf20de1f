package io.undercurrent.series;

/**
 * From floats to the doubles that people mean by them: 12.4f is 12.39999961853027 to a double, and nobody ever wrote that. Of all
 * doubles that a float stands for, the one with the fewest decimals is taken.
 */
public final class Decimal {

    private static final double[] POWERS = new double[23];

    static {
        // Powers of ten up to this one are exact.
        for (int exponent = 0; exponent < POWERS.length; exponent++) {
            POWERS[exponent] = Double.parseDouble("1e" + exponent);
        }
    }

    private static final double DECIMALS_A_BIT = Math.log10(2);

    /** Bits of a float after the first. */
    private static final int FLOAT_BITS = 23;

    /** Below this size all whole numbers are doubles. */
    private static final double EXACT = 1L << 53;

    private Decimal() {}

    /** The double nearest to the shortest decimal number that gives back {@code value} as a float. */
    public static double of(float value) {
        if (value == 0 || !Float.isFinite(value)) {
            return value;
        }
        int places = places(value);
        if (Math.abs(places) >= POWERS.length - 2) {
            return Double.parseDouble(Float.toString(value));
        }
        double decimal = rounded(value, places);
        // So many decimals are farther apart than the floats, and perhaps too far.
        while ((float) decimal != value) {
            decimal = rounded(value, ++places);
        }
        return decimal;
    }

    /** {@code reference + difference} with no more decimals than a float knows of the difference. */
    public static double of(double reference, float difference) {
        if (reference == 0) {
            return of(difference);
        }
        double sum = reference + difference;
        int places = places(difference);
        boolean exact = places >= 0 && places < POWERS.length && Math.abs(sum) * POWERS[places] < EXACT;
        return exact ? rounded(sum, places) : sum;
    }

    /** The most decimals that are not closer together than the floats at {@code value}; negative for tens, hundreds, … */
    private static int places(float value) {
        return (int) Math.floor((FLOAT_BITS - Math.getExponent(value)) * DECIMALS_A_BIT);
    }

    private static double rounded(double value, int places) {
        return places < 0
                ? Math.rint(value / POWERS[-places]) * POWERS[-places]
                : Math.rint(value * POWERS[places]) / POWERS[places];
    }
}
