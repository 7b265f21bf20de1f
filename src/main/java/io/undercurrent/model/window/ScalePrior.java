package io.undercurrent.model.window;

/**
 * The scale that a series of a level usually has: {@code factor} · |level|^{@code power}, fitted to the series of the training. For
 * young series, whose few days say little of how much they vary.
 *
 * <p>The scale of a young series is a mean of this one, which counts as {@link #DAYS} days, and that of its own days. The more of the
 * window is filled, the less this one counts; with a full window it does not.
 *
 * @param factor above 0
 * @param power 0 where all series vary alike, 1 where they vary in proportion to their level
 */
public record ScalePrior(double factor, double power) {

    /** Days of a series that say as much of its scale as all other series do. */
    private static final double DAYS = 7;

    public ScalePrior {
        if (!(factor > 0 && Double.isFinite(factor))) {
            throw new IllegalArgumentException("factor: expected a number above 0, but got " + factor);
        }
        if (!(power >= 0 && power <= 1)) {
            throw new IllegalArgumentException("power: expected 0 to 1, but got " + power);
        }
    }

    /** The scale of a series of that level as a rule. */
    public double of(double level) {
        return factor * Math.pow(Math.abs(level), power);
    }

    /**
     * The scale of a window.
     *
     * @param scale that its days show
     * @param present days with a value
     * @param span days that could have one
     */
    double with(double scale, double level, int present, int span) {
        double share = DAYS / (DAYS + present) * (1 - (double) present / span);
        return scale + share * (of(level) - scale);
    }
}
