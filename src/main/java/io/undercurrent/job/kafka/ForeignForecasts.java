package io.undercurrent.job.kafka;

import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.series.Forecast;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Checks the newest forecasts of a job's topic for targets that the job does not forecast. Forecasts are keyed by
 * series only, so two jobs with different targets would erase each other's forecasts on a compacted topic.
 */
final class ForeignForecasts {

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
            for (ConsumerRecord<byte[], byte[]> message : NewestMessages.of(topic, consumer)) {
                forecast(message, parser).ifPresent(this::requireOwn);
            }
            return Optional.empty();
        } catch (TopicAuthorizationException refused) {
            return Optional.of("Could not check whether the topic " + topic
                    + " holds forecasts of other targets: the Kafka account lacks Read on topic " + topic);
        }
    }

    /** Empty if a message is no forecast; then no forecasts are lost. */
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
