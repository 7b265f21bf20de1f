package io.undercurrent.bench.job;

import io.undercurrent.calibration.Calibration;
import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.ForecastShape;

/**
 * The numbers that have to be known of a series whose readings came in order, so that the next one and any that is late within
 * the limit ends in the right forecasts. What stands for them in state beyond four bytes each is frame.
 *
 * @param window values of the days that the model looks back on from the oldest day that may still change
 * @param states hidden states that a rewind starts from
 * @param forecasts quantiles and baselines of all forecasts for the days that may still come or change
 * @param learnt what the calibrator has learnt up to each day that may still change, or before the first of them
 */
record StateInformation(long window, long states, long forecasts, long learnt) {

    /**
     * @param statesKept hidden states that the job keeps at most
     * @param lateness days that a reading may be older than the newest of its series
     * @param days that have come, one reading each
     */
    static StateInformation of(ForecastModel model, int statesKept, int lateness, int days) {
        ForecastShape shape = model.shape();
        int targets = shape.targets().size();
        long forecastDays = 0;
        int reach = lateness + shape.horizon() + 1;
        for (int age = 0; age < Math.min(days, reach); age++) {
            forecastDays += Math.min(shape.horizon(), reach - age);
        }
        int learntSize = new Calibration(shape, CalibrationOptions.DEFAULT).learntSize();
        return new StateInformation(
                (long) model.columns().count() * Math.min(days, model.window() + lateness),
                (long) model.stateSize() * Math.min(days, statesKept),
                forecastDays * targets * (shape.quantiles().size() + 1),
                (long) learntSize * Math.min(days, lateness + 2));
    }

    long bytes() {
        return Float.BYTES * (window + states + forecasts + learnt);
    }
}
