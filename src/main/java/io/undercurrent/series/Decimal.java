package io.undercurrent.series;

/**
 * Converts floats to the decimal numbers that people wrote. Cast to double, 12.4f becomes 12.39999961853027; here it
 * becomes 12.4, the double with the fewest decimals that rounds to the same float.
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

    /** Bits of a float's significand after the leading one. */
    private static final int FLOAT_BITS = 23;

    /** Below this, every whole number is exactly a double. */
    private static final double EXACT = 1L << 53;

    private Decimal() {}

    /** The double nearest to the shortest decimal number that rounds to {@code value} as a float. */
    public static double of(float value) {
        if (value == 0 || !Float.isFinite(value)) {
            return value;
        }
        int places = places(value);
        if (Math.abs(places) >= POWERS.length - 2) {
            return Double.parseDouble(Float.toString(value));
        }
        double decimal = rounded(value, places);
        // Numbers with this many decimals lie farther apart than floats, so the rounded one may be another float.
        while ((float) decimal != value) {
            decimal = rounded(value, ++places);
        }
        return decimal;
    }

    /** {@code reference + difference}, rounded to the decimals that a float of {@code difference} can hold. */
    public static double of(double reference, float difference) {
        if (reference == 0) {
            return of(difference);
        }
        double sum = reference + difference;
        int places = places(difference);
        boolean exact = places >= 0 && places < POWERS.length && Math.abs(sum) * POWERS[places] < EXACT;
        return exact ? rounded(sum, places) : sum;
    }

    /**
     * The largest number of decimals whose steps are at least as wide as the gap between floats at {@code value};
     * negative for tens, hundreds, …
     */
    private static int places(float value) {
        return (int) Math.floor((FLOAT_BITS - Math.getExponent(value)) * DECIMALS_A_BIT);
    }

    private static double rounded(double value, int places) {
        return places < 0
                ? Math.rint(value / POWERS[-places]) * POWERS[-places]
                : Math.rint(value * POWERS[places]) / POWERS[places];
    }
}
