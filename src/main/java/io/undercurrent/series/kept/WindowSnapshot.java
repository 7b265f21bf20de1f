package io.undercurrent.series.kept;

/**
 * The content of a {@link io.undercurrent.series.SlidingWindow} as plain values, for storage.
 *
 * @param termsKnown as {@link io.undercurrent.series.SlidingWindow#termsKnown}
 * @param values ring of days, (past + ahead, columns as read and covariates as announced)
 * @param revisions ring of days, (past)
 */
public record WindowSnapshot(
        int targets,
        int covariates,
        int past,
        int ahead,
        int firstDay,
        int newestDay,
        int termsKnown,
        double[] values,
        int[] revisions) {}
