package io.undercurrent.series;

/**
 * The steps in which forecasts are issued: powers of ten, so that each forecast has few decimals. A step is at most a hundredth of
 * the scale of the series and more than a thousandth, far less than any forecast can know; it is larger where the numbers of a
 * forecast lie so far apart that they would not fit into sixteen bits. A series without a scale, which changes never or has just
 * begun, gets the first seven digits of its largest number.
 *
 * <p>A step is told by its exponent: 10<sup>-2</sup> for hundredths. All results are functions of the arguments alone, the same on
 * every machine.
 */
public final class Resolution {

    /** Steps from the least to the greatest number of a forecast. */
    private static final double MOST_STEPS = 65_000;

    private static final double STEPS_A_SCALE = 100;
    private static final double STEPS_WITHOUT_SCALE = 1e6;

    /** Numbers up to this many steps are whole in a double, with room for what a correction adds. */
    private static final double MOST = 1L << 50;

    /** The smallest exponent: the smallest floats have digits there. */
    private static final int LEAST_EXPONENT = -60;

    private static final int GREATEST_EXPONENT = 60;

    /** Steps of one. */
    private static final double LEARNT_STEPS = 1 << 17;

    private static final double FAST_STEPS = 1 << 12;

    private static final double[] POWERS = new double[GREATEST_EXPONENT + 1];

    private static final double DECIMALS_A_BIT = Math.log10(2);

    static {
        for (int exponent = 0; exponent < POWERS.length; exponent++) {
            POWERS[exponent] = Double.parseDouble("1e" + exponent);
        }
    }

    private Resolution() {}

    /**
     * The exponent of the step for some numbers of a series.
     *
     * @param scale of the series, see {@link TargetScore#scale}; NaN or 0 where it has none
     * @param least of the numbers, finite
     * @param greatest of the numbers, finite
     */
    public static int exponent(float scale, double least, double greatest) {
        double size = Math.max(Math.abs(least), Math.abs(greatest));
        int exponent;
        if (scale > 0 && scale <= Float.MAX_VALUE) {
            exponent = below(scale / STEPS_A_SCALE);
        } else if (size > 0) {
            exponent = below(size / STEPS_WITHOUT_SCALE);
        } else {
            exponent = 0;
        }
        double smallest = Math.max((greatest - least) / MOST_STEPS, size / MOST);
        if (smallest > 0 && power(exponent) < smallest) {
            exponent = below(smallest) + 1;
        }
        return exponent;
    }

    /** The exponent of the greatest power of ten that is not above a size. */
    private static int below(double size) {
        int exponent = (int) Math.floor(Math.getExponent(size) * DECIMALS_A_BIT);
        exponent = Math.max(LEAST_EXPONENT, Math.min(GREATEST_EXPONENT - 1, exponent));
        while (exponent < GREATEST_EXPONENT - 1 && power(exponent + 1) <= size) {
            exponent++;
        }
        while (exponent > LEAST_EXPONENT && power(exponent) > size) {
            exponent--;
        }
        return exponent;
    }

    private static double power(int exponent) {
        return exponent >= 0 ? POWERS[exponent] : 1 / POWERS[-exponent];
    }

    /** The number of steps nearest to a value. */
    public static double steps(double value, int exponent) {
        return Math.rint(exponent >= 0 ? value / POWERS[exponent] : value * POWERS[-exponent]);
    }

    /** The value of a number of steps: the double nearest to its decimals where these are at most fifteen digits. */
    public static double value(double steps, int exponent) {
        return exponent >= 0 ? steps * POWERS[exponent] : steps / POWERS[-exponent];
    }

    /**
     * What is learnt slowly from forecasts, in steps far smaller than the moves of a day, so that its differences from day to day take
     * few bits.
     */
    public static float learnt(float value) {
        return (float) (Math.rint(value * LEARNT_STEPS) / LEARNT_STEPS) + 0f;
    }

    /** The same for what moves far in a day. */
    public static float learntFast(float value) {
        return (float) (Math.rint(value * FAST_STEPS) / FAST_STEPS) + 0f;
    }

    /** The nearest value that is a whole number of steps; NaN and infinite ones stay. */
    public static double round(double value, int exponent) {
        // No number is -0.
        return value(steps(value, exponent), exponent) + 0.0;
    }
}
