package io.undercurrent.job;

import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.time.PastForecasts;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * Source and sinks of a job.
 *
 * @param readings messages; those of a key are processed in their order
 * @param predictions receives a forecast for each message that became a reading in time
 * @param rejected receives every other message with its reason
 * @param scores receives the scores of each day; empty to write none
 * @param anomalies receives the values that were not expected; empty to write none
 * @param shadows receives what models forecast that are stepped beside those that count; empty to write none
 * @param models that succeed the one of the job; empty where none do
 * @param past which forecasts of the past are written; not all only where the source of readings tells when it has no backlog any more
 */
public record JobEnds(
        Source<SourceRecord, ?, ?> readings,
        ResultEnd<Forecast> predictions,
        Sink<RejectedRecord> rejected,
        Optional<ResultEnd<DayScore>> scores,
        Optional<ResultEnd<Anomaly>> anomalies,
        Optional<ResultEnd<Forecast>> shadows,
        Optional<ModelsEnd> models,
        PastForecasts past) {

    /** Ends of a job whose model nothing succeeds. */
    public JobEnds(
            Source<SourceRecord, ?, ?> readings,
            ResultEnd<Forecast> predictions,
            Sink<RejectedRecord> rejected,
            Optional<ResultEnd<DayScore>> scores,
            Optional<ResultEnd<Anomaly>> anomalies) {
        this(readings, predictions, rejected, scores, anomalies, Optional.empty(), Optional.empty(), PastForecasts.ALL);
    }

    /** Ends that take results as they are, without anomalies. */
    public JobEnds(
            Source<SourceRecord, ?, ?> readings,
            Sink<Forecast> predictions,
            Sink<RejectedRecord> rejected,
            Optional<Sink<DayScore>> scores) {
        this(
                readings,
                (ResultEnd<Forecast>) forecasts -> forecasts.sinkTo(predictions),
                rejected,
                scores.map(sink -> results -> results.sinkTo(sink)),
                Optional.empty());
    }

    public JobEnds {
        Objects.requireNonNull(readings, "readings");
        Objects.requireNonNull(predictions, "predictions");
        Objects.requireNonNull(rejected, "rejected");
        Objects.requireNonNull(scores, "scores");
        Objects.requireNonNull(anomalies, "anomalies");
        Objects.requireNonNull(shadows, "shadows");
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(past, "past");
    }

    /** The same ends of a job in which models are watched beside the one that counts. */
    public JobEnds withShadows(ResultEnd<Forecast> results, ModelsEnd successors) {
        return new JobEnds(
                readings,
                predictions,
                rejected,
                scores,
                anomalies,
                Optional.of(results),
                Optional.of(successors),
                past);
    }

    /** The same ends of a job whose model others succeed. */
    public JobEnds with(ModelsEnd successors) {
        return new JobEnds(readings, predictions, rejected, scores, anomalies, shadows, Optional.of(successors), past);
    }
}
