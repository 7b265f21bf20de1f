package io.undercurrent.model.baseline;

/**
 * Forecasts the level of a decomposed target, given what was fitted to its window up to an earlier day. Positions count
 * from the first day that was fitted to. One thread's working memory.
 */
final class LevelForecast {

    private final SmoothLevels levels = new SmoothLevels();
    private LevelFit.Levels fitted;
    private boolean relative;

    /** Follows the level of {@code parts}, which must be known, since the fit. */
    void compute(LevelFit.Levels levelsFitted, Decomposition parts) {
        fitted = levelsFitted;
        relative = parts.isRelative();
        levels.start(fitted.last());
        for (int i = parts.span() - parts.since(); i < parts.span(); i++) {
            levels.follow(parts.adjusted(i));
        }
    }

    /** Level expected {@code lead} days ahead. */
    float at(int lead) {
        return at(levels.slow(), levels.fast(), levels.middle(), lead);
    }

    /** The level expected for a day {@code lead} days after the one at position {@code i}, which was fitted to. */
    float at(int i, int lead) {
        return at(fitted.slow()[i], fitted.fast()[i], fitted.middle()[i], lead);
    }

    private float at(float slow, float fast, float middle, int lead) {
        float departure = fitted.ofFasts()[lead] * fast + fitted.ofMiddles()[lead] * middle;
        return relative ? Math.max(0, slow * (1 + departure)) : slow + departure;
    }
}
