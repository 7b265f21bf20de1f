package io.undercurrent.job.kafka;

import io.undercurrent.format.result.FlatForecastParser;
import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.format.result.row.RowPlace;
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

    /** Of a row that is taken for a forecast of one day. */
    private static final RowPlace ALONE = new RowPlace(1, 1);

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
            for (ConsumerRecord<byte[], byte[]> message : NewestMessages.of(topic, consumer)) {
                forecast(message).ifPresent(this::requireOwn);
            }
            return Optional.empty();
        } catch (TopicAuthorizationException refused) {
            return Optional.of("Could not check whether the topic " + topic
                    + " holds forecasts of other targets: the Kafka account lacks Read on topic " + topic);
        }
    }

    /** The forecast, or that of the one day of a row. Empty if a message is neither; then no forecasts are lost. */
    private static Optional<Forecast> forecast(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) {
            return Optional.empty();
        }
        try {
            return message.headers().lastHeader(RowPlace.HEADER) == null
                    ? Optional.of(new ForecastParser().parse(message.value()))
                    : new FlatForecastParser().add(message.value(), ALONE);
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
