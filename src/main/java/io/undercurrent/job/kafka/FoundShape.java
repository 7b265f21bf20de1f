package io.undercurrent.job.kafka;

import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Finds which targets, quantiles and days ahead the forecasts of a topic have: those of its newest ones. */
public final class FoundShape {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** Until Kafka is asked for all its topics, of which it may have many. */
    private static final int LOOKS_UNTIL_ASKED = 5;

    private FoundShape() {}

    /**
     * The shape of the newest forecasts. Waits for the first one, unless the job ends at the present end of the topic.
     *
     * @param topic that exists
     * @param say hears that it waits
     * @throws IllegalArgumentException if the job ends there, and no whole forecast is on the topic
     * @throws IllegalStateException if no broker answers, or the topic cannot be read or is deleted
     */
    public static ForecastShape of(KafkaOptions options, String topic, Consumer<String> say) {
        Properties settings = new Properties();
        settings.putAll(options.properties());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Optional<ForecastShape> found = newest(topic, consumer);
            if (found.isEmpty() && options.bounded()) {
                throw new IllegalArgumentException("--bounded: expected whole forecasts on the topic " + topic
                        + ", as run writes them with --forecast-layout nested, but there are none");
            }
            if (found.isEmpty()) {
                say.accept("Waits for the first forecast on the topic " + topic
                        + ", which says what targets, quantiles and days ahead there are");
            }
            for (int looks = 1; found.isEmpty(); looks++) {
                LockSupport.parkNanos(PERIOD.toNanos());
                if (Thread.interrupted()) {
                    throw new IllegalStateException("interrupted while waiting for the first forecast on " + topic);
                }
                if (looks % LOOKS_UNTIL_ASKED == 0) {
                    requireThere(topic, consumer);
                }
                try {
                    found = newest(topic, consumer);
                } catch (TimeoutException unanswered) {
                    // So it looks where a consumer has not noticed yet that the topic is gone.
                    requireThere(topic, consumer);
                }
            }
            return found.get();
        } catch (KafkaException failure) {
            throw new IllegalStateException("topic " + topic + ": its forecasts cannot be read", failure);
        }
    }

    private static void requireThere(String topic, KafkaConsumer<byte[], byte[]> consumer) {
        // A broker may learn of a topic later than others: it is gone when two looks do not see it.
        if (!consumer.listTopics().containsKey(topic)) {
            LockSupport.parkNanos(PERIOD.toNanos());
            if (!consumer.listTopics().containsKey(topic)) {
                throw new IllegalStateException(
                        "topic " + topic + ": it was deleted while the job waited for its first forecast");
            }
        }
    }

    private static Optional<ForecastShape> newest(String topic, KafkaConsumer<byte[], byte[]> consumer) {
        return NewestMessages.of(topic, consumer).stream()
                .sorted(Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                        .reversed())
                .flatMap(message -> forecast(message).stream())
                .map(Forecast::shape)
                .findFirst();
    }

    private static Optional<Forecast> forecast(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null || message.headers().lastHeader(RowPlace.HEADER) != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ForecastParser().parse(message.value()));
        } catch (IllegalArgumentException other) {
            // The job rejects it, and says why.
            return Optional.empty();
        }
    }
}
