package io.undercurrent.api;

import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.RejectedReading;
import java.util.Objects;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The results of readings. Each reading leads to at least one forecast, changes nothing, or is rejected.
 *
 * @param forecasts one for each day with a reading; again, with a higher revision, if a late or corrected reading
 *     changes it
 * @param scores errors of the earlier forecasts, for each day with a reading; again, with a higher revision, after a
 *     correction
 * @param rejections readings without a forecast, each with the reason
 * @param anomalies values that no forecast expected, within the budget of {@link Forecasting#alarmsPerYear}; withdrawn, with a
 *     higher revision, if a correction makes them ordinary
 */
public record ForecastStreams(
        DataStream<Forecast> forecasts,
        DataStream<DayScore> scores,
        DataStream<RejectedReading> rejections,
        DataStream<Anomaly> anomalies) {

    public ForecastStreams {
        Objects.requireNonNull(forecasts, "forecasts");
        Objects.requireNonNull(scores, "scores");
        Objects.requireNonNull(rejections, "rejections");
        Objects.requireNonNull(anomalies, "anomalies");
    }
}
