package io.undercurrent.calibration;

import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.comparison.PairedErrors;
import java.util.List;
import java.util.Objects;

/**
 * Compares the forecasts of a series with the values that came: scores them, learns from them, and corrects the next
 * forecasts.
 *
 * <p>A corrected forecast depends on the network's forecast and on everything learnt up to its origin, which depends on
 * earlier days and their forecasts. When a day changes, or an announcement changes an earlier forecast for a past day,
 * everything since then is learnt again: the result is the same as if all readings had come in order. The scores of
 * these days, and their anomalies, are issued again with a higher revision. Not thread-safe.
 */
public final class SeriesCalibration {

    private final ForecastShape shape;
    private final Calibration calibration;
    private final DayScorer scorer;
    private final AnomalyFinder anomalies;
    private final WholeQuantiles whole;
    private final boolean scoring;

    /** Receives forecasts, scores and anomalies, in order. */
    public interface Receiver {

        void forecast(Forecast forecast);

        void score(DayScore score);

        default void anomaly(Anomaly anomaly) {}
    }

    /**
     * @param scoring whether anyone receives the scores
     */
    public SeriesCalibration(ForecastShape shape, CalibrationOptions options, boolean scoring) {
        this.shape = Objects.requireNonNull(shape, "shape");
        this.scoring = scoring;
        calibration = new Calibration(shape, options);
        whole = new WholeQuantiles(shape, options.counts());
        scorer = new DayScorer(shape, calibration, whole);
        anomalies = new AnomalyFinder(shape, calibration, whole);
    }

    /** The history of a series before its first day. */
    public ForecastHistory newHistory() {
        return calibration.newHistory();
    }

    /**
     * Processes an update.
     *
     * @param history of the series; it is changed
     */
    public void meet(ForecastUpdate.Made update, ForecastHistory history, Receiver receiver) {
        history.nameUnnamed(update.earlier());
        meet(update, update.origins(), update.changedFrom(), true, history, receiver);
    }

    /**
     * Processes the forecasts of shadows in an update, of which there are some.
     *
     * @param history of the shadows of the series, to which the first of them begins with its first forecast; it is changed
     */
    public void meetShadows(ForecastUpdate.Made update, ForecastHistory history, Receiver receiver) {
        List<ForecastUpdate.Origin> origins =
                update.shadows().stream().map(ForecastUpdate.Shadow::made).toList();
        int first = origins.get(0).forecast().origin();
        // Days that were over when the shadow came are new to it.
        int changedFrom = history.positionOf(first) < 0 ? first : update.changedFrom();
        meet(update, origins, changedFrom, false, history, receiver);
    }

    /**
     * Compares a shadow with the live model on the day of one of its origins, when both have been met.
     *
     * @param live history of the models that count
     * @param shadows history of the shadows
     * @return {@link PairedErrors#sums} by target, one after another, of the forecasts for that day that both made, valid until the next
     *     call; null if there is none, or either of them was trained on that day
     */
    public double[] compare(ForecastUpdate.Shadow shadow, ForecastHistory live, ForecastHistory shadows) {
        Outcome outcome = shadow.made().outcome();
        Speaker speaker = shadow.made().speaker();
        if (outcome.day() <= Math.max(speaker.trainedUntil(), shadow.beside().trainedUntil())) {
            return null;
        }
        return scorer.compare(outcome, live, shadow.beside().model(), shadows, speaker.model());
    }

    private void meet(
            ForecastUpdate.Made update,
            List<ForecastUpdate.Origin> origins,
            int firstChanged,
            boolean counts,
            ForecastHistory history,
            Receiver receiver) {
        int changedFrom = firstChanged;
        history.complete(calibration.learntSize());
        for (ForecastUpdate.Origin origin : origins) {
            OriginForecast forecast = origin.forecast();
            short[] kept = calibration.keep(forecast);
            String model = origin.speaker().model();
            // What a day is scored by depends on how far the model in force looks back.
            boolean again =
                    forecast.origin() >= changedFrom || calibration.isByAnother(history, forecast.origin(), model);
            changedFrom = Math.min(changedFrom, calibration.firstDifference(history, forecast.origin(), kept));
            if (counts) {
                anomalies.beginDay(history, forecast.origin());
            }
            int position = calibration.enter(
                    history, forecast.origin(), kept, again ? origin.outcome() : null, origin.speaker());
            if (again && counts && scoring) {
                scorer.score(update.key(), origin.speaker(), forecast.revision(), origin.outcome(), history)
                        .ifPresent(receiver::score);
            }
            if (again && counts) {
                anomalies.endDay(
                        update.key(),
                        origin.speaker(),
                        forecast.revision(),
                        origin.outcome(),
                        history,
                        receiver::anomaly);
            }
            receiver.forecast(issue(update.key(), origin.speaker(), forecast, history, position));
        }
        calibration.forget(history, update.openFrom());
    }

    private Forecast issue(
            String key, Speaker speaker, OriginForecast forecast, ForecastHistory history, int position) {
        double[] values = new double[shape.size()];
        double[] means = new double[shape.targets().size() * shape.horizon()];
        Source source = calibration.issue(history, position, values, means);
        calibration.issueExactly(history, position, forecast, values, means);
        whole.roundAll(values);
        return new Forecast(
                key,
                forecast.origin(),
                forecast.revision(),
                speaker.model(),
                speaker.generation(),
                source,
                forecast.restarted(),
                forecast.days(),
                shape,
                values,
                means);
    }
}
