package io.undercurrent.model.window;

/**
 * The usual scale of a series as a function of its level: {@code factor} · |level|^{@code power}, fitted to the
 * training series. It is used for young series, whose few days do not show yet how much they vary.
 *
 * <p>The scale of a young series is a weighted mean of this usual scale, which counts as {@link #DAYS} days, and the
 * scale of its own days. The weight of the usual scale falls as the window fills, to 0 for a full window.
 *
 * @param factor above 0
 * @param power 0 if all series vary by the same amount, 1 if they vary in proportion to their level
 */
public record ScalePrior(double factor, double power) {

    /** Weight of the prior, in days of the series itself. */
    private static final double DAYS = 7;

    public ScalePrior {
        if (!(factor > 0 && Double.isFinite(factor))) {
            throw new IllegalArgumentException("factor: expected a number above 0, but got " + factor);
        }
        if (!(power >= 0 && power <= 1)) {
            throw new IllegalArgumentException("power: expected 0 to 1, but got " + power);
        }
    }

    /** The usual scale of a series of that level. */
    public double of(double level) {
        return factor * Math.pow(Math.abs(level), power);
    }

    /** How the usual scale of a series changes with its level, about that level. */
    double slope(double level) {
        return level == 0 ? 0 : power * of(level) / level;
    }

    /**
     * The scale of a window.
     *
     * @param scale measured from its days
     * @param usual scale of a series like it
     * @param present number of days with a value
     * @param span number of days that
     *     could have one
     */
    static double with(double scale, double usual, int present, int span) {
        double share = DAYS / (DAYS + present) * (1 - (double) present / span);
        return scale + share * (usual - scale);
    }
}
