package io.undercurrent.model.baseline;

/** What the network corrects: a forecast of a target that comes from the window alone. */
public enum Baseline {
    /** The median of the same weekdays of the last eight weeks. Needs no more than a short window. */
    WEEKDAY_MEDIAN,
    /** What level, weekday and flags make of a day by the long window; see {@link Decomposition}. */
    DECOMPOSITION,
    /** What is usual for the day of the year, and what is left of today's anomaly; see {@link AnomalyForecast}. */
    CLIMATE
}
