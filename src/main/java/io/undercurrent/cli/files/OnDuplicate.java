package io.undercurrent.cli.files;

import io.undercurrent.series.Label;

/** What becomes of several rows of one series and day. */
public enum OnDuplicate {
    /** Rows that contradict each other are refused. */
    ERROR,
    /** The last value of each column counts. */
    LAST,
    /** Targets are added up, also where they are equal; of covariates the mean counts. */
    SUM,
    /** The mean of each column counts. */
    MEAN;

    @Override
    public String toString() {
        return Label.of(this);
    }
}
