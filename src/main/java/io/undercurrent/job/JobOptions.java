package io.undercurrent.job;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.series.kind.StaticTable;
import io.undercurrent.stream.Admission;
import io.undercurrent.stream.bundle.BundleLimits;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Options of a job that do not depend on its source and sinks.
 *
 * @param name the name on Flink's web page
 * @param bundle when series are stepped together
 * @param mappings format of the messages of each topic
 * @param admission which messages the job processes
 * @param time which dates are believed, and how long to wait for readings
 * @param calibration how forecasts are corrected
 * @param statics what stays the same about each series
 * @param checkpointInterval time between checkpoints; an exactly-once sink shows its records only after one. If not
 *     given, Flink's settings decide, otherwise five seconds
 */
public record JobOptions(
        String name,
        BundleLimits bundle,
        TopicMappings mappings,
        Admission admission,
        TimeLimits time,
        CalibrationOptions calibration,
        StaticTable statics,
        Optional<Duration> checkpointInterval) {

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);

    public JobOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(mappings, "mappings");
        Objects.requireNonNull(admission, "admission");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(calibration, "calibration");
        Objects.requireNonNull(statics, "statics");
        Objects.requireNonNull(checkpointInterval, "checkpointInterval");
        if (name.isBlank()) {
            throw new IllegalArgumentException("job name: expected a text, but it is blank");
        }
        checkpointInterval.ifPresent(JobOptions::requireLongEnough);
    }

    private static void requireLongEnough(Duration interval) {
        if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
            throw new IllegalArgumentException("checkpoint interval: expected at least " + SHORTEST_INTERVAL.toMillis()
                    + " ms, but got " + interval.toMillis() + " ms");
        }
    }

    /** Options of a job that knows nothing of series but their readings. */
    public JobOptions(
            String name,
            BundleLimits bundle,
            TopicMappings mappings,
            Admission admission,
            TimeLimits time,
            CalibrationOptions calibration,
            Optional<Duration> checkpointInterval) {
        this(name, bundle, mappings, admission, time, calibration, StaticTable.NONE, checkpointInterval);
    }

    /** Options of a job that all messages concern, as the data contract has them, with a checkpoint at this interval, whatever Flink's settings say. */
    public JobOptions(
            String name,
            BundleLimits bundle,
            TimeLimits time,
            CalibrationOptions calibration,
            Duration checkpointInterval) {
        this(name, bundle, TopicMappings.CONTRACT, Admission.ALL, time, calibration, Optional.of(checkpointInterval));
    }

    /** These with what stays the same about each series. */
    public JobOptions withStatics(StaticTable table) {
        return new JobOptions(name, bundle, mappings, admission, time, calibration, table, checkpointInterval);
    }
}
