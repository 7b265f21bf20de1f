package io.undercurrent.job.kafka;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;

/**
 * How a job is connected to Kafka.
 *
 * @param bootstrapServers brokers to begin with, as host:port separated by commas
 * @param topics created where they are missing
 * @param partitions of topics that have to be created; the broker's default where empty
 * @param group consumer group, and the first part of the names of transactions: each job needs its own
 * @param delivery what holds when the job fails and starts again
 * @param start where a job begins that is not restored from a checkpoint
 * @param bounded whether the job ends when it has reached what was the end of the readings when it started
 * @param properties further settings of consumer, producers and admin client by their Kafka name
 */
public record KafkaOptions(
        String bootstrapServers,
        KafkaTopicNames topics,
        OptionalInt partitions,
        String group,
        Delivery delivery,
        Start start,
        boolean bounded,
        Map<String, String> properties) {

    /** Settings that follow from the options, or on which the job's promises rest. */
    private static final Set<String> OWNED = Set.of(
            "bootstrap.servers",
            "group.id",
            "key.deserializer",
            "value.deserializer",
            "key.serializer",
            "value.serializer",
            "transactional.id",
            "enable.auto.commit",
            "auto.offset.reset",
            "enable.idempotence",
            "max.request.size");

    /** The guarantees of the sinks. */
    public enum Delivery {
        /** Results are written in transactions that end with a checkpoint: read them with {@code read_committed}. */
        EXACTLY_ONCE,
        /** Results are readable at once; after a failure some come again, unchanged. */
        AT_LEAST_ONCE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Where a job without a checkpoint begins to read. */
    public enum Start {
        /** At the oldest reading, so that the windows are whole again. */
        EARLIEST,
        /** With readings still to come. */
        LATEST;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public KafkaOptions {
        Objects.requireNonNull(topics, "topics");
        Objects.requireNonNull(partitions, "partitions");
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(start, "start");
        properties = Map.copyOf(properties);
        requireText("bootstrap servers", bootstrapServers);
        requireText("group", group);
        if (partitions.isPresent() && partitions.getAsInt() < 1) {
            throw new IllegalArgumentException("partitions: expected at least 1, but got " + partitions.getAsInt());
        }
        for (String name : properties.keySet()) {
            if (OWNED.contains(name)) {
                throw new IllegalArgumentException("Kafka property " + name
                        + ": expected one that the job does not set itself, as it does with this one");
            }
        }
    }

    private static void requireText(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + ": expected a text, but there is none");
        }
    }

    /** The further settings over {@code defaults}. */
    Properties propertiesOver(Map<String, String> defaults) {
        Properties all = new Properties();
        all.putAll(defaults);
        all.putAll(properties);
        return all;
    }
}
