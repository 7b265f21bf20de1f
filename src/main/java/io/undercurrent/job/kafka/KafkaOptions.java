package io.undercurrent.job.kafka;

import io.undercurrent.job.source.Start;
import io.undercurrent.series.Label;
import io.undercurrent.topic.JobTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Kafka options of a job.
 *
 * @param bootstrapServers brokers to begin with, as host:port separated by commas
 * @param topics where readings come from and results go
 * @param newTopics how topics that are missing are made
 * @param group consumer group, and the first part of the names of transactions: each job needs its own
 * @param delivery what holds when the job fails and starts again
 * @param start where a job begins that is not restored from a checkpoint
 * @param bounded whether the job ends at the offset that was the end of the readings when it started
 * @param replayed whether all forecasts from days of the past are written, also where the topic of forecasts already had some
 * @param properties further settings of consumer, producers and admin client by their Kafka name
 */
public record KafkaOptions(
        String bootstrapServers,
        JobTopics topics,
        NewTopics newTopics,
        String group,
        Delivery delivery,
        Start start,
        boolean bounded,
        boolean replayed,
        Map<String, String> properties) {

    /** Below the broker's transaction.max.timeout.ms of 15 minutes, where Flink's default of an hour is above it. */
    private static final String TRANSACTION_TIMEOUT_MS = "600000";

    /** The guarantees of the sinks. */
    public enum Delivery {
        /** Results are written in transactions that end with a checkpoint: read them with {@code read_committed}. */
        EXACTLY_ONCE,
        /** Results are readable at once; after a failure some come again, unchanged. */
        AT_LEAST_ONCE;

        @Override
        public String toString() {
            return Label.of(this);
        }
    }

    /** Options of a job that writes all forecasts. */
    public KafkaOptions(
            String bootstrapServers,
            JobTopics topics,
            NewTopics newTopics,
            String group,
            Delivery delivery,
            Start start,
            boolean bounded,
            Map<String, String> properties) {
        this(bootstrapServers, topics, newTopics, group, delivery, start, bounded, true, properties);
    }

    public KafkaOptions {
        Objects.requireNonNull(topics, "topics");
        Objects.requireNonNull(newTopics, "newTopics");
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(start, "start");
        properties = Map.copyOf(properties);
        requireText("bootstrap servers", bootstrapServers);
        requireText("group", group);
        ClientRules.check(properties, delivery);
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

    /** The further settings over {@code defaults} and those of any producer of the job. */
    Properties producerPropertiesOver(Map<String, String> defaults) {
        Properties all = new Properties();
        all.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        all.putAll(propertiesOver(defaults));
        return all;
    }

    /** The first part of the names of the transactions of one sink. */
    String transactionalIdPrefix(String sink) {
        return group + "-" + sink;
    }

    /** The first parts of the names of all transactions. */
    List<String> transactionalIdPrefixes() {
        return Stream.of(
                        Stream.of("predictions", "rejected"),
                        topics.scores().map(topic -> "scores").stream(),
                        topics.anomalies().map(topic -> "anomalies").stream(),
                        topics.shadows().map(topic -> "shadow-predictions").stream())
                .flatMap(sinks -> sinks)
                .map(this::transactionalIdPrefix)
                .toList();
    }

    /**
     * Checks that transactions, which last from one checkpoint to the next, do not time out earlier.
     *
     * @throws IllegalArgumentException if they would
     */
    public void requireTimeFor(Duration checkpointInterval) {
        String name = ProducerConfig.TRANSACTION_TIMEOUT_CONFIG;
        long timeout = Long.parseLong(
                properties.getOrDefault(name, TRANSACTION_TIMEOUT_MS).strip());
        long least = 2 * checkpointInterval.toMillis();
        if (delivery == Delivery.EXACTLY_ONCE && timeout < least) {
            throw new IllegalArgumentException("Kafka property " + name + ": expected at least " + least
                    + ", twice the time between checkpoints, because the brokers abort a transaction that takes"
                    + " longer, but got "
                    + timeout);
        }
    }
}
