package io.undercurrent.calibration;

import java.util.Arrays;

/** The errors of the forecasts for one day of a series, by target and lead, kept from its scores for a comparison. Not thread-safe. */
final class DayErrors {

    private final int horizon;
    private final double[] absolute;
    private final double[] pinball;
    private final boolean[] inside;
    private final boolean[] known;
    private ForecastHistory history;
    private int day;

    DayErrors(int targets, int horizon) {
        this.horizon = horizon;
        absolute = new double[targets * horizon];
        pinball = new double[absolute.length];
        inside = new boolean[absolute.length];
        known = new boolean[absolute.length];
    }

    /** Begins a day, of whose forecasts no errors are known. */
    void begin(ForecastHistory forecasts, int ofDay) {
        history = forecasts;
        day = ofDay;
        Arrays.fill(known, false);
    }

    /**
     * @param absoluteError of the median
     * @param pinballLoss mean over the quantiles
     * @param within whether the value lies in the widest interval
     */
    void put(int target, int lead, double absoluteError, double pinballLoss, boolean within) {
        int at = target * horizon + lead;
        absolute[at] = absoluteError;
        pinball[at] = pinballLoss;
        inside[at] = within;
        known[at] = true;
    }

    boolean isKnown(ForecastHistory forecasts, int ofDay, int target, int lead) {
        return forecasts == history && ofDay == day && known[target * horizon + lead];
    }

    double absolute(int target, int lead) {
        return absolute[target * horizon + lead];
    }

    double pinball(int target, int lead) {
        return pinball[target * horizon + lead];
    }

    boolean isInside(int target, int lead) {
        return inside[target * horizon + lead];
    }
}
