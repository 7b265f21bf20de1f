package io.undercurrent.model.baseline;

import java.util.Arrays;

/**
 * Forecasts the level of a decomposed target: exponential smoothing at three speeds (Brown 1959), with the weights of
 * the two faster ones fitted to the window for each lead. The departure of a single day is limited. If several days in
 * a row lie far off on one side, the level has jumped, and all three levels start again from there.
 */
final class LevelForecast {

    private static final double FAST = 0.25;
    private static final double MIDDLE = 0.08;
    private static final double SLOW = 0.03;

    /** Departures are limited to this many mean departures. */
    private static final double MOST_DEPARTING = 3;

    /** A day that departs by more than this many mean departures may belong to a jump. */
    private static final double JUMP = 2.5;

    /** Days in a row that make a jump. */
    private static final int JUMP_DAYS = 4;

    /** Shrinkage of the weights towards zero, as share of the variances. */
    private static final double PULL = 0.02;

    /** Fitted weights are limited to ±this. */
    private static final double MOST_WEIGHT = 2;

    /** Days whose level is less than this share of today's are not used. */
    private static final double LEAST_SHARE = 0.1;

    /** Days after which the starting levels no longer matter. */
    private static final int WARM_UP = 56;

    private final int span;
    private final int horizon;
    /** (span): the days, with outliers and gaps replaced by expected values. */
    private final float[] cleaned;
    /** (span): the faster levels minus the slow one; divided by it if effects are factors. */
    private final float[] fast;

    private final float[] middle;
    /** (span): weight of a day in the fit of either. */
    private final float[] slows;

    private final float[] fastWeights;

    private final float[] middleWeights;
    /** (horizon + 1): weight of either at each lead. */
    private final float[] ofFasts;

    private final float[] ofMiddles;

    private final double[] laggedFasts;

    private final double[] laggedMiddles;

    private boolean relative;

    LevelForecast(int span, int horizon) {
        this.span = span;
        this.horizon = horizon;
        cleaned = new float[span];
        fast = new float[span];
        middle = new float[span];
        slows = new float[span];
        fastWeights = new float[span];
        middleWeights = new float[span];
        laggedFasts = new double[horizon];
        laggedMiddles = new double[horizon];
        ofFasts = new float[horizon + 1];
        ofMiddles = new float[horizon + 1];
    }

    /** Smooths the level of {@code parts}, which must be known, through the window, and forecasts it. */
    void compute(Decomposition parts) {
        relative = parts.isRelative();
        follow(parts);
        double fastSquare = 0;
        double product = 0;
        double middleSquare = 0;
        double fastSlow = 0;
        double middleSlow = 0;
        for (int i = WARM_UP; i < span; i++) {
            fastSquare += Moments.product(fast[i], fast[i]);
            product += Moments.product(fast[i], middle[i]);
            middleSquare += Moments.product(middle[i], middle[i]);
            fastSlow += Moments.product(fastWeights[i], slows[i]);
            middleSlow += Moments.product(middleWeights[i], slows[i]);
        }
        fastSquare *= 1 + PULL;
        middleSquare *= 1 + PULL;
        double determinant = fastSquare * middleSquare - product * product;
        Arrays.fill(ofFasts, 0);
        Arrays.fill(ofMiddles, 0);
        // Leads longer than the window have the slow level only.
        int leads = determinant > 0 ? Math.min(horizon, span - WARM_UP) : 0;
        Moments.lagged(cleaned, fastWeights, 1, leads, laggedFasts);
        Moments.lagged(cleaned, middleWeights, 1, leads, laggedMiddles);
        for (int lead = 1; lead <= leads; lead++) {
            int last = span - lead;
            fastSlow -= Moments.product(fastWeights[last], slows[last]);
            middleSlow -= Moments.product(middleWeights[last], slows[last]);
            double ofFast = laggedFasts[lead - 1] - fastSlow;
            double ofMiddle = laggedMiddles[lead - 1] - middleSlow;
            ofFasts[lead] = limited((ofFast * middleSquare - ofMiddle * product) / determinant);
            ofMiddles[lead] = limited((ofMiddle * fastSquare - ofFast * product) / determinant);
        }
    }

    private static float limited(double weight) {
        return (float) Math.max(-MOST_WEIGHT, Math.min(MOST_WEIGHT, weight));
    }

    private void follow(Decomposition parts) {
        double quick = parts.firstLevel();
        double medium = quick;
        double usual = parts.scale() / (relative ? parts.level() : 1);
        double slow = quick;
        double least = LEAST_SHARE * parts.level();
        int side = 0;
        double sideSum = 0;
        for (int i = 0; i < span; i++) {
            float value = parts.adjusted(i);
            double unit = usual * (relative ? medium : 1);
            cleaned[i] = (float) medium;
            if (!Float.isNaN(value)) {
                double off = value - medium;
                int now = Math.abs(off) <= JUMP * unit ? 0 : off > 0 ? 1 : -1;
                side = now != 0 && now == Integer.signum(side) ? side + now : now;
                sideSum = Math.abs(side) <= 1 ? value : sideSum + value;
                if (Math.abs(side) >= JUMP_DAYS) {
                    quick = sideSum / JUMP_DAYS;
                    medium = quick;
                    slow = quick;
                    side = 0;
                    off = 0;
                    cleaned[i] = (float) quick;
                } else {
                    double most = MOST_DEPARTING * unit;
                    double counted = medium + (off > most ? most : off < -most ? -most : off);
                    cleaned[i] = (float) counted;
                    quick += FAST * (counted - quick);
                    medium += MIDDLE * (counted - medium);
                    slow += SLOW * (counted - slow);
                }
            }
            double inverse = !relative ? 1 : slow > least ? 1 / slow : 0;
            slows[i] = (float) slow;
            fast[i] = (float) ((quick - slow) * inverse);
            middle[i] = (float) ((medium - slow) * inverse);
            fastWeights[i] = i < WARM_UP ? 0 : (float) (fast[i] * inverse);
            middleWeights[i] = i < WARM_UP ? 0 : (float) (middle[i] * inverse);
        }
    }

    /** Level expected {@code lead} days ahead. */
    float at(int lead) {
        return at(span - 1, lead);
    }

    /** The level expected for a day {@code lead} days after the one at position {@code i}. */
    float at(int i, int lead) {
        float departure = ofFasts[lead] * fast[i] + ofMiddles[lead] * middle[i];
        return relative ? Math.max(0, slows[i] * (1 + departure)) : slows[i] + departure;
    }
}
