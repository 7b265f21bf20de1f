package io.undercurrent.model.baseline;

/** By how much the days of a window surprised those who knew the four weeks before them. */
final class Surprises {

    /** Days that a level is the mean of, and how many of them must be known. */
    private static final int LEVEL_DAYS = 28;

    private static final int LEAST_LEVEL_DAYS = 7;

    /** A day that exceeds its level by more than so many levels counts as one that exceeds it by so many. */
    private static final float MOST_SURPRISING = 2;

    private final float[] values;
    private float scale;
    private double restSquare;

    Surprises(int span) {
        values = new float[span];
    }

    /**
     * @param adjusted (span) values without what weekday and occasions make of them, NaN where unknown
     * @param relative whether they are told in units of the level before them
     * @param level of today
     */
    void compute(float[] adjusted, boolean relative, float level) {
        double sum = 0;
        int count = 0;
        double distances = 0;
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
        restSquare = present == 0 ? 0 : squares / present;
    }

    /** By how much an adjusted value exceeds what is expected: in units of that where {@code relative}. */
    static double rest(float adjusted, double expected, boolean relative) {
        return relative ? Math.min(MOST_SURPRISING, adjusted / expected - 1) : adjusted - expected;
    }

    /** (span), in today's level; 0 where there is no value, or none before it. */
    float[] values() {
        return values;
    }

    /** Mean size of them; NaN where there are none. */
    float scale() {
        return scale;
    }

    /** Mean square of what {@link #rest} says of the days that have one. */
    double restSquare() {
        return restSquare;
    }
}
