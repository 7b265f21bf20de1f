package io.undercurrent.model.baseline;

/** How far each day of a window departed from the level of the four weeks before it. */
final class Surprises {

    /** Number of days in the mean of a level, and how many of them must be known. */
    private static final int LEVEL_DAYS = 28;

    private static final int LEAST_LEVEL_DAYS = 7;

    /** Surprises are limited to this many levels. */
    private static final float MOST_SURPRISING = 2;

    private final float[] values;
    private float scale;
    private double unit;
    private double restSquare;

    Surprises(int span) {
        values = new float[span];
    }

    /**
     *
     * @param adjusted (span) values without weekday and occasion effects, NaN if unknown
     * @param relative whether
     *     surprises are divided by the level before them
     * @param level of today
     */
    void compute(float[] adjusted, boolean relative, float level) {
        double sum = 0;
        int count = 0;
        double distances = 0;
        double rests = 0;
        double squares = 0;
        int present = 0;
        for (int i = 0; i < values.length; i++) {
            float value = adjusted[i];
            values[i] = 0;
            if (!Float.isNaN(value)) {
                double before = sum / count;
                if (count >= LEAST_LEVEL_DAYS && (!relative || before > 0)) {
                    double rest = rest(value, before, relative);
                    values[i] = (float) (relative ? rest * level : rest);
                    distances += Math.abs(values[i]);
                    rests += Math.abs(rest);
                    squares += rest * rest;
                    present++;
                }
                sum += value;
                count++;
            }
            float leaving = i < LEVEL_DAYS ? Float.NaN : adjusted[i - LEVEL_DAYS];
            if (!Float.isNaN(leaving)) {
                sum -= leaving;
                count--;
            }
        }
        scale = present == 0 ? Float.NaN : (float) (distances / present);
        unit = present == 0 ? Double.NaN : rests / present;
        restSquare = present == 0 ? 0 : squares / present;
    }

    /** An adjusted value minus its expected value; divided by the expected value if {@code relative}. */
    static double rest(float adjusted, double expected, boolean relative) {
        return relative ? Math.min(MOST_SURPRISING, adjusted / expected - 1) : adjusted - expected;
    }

    /** (span), at today's level; 0 if the day or the weeks before it have no value. */
    float[] values() {
        return values;
    }

    /** Mean absolute surprise; NaN if there is none. */
    float scale() {
        return scale;
    }

    /** Mean absolute {@link #rest} over the days that have one; NaN if none has. */
    double unit() {
        return unit;
    }

    /** Mean square of {@link #rest} over the days that have one. */
    double restSquare() {
        return restSquare;
    }
}
