package io.undercurrent.model.baseline;

import java.util.Arrays;

/**
 * Follows the level of a decomposed window: exponential smoothing at three speeds (Brown 1959), with the weights of the
 * two faster ones fitted to the window for each lead. One thread's working memory.
 */
final class LevelFit {

    /** Shrinkage of the weights towards zero, as share of the variances. */
    private static final double PULL = 0.02;

    /** Fitted weights are limited to ±this. */
    private static final double MOST_WEIGHT = 2;

    /** Days after which the starting levels no longer matter. */
    private static final int WARM_UP = 56;

    private final SmoothLevels levels = new SmoothLevels();
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

    LevelFit(int span, int horizon) {
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

    /**
     * The result.
     *
     * @param fast (span): the fastest level minus the slow one; divided by it if effects are factors
     * @param middle (span): the same of the middle one
     * @param slow (span): the slow level
     * @param ofFasts (horizon + 1): weight of {@code fast} at each lead
     * @param ofMiddles (horizon + 1): weight of {@code middle} at each lead
     * @param last the three after the last day
     */
    record Levels(
            float[] fast, float[] middle, float[] slow, float[] ofFasts, float[] ofMiddles, SmoothLevels.Start last) {}

    /** Smooths the level of {@code parts}, which must be known, through the window, and fits how it goes on. */
    Levels compute(DecompositionFit parts) {
        SmoothLevels.Start last = follow(parts);
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
            int at = span - lead;
            fastSlow -= Moments.product(fastWeights[at], slows[at]);
            middleSlow -= Moments.product(middleWeights[at], slows[at]);
            double ofFast = laggedFasts[lead - 1] - fastSlow;
            double ofMiddle = laggedMiddles[lead - 1] - middleSlow;
            ofFasts[lead] = limited((ofFast * middleSquare - ofMiddle * product) / determinant);
            ofMiddles[lead] = limited((ofMiddle * fastSquare - ofFast * product) / determinant);
        }
        return new Levels(fast.clone(), middle.clone(), slows.clone(), ofFasts.clone(), ofMiddles.clone(), last);
    }

    private static float limited(double weight) {
        return (float) Math.max(-MOST_WEIGHT, Math.min(MOST_WEIGHT, weight));
    }

    private SmoothLevels.Start follow(DecompositionFit parts) {
        levels.start(SmoothLevels.Start.of(parts.firstLevel(), parts.unit(), parts.level(), parts.isRelative()));
        for (int i = 0; i < span; i++) {
            levels.follow(parts.adjusted(i));
            cleaned[i] = levels.cleaned();
            slows[i] = levels.slow();
            fast[i] = levels.fast();
            middle[i] = levels.middle();
            fastWeights[i] = i < WARM_UP ? 0 : levels.fastWeight();
            middleWeights[i] = i < WARM_UP ? 0 : levels.middleWeight();
        }
        return levels.end();
    }
}
