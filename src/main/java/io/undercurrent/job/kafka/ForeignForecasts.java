package io.undercurrent.job.kafka;

import io.undercurrent.format.ForecastParser;
import io.undercurrent.series.Forecast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks for forecasts of targets that a job does not forecast among the newest of its topic. Forecasts are keyed by their series
 * alone, so that two jobs with different targets on one compacted topic erase each other's.
 */
final class ForeignForecasts {

    /** Of each partition; some of the newest places hold no message but the end of a transaction. */
    private static final int NEWEST = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Properties settings = new Properties();
    private final String topic;
    private final List<String> targets;

    ForeignForecasts(KafkaOptions options, List<String> targets) {
        settings.putAll(options.properties());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.topic = options.topics().predictions();
        this.targets = targets;
    }

    /**
     * Looks at the newest forecasts.
     *
     * @return why that was not possible; empty if it was
     * @throws KafkaRefusalException if one of them has a target that the job has not
     */
    Optional<String> check() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            ForecastParser parser = new ForecastParser();
            for (ConsumerRecord<byte[], byte[]> message : newest(consumer)) {
                forecast(message, parser).ifPresent(this::requireOwn);
            }
            return Optional.empty();
        } catch (TopicAuthorizationException refused) {
            return Optional.of(
                    "Whether the topic " + topic + " holds forecasts of other targets was not looked at: the Kafka"
                            + " account lacks Read on topic " + topic);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> newest(KafkaConsumer<byte[], byte[]> consumer) {
        Collection<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        ends.entrySet().removeIf(end -> end.getValue() <= beginnings.get(end.getKey()));
        consumer.assign(ends.keySet());
        ends.forEach((partition, end) -> consumer.seek(partition, Math.max(beginnings.get(partition), end - NEWEST)));
        List<ConsumerRecord<byte[], byte[]>> newest = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(newest::add);
        }
        return newest;
    }

    /** None where a message is no forecast: then nobody's forecasts get lost. */
    private static Optional<Forecast> forecast(ConsumerRecord<byte[], byte[]> message, ForecastParser parser) {
        if (message.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parse(message.value()));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private void requireOwn(Forecast forecast) {
        List<String> theirs = forecast.shape().targets();
        if (!targets.containsAll(theirs)) {
            throw new KafkaRefusalException("topic " + topic + ": expected forecasts of " + String.join(", ", targets)
                    + " alone, but that of " + forecast.key() + " from " + forecast.originDate() + " is of "
                    + String.join(", ", theirs)
                    + ". The key of a forecast is its series, so the jobs would overwrite each"
                    + " other's forecasts: give this one another --predictions-topic");
        }
    }
}
