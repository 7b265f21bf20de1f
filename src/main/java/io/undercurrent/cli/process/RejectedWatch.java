package io.undercurrent.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undercurrent.job.kafka.KafkaOptions;
import io.undercurrent.job.kafka.NewestMessages;
import io.undercurrent.topic.TopicSelection;
import java.time.Duration;
import java.time.Instant;
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
 * Says once, while a job of this process runs, that messages are rejected, and why one of them was. Who does not look into the topic of
 * rejected messages would wait for forecasts that never come.
 */
public final class RejectedWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RejectedWatch.class);
    private static final int PATIENCE_MILLIS = 5000;

    private final String topic;
    private final TopicSelection readings;
    private final Instant since = Instant.now();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean closed;
    /** Whether there is nothing more to say, or the account may not read the topic. */
    private boolean done;

    /** Connects, without waiting for an answer. */
    public RejectedWatch(KafkaOptions options) {
        topic = options.topics().rejected();
        readings = options.topics().readings();
        Properties settings = new Properties();
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.putAll(options.properties());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Has a look, for some seconds at most. Jobs may share the topic: what came from topics that this one does not read is not its own. */
    public synchronized Optional<String> look() {
        if (closed || done) {
            return Optional.empty();
        }
        try {
            for (ConsumerRecord<byte[], byte[]> message : NewestMessages.of(topic, consumer)) {
                if (Instant.ofEpochMilli(message.timestamp()).isAfter(since)
                        && readings.includes(header(message, "topic"))) {
                    done = true;
                    return Optional.of("Messages are rejected, such as that at offset " + header(message, "offset")
                            + " of partition " + header(message, "partition") + " of " + header(message, "topic") + ": "
                            + header(message, "reason") + ", " + header(message, "detail")
                            + ". They are in the topic " + topic + ", with the reason of each in its headers");
                }
            }
        } catch (WakeupException closing) {
            // Closing is what it woke up for.
        } catch (AuthorizationException forbidden) {
            done = true;
        } catch (KafkaException failure) {
            LOG.debug("The rejected messages of the topic {} could not be looked at", topic, failure);
        }
        return Optional.empty();
    }

    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
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
