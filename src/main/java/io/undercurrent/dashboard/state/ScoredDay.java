package io.undercurrent.dashboard.state;

import java.util.Objects;

/**
 * How the forecasts for one day of one target turned out. Arrays run over lead times, position 0 being one day ahead; they are
 * not copied.
 *
 * @param day the day that was forecast, counted from 1970-01-01
 * @param revision higher for each correction of the day
 * @param model scaled errors of the model's point forecasts, NaN where there was none
 * @param baseline scaled errors of the baseline that the network corrects, NaN where there was none
 * @param intervals nominal coverage of the central intervals, such as 0.8
 * @param inside for each interval 1 where the day lay inside, 0 where outside, -1 where there was no forecast
 */
public record ScoredDay(int day, int revision, float[] model, float[] baseline, double[] intervals, byte[][] inside) {

    public ScoredDay {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(baseline, "baseline");
        if (inside.length != intervals.length) {
            throw new IllegalArgumentException("inside: expected one array for each of " + intervals.length
                    + " intervals, but got " + inside.length);
        }
    }

    int leads() {
        int leads = Math.max(model.length, baseline.length);
        for (byte[] interval : inside) {
            leads = Math.max(leads, interval.length);
        }
        return leads;
    }
}
