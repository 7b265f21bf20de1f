package io.undercurrent.dashboard.outlook;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kind.StaticFeatures;

/**
 * A series at an origin, ready to be forecast.
 *
 * @param window of the series; nobody else has it
 * @param origin the last day known
 * @param statics what stays the same about the series
 * @param state of the network after that day
 * @param scale by target: the unit of its errors, NaN if unknown
 * @param neverNegative by target: whether no value in the window is below zero
 */
public record Outlook(
        SlidingWindow window,
        int origin,
        StaticFeatures statics,
        float[] state,
        float[] scale,
        boolean[] neverNegative) {

    /** The covariates of the days ahead as announced, (covariates, horizon); NaN where nothing was announced. */
    public double[][] announced(int horizon) {
        int covariates = window.columns() - window.targets();
        double[][] announced = new double[covariates][horizon];
        for (int covariate = 0; covariate < covariates; covariate++) {
            for (int lead = 0; lead < horizon; lead++) {
                announced[covariate][lead] = window.announced(origin + 1 + lead, window.targets() + covariate);
            }
        }
        return announced;
    }
}
