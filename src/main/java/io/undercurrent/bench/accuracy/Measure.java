package io.undercurrent.bench.accuracy;

import io.undercurrent.evaluation.BacktestResult.MethodScores;

/** The measure that a set is judged by; the less, the better. */
enum Measure {
    MASE("MASE"),
    WRMSSE("WRMSSE"),
    /** Mean over the leads and the targets. */
    RMSE("RMSE"),
    /** Of the first target at a lead of one day, over the least possible. */
    OVER_LEAST("RMSE over the least possible");

    private final String label;

    Measure(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /**
     * @param least the least possible error, NaN where nobody knows it
     */
    double of(MethodScores scores, double least) {
        return switch (this) {
            case MASE -> scores.overall().mase();
            case WRMSSE -> scores.overall().wrmsse();
            case RMSE -> scores.overall().rmse();
            case OVER_LEAST -> scores.byTarget().get(0).rmseByLead().get(0) / least;
        };
    }
}
