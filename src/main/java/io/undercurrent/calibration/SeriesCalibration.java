package io.undercurrent.calibration;

import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import java.util.Objects;

/**
 * Meets the forecasts of a series with what happened: scores them, learns from them, and lets the next ones out corrected.
 *
 * <p>What leaves from an origin depends on the network's forecast from there and on what had been learnt up to that day,
 * and this in turn on earlier days and the forecasts made before each. When a day changes, or an announcement changes a
 * forecast made for a day that has come, everything learnt since then is learnt again, so that it ends as if all had come in
 * order. The scores of these days come again with a higher revision. One thread's.
 */
public final class SeriesCalibration {

    private final ForecastShape shape;
    private final Calibration calibration;
    private final DayScorer scorer;
    private final boolean scoring;

    /** Receives what leaves, in order. */
    public interface Receiver {

        void forecast(Forecast forecast);

        void score(DayScore score);
    }

    /**
     * @param scoring whether anyone receives the scores
     */
    public SeriesCalibration(ForecastShape shape, CalibrationOptions options, boolean scoring) {
        this.shape = Objects.requireNonNull(shape, "shape");
        this.scoring = scoring;
        calibration = new Calibration(shape, options);
        scorer = new DayScorer(shape, calibration);
    }

    /** The history of a series before its first day. */
    public ForecastHistory newHistory() {
        return calibration.newHistory();
    }

    /**
     * Takes in an update.
     *
     * @param history of the series, which is changed
     */
    public void meet(ForecastUpdate.Made update, ForecastHistory history, Receiver receiver) {
        int changedFrom = update.changedFrom();
        history.nameUnnamed(update.earlier());
        for (ForecastUpdate.Origin origin : update.origins()) {
            OriginForecast forecast = origin.forecast();
            float[] kept = calibration.keep(forecast);
            String model = origin.speaker().model();
            // What a day is scored by depends on how far the model in force looks back.
            boolean again =
                    forecast.origin() >= changedFrom || calibration.isByAnother(history, forecast.origin(), model);
            changedFrom = Math.min(changedFrom, calibration.firstDifference(history, forecast.origin(), kept));
            int position = calibration.enter(history, forecast.origin(), kept, again ? origin.outcome() : null, model);
            if (again && scoring) {
                scorer.score(update.key(), origin.speaker(), forecast.revision(), origin.outcome(), history)
                        .ifPresent(receiver::score);
            }
            receiver.forecast(issue(update.key(), model, forecast, history, position));
        }
        calibration.forget(history, update.openFrom());
    }

    private Forecast issue(String key, String model, OriginForecast forecast, ForecastHistory history, int position) {
        double[] values = new double[shape.size()];
        double[] means = new double[shape.targets().size() * shape.horizon()];
        Source source = calibration.issue(history, position, values, means);
        return new Forecast(
                key,
                forecast.origin(),
                forecast.revision(),
                model,
                source,
                forecast.restarted(),
                forecast.days(),
                shape,
                values,
                means);
    }
}
