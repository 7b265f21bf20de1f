package io.undercurrent.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undercurrent.job.kafka.record.ForecastSerializer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks, while a job runs, whether another job writes forecasts to its topic. The other job has its own consumer
 * group, so nothing else prevents the two from overwriting each other's forecasts. Each forecast has its job's group as
 * a header.
 */
public final class ForecastsWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ForecastsWatch.class);
    private static final int PATIENCE_MILLIS = 5000;

    private final String topic;
    private final String group;
    private final Instant since;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean closed;
    private volatile boolean foreign;
    /** Whether the account may not read the forecasts. */
    private boolean blind;

    /**
     * Connects, without waiting for an answer.
     *
     * @param topic of the forecasts
     * @param ownership of the job's group; what others wrote before the job was submitted does not count
     * @param properties further settings of the consumer by their Kafka name
     */
    ForecastsWatch(String topic, Ownership ownership, String bootstrapServers, Map<String, String> properties) {
        this.topic = topic;
        this.group = ownership.group();
        this.since = ownership.since();
        Properties settings = new Properties();
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.putAll(properties);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Has a look, and says once that there is another job; waits for Kafka's answer for some seconds at most. */
    public synchronized Optional<String> look() {
        if (closed || foreign || blind) {
            return Optional.empty();
        }
        try {
            for (ConsumerRecord<byte[], byte[]> forecast : NewestMessages.of(topic, consumer)) {
                Header writer = forecast.headers().lastHeader(ForecastSerializer.GROUP);
                Instant issued = Instant.ofEpochMilli(forecast.timestamp());
                boolean named = writer != null && writer.value() != null;
                if (named && !new String(writer.value(), UTF_8).equals(group) && issued.isAfter(since)) {
                    foreign = true;
                    return Optional.of("Another job writes forecasts to the topic " + topic + ": that of the group "
                            + new String(writer.value(), UTF_8) + " did at " + issued.truncatedTo(ChronoUnit.SECONDS)
                            + ". They overwrite each other's forecasts of series that both have: give one of them"
                            + " another --predictions-topic");
                }
            }
        } catch (WakeupException closing) {
            // Closing is what it woke up for.
        } catch (AuthorizationException forbidden) {
            // Said at the start already.
            blind = true;
        } catch (KafkaException failure) {
            LOG.debug("The forecasts of the topic {} could not be looked at", topic, failure);
        }
        return Optional.empty();
    }

    /** Whether a look found another job. */
    boolean isForeign() {
        return foreign;
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        synchronized (this) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
