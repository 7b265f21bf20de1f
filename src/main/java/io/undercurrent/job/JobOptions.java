package io.undercurrent.job;

import io.undercurrent.stream.BundleLimits;
import java.time.Duration;
import java.util.Objects;

/**
 * How a job runs, whatever its ends.
 *
 * @param name the name on Flink's web page
 * @param bundle when series are stepped together
 * @param checkpointInterval time between checkpoints; an exactly-once sink shows its records only after one
 */
public record JobOptions(String name, BundleLimits bundle, Duration checkpointInterval) {

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);

    public JobOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(checkpointInterval, "checkpointInterval");
        if (name.isBlank()) {
            throw new IllegalArgumentException("job name: expected a text, but it is blank");
        }
        if (checkpointInterval.compareTo(SHORTEST_INTERVAL) < 0) {
            throw new IllegalArgumentException("checkpoint interval: expected at least " + SHORTEST_INTERVAL.toMillis()
                    + " ms, but got " + checkpointInterval.toMillis() + " ms");
        }
    }
}
