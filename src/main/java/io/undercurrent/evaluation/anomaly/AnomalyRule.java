package io.undercurrent.evaluation.anomaly;

import io.undercurrent.series.history.History;

/** Says how odd each value of a series is, from the values before it. */
public interface AnomalyRule {

    /** The name in tables. */
    String name();

    /**
     * How odd the first target is on each day of {@code history}; NaN where there is no value or too little before it.
     */
    double[] oddities(History history);
}
