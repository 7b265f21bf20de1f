package io.undercurrent.model.baseline;

/**
 * The yearly waves: a constant and three harmonics of the year, tabulated around an origin.
 *
 * <p>Time is counted from the origin. Shifted harmonics are harmonics again, so one table serves every origin.
 */
final class Harmonics {

    private static final double DAYS_A_YEAR = 365.2425;
    private static final int HARMONICS = 3;
    private static final int WEEK = 7;
    static final int TERMS = 1 + 2 * HARMONICS;

    /** The term that is 1 at the origin and −1 half a year from it. */
    static final int SEASON = 1;

    private final int past;
    /** (TERMS, past + ahead): the terms on each day, the origin at {@code past − 1}. */
    private final float[][] terms;

    /** By week: see {@link #addProducts}. */
    private final double[][] products;

    /**
     *
     * @param past days up to and including the origin
     * @param ahead days after it
     */
    Harmonics(int past, int ahead) {
        this.past = past;
        terms = new float[TERMS][past + ahead];
        for (int i = 0; i < past + ahead; i++) {
            terms[0][i] = 1;
            for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
                double angle = 2 * Math.PI * harmonic * (i - past + 1) / DAYS_A_YEAR;
                terms[2 * harmonic - 1][i] = (float) Math.cos(angle);
                terms[2 * harmonic][i] = (float) Math.sin(angle);
            }
        }
        products = new double[past / WEEK][TERMS * TERMS];
        for (int week = 0; week < products.length; week++) {
            addProducts(week, 1, products[week]);
        }
    }

    /** The middle day of the week that ends {@code week} weeks before the origin. */
    int middle(int week) {
        return past - 1 - WEEK * week - WEEK / 2;
    }

    /** Adds the products of all pairs of terms in the middle of a week, below the diagonal and on it, to (TERMS × TERMS) sums. */
    void addProducts(int week, double[] sums) {
        double[] ofWeek = products[week];
        for (int i = 0; i < sums.length; i++) {
            sums[i] += ofWeek[i];
        }
    }

    /** The same with a weight. */
    void addProducts(int week, double weight, double[] sums) {
        int middle = middle(week);
        for (int row = 0; row < TERMS; row++) {
            double weighted = weight * terms[row][middle];
            for (int column = 0; column <= row; column++) {
                sums[row * TERMS + column] += weighted * terms[column][middle];
            }
        }
    }

    int past() {
        return past;
    }

    /** One term on all days, the oldest first. */
    float[] term(int term) {
        return terms[term];
    }

    /**
     * Subtracts the sum of all terms from values.
     *
     * @param first position of the first value's day
     */
    void subtract(double[] coefficients, int first, float[] values, int count) {
        for (int term = 0; term < TERMS; term++) {
            float coefficient = (float) coefficients[term];
            float[] wave = terms[term];
            for (int i = 0; i < count; i++) {
                values[i] -= coefficient * wave[first + i];
            }
        }
    }

    /** The sum of all terms {@code lead} days after the origin, which may be negative. */
    float at(int lead, double[] coefficients) {
        double sum = 0;
        for (int term = 0; term < TERMS; term++) {
            sum += coefficients[term] * terms[term][past - 1 + lead];
        }
        return (float) sum;
    }
}
