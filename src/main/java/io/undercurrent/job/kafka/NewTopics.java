package io.undercurrent.job.kafka;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a job creates missing topics.
 *
 * @param readings whether the topic of readings is created too; otherwise a missing one is an error, because the name
 *     may be mistyped
 * @param partitions of each new topic; the broker's default where empty
 * @param predictions what happens to old forecasts
 * @param retentionMillis how long results are kept where age deletes them, {@link #FOR_EVER} for no end; the broker's default where
 *     empty
 */
public record NewTopics(boolean readings, OptionalInt partitions, Cleanup predictions, OptionalLong retentionMillis) {

    /** As Kafka has it. */
    public static final long FOR_EVER = -1;

    /** What happens to old messages of a topic. */
    public enum Cleanup {
        /** The newest message of each key stays, for ever. */
        COMPACT("compact"),
        /** Messages go when they are old enough. */
        DELETE("delete"),
        /** Only the newest message of each key stays, and goes when it is old enough. */
        COMPACT_AND_DELETE("compact,delete");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }

        /**
         * The one that Kafka calls {@code policy}.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Cleanup of(String policy) {
            return Arrays.stream(values())
                    .filter(cleanup -> cleanup.policy.equals(policy))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "expected compact, delete or compact,delete, but got '" + policy + "'"));
        }

        /** Kafka's {@code cleanup.policy}. */
        @Override
        public String toString() {
            return policy;
        }
    }

    public NewTopics {
        Objects.requireNonNull(partitions, "partitions");
        Objects.requireNonNull(predictions, "predictions");
        Objects.requireNonNull(retentionMillis, "retentionMillis");
        if (partitions.isPresent() && partitions.getAsInt() < 1) {
            throw new IllegalArgumentException("partitions: expected at least 1, but got " + partitions.getAsInt());
        }
        if (retentionMillis.isPresent() && retentionMillis.getAsLong() < 1 && retentionMillis.getAsLong() != FOR_EVER) {
            throw new IllegalArgumentException(
                    "retention: expected at least 1 ms, but got " + retentionMillis.getAsLong() + " ms");
        }
    }

    /** All that are missing, the topic of readings too, with the broker's defaults and so many partitions. */
    public static NewTopics all(int partitions) {
        return new NewTopics(true, OptionalInt.of(partitions), Cleanup.COMPACT, OptionalLong.empty());
    }
}
