package io.undercurrent.api;

import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.RejectedReading;
import java.util.Objects;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What becomes of readings. Each ends in at least one forecast, changes nothing, or is rejected.
 *
 * @param forecasts one for each day that came; again, with a higher revision, for each day that a late or corrected one changes
 * @param scores how the forecasts for each day that came did; again, with a higher revision, after a correction
 * @param rejections readings that no forecast comes of, each with its reason
 */
public record ForecastStreams(
        DataStream<Forecast> forecasts, DataStream<DayScore> scores, DataStream<RejectedReading> rejections) {

    public ForecastStreams {
        Objects.requireNonNull(forecasts, "forecasts");
        Objects.requireNonNull(scores, "scores");
        Objects.requireNonNull(rejections, "rejections");
    }
}
