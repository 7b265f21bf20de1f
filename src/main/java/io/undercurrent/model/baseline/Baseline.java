package io.undercurrent.model.baseline;

/** The forecast that the network corrects. It is computed from the window alone. */
public enum Baseline {
    /** The median of the same weekday in the last eight weeks. A short window suffices. */
    WEEKDAY_MEDIAN,
    /** Level, weekday effect and flag effects from a long window; see {@link Decomposition}. */
    DECOMPOSITION,
    /**
     * The usual value for the day of the year, plus the forecast anomaly; see {@link Climatology} and {@link
     * AnomalyForecast}.
     */
    CLIMATE
}
