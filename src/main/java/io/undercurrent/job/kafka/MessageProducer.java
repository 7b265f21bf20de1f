package io.undercurrent.job.kafka;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes messages to one topic, keyed by their series. Messages are sent in the background; the first that Kafka refuses makes
 * every later call fail.
 */
public final class MessageProducer implements AutoCloseable {

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param bootstrapServers where Kafka is, as host and port
     * @param settings further settings of the producer by their Kafka name, over those made here
     */
    public MessageProducer(String bootstrapServers, String topic, Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 17);
        // Whoever names the wrong broker or topic should not wait the default minute to learn it.
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        all.putAll(settings);
        this.topic = topic;
        this.producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Hands a message over for sending, with the present as its time.
     *
     * @throws IllegalStateException if this or an earlier message could not be written
     */
    public void send(String key, byte[] message) {
        send(key, message, null);
    }

    /**
     * Hands a message over for sending.
     *
     * @param timestamp of the message, milliseconds since 1970
     * @throws IllegalStateException if this or an earlier message could not be written
     */
    public void send(String key, byte[] message, long timestamp) {
        send(key, message, Long.valueOf(timestamp));
    }

    private void send(String key, byte[] message, Long timestamp) {
        throwFailure();
        producer.send(
                new ProducerRecord<>(topic, null, timestamp, key.getBytes(StandardCharsets.UTF_8), message),
                (metadata, refused) -> {
                    if (refused != null) {
                        failure.compareAndSet(null, refused);
                    }
                });
    }

    /**
     * Waits until all messages are written.
     *
     * @throws IllegalStateException if one could not be written
     */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    private void throwFailure() {
        Exception refused = failure.get();
        if (refused != null) {
            throw new IllegalStateException("topic " + topic + ": a message could not be written", refused);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
