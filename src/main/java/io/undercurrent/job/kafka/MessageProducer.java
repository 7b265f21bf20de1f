package io.undercurrent.job.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes messages to one topic, keyed by their series. Messages are sent in the background; the first that Kafka
 * refuses makes every later call fail. If no broker answers, it waits: callers have asked for the topic before, so the
 * address was right.
 */
public final class MessageProducer implements AutoCloseable {

    private final String topic;
    private final String bootstrapServers;
    private final Map<String, String> settings;
    private final KafkaProducer<byte[], byte[]> producer;
    /** For which a message, or the wait for the last of them, goes on before the brokers are asked for the topic; milliseconds. */
    private final long patience;

    /** Messages handed over that Kafka has neither written nor refused. Guarded by this. */
    private long pending;

    /** The first refusal. Guarded by this. */
    private Exception failure;

    /**
     * @param bootstrapServers where Kafka is, as host and port
     * @param settings further settings of the producer by their Kafka name, over those made here
     */
    public MessageProducer(String bootstrapServers, String topic, Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 17);
        // After this time without room for a message, or without a topic, it looks whether the topic is still there.
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        // An outage may last longer than the default two minutes.
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        all.putAll(settings);
        this.topic = topic;
        this.bootstrapServers = bootstrapServers;
        this.settings = Map.copyOf(settings);
        this.patience =
                Long.parseLong(all.get(ProducerConfig.MAX_BLOCK_MS_CONFIG).toString());
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
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, timestamp, key.getBytes(StandardCharsets.UTF_8), message);
        Thread caller = Thread.currentThread();
        note(1, null);
        while (foundNoPlace(producer.send(record, (written, refused) -> answered(refused, caller)))) {
            throwIfTopicIsMissing();
        }
    }

    private void answered(Exception refused, Thread caller) {
        // Kafka reports a message that found no place within the call that offers it, which then offers it again.
        boolean offeredAgain = refused instanceof TimeoutException && Thread.currentThread() == caller;
        if (!offeredAgain) {
            note(-1, refused);
        }
    }

    private synchronized void note(int messages, Exception refused) {
        pending += messages;
        failure = failure == null ? refused : failure;
        if (pending == 0 || refused != null) {
            notifyAll();
        }
    }

    /** Whether Kafka's producer did not take a message over, because no broker told it of the topic or took what came before. */
    private static boolean foundNoPlace(Future<RecordMetadata> sent) {
        if (!sent.isDone()) {
            return false;
        }
        try {
            sent.get();
            return false;
        } catch (ExecutionException refused) {
            return refused.getCause() instanceof TimeoutException;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("a future that is done waits for nobody", interrupted);
        }
    }

    /** While no broker answers, the topic counts as there. */
    private void throwIfTopicIsMissing() {
        try (KafkaAdmin admin = new KafkaAdmin(bootstrapServers, settings)) {
            if (admin.missing(List.of(topic)).isEmpty()) {
                return;
            }
        } catch (IllegalStateException noAnswer) {
            return;
        }
        throw new IllegalStateException("topic " + topic + ": it was deleted while messages were written to it");
    }

    /**
     * Waits until all messages are written, however long no broker answers.
     *
     * @throws IllegalStateException if one could not be written
     * @throws InterruptException if interrupted
     */
    public void flush() {
        while (!awaitAnswers()) {
            throwIfTopicIsMissing();
        }
        throwFailure();
    }

    /** Whether all messages were answered, or one refused, before patience ended. */
    private synchronized boolean awaitAnswers() {
        try {
            if (pending > 0 && failure == null) {
                wait(patience);
            }
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
        return pending == 0 || failure != null;
    }

    private synchronized void throwFailure() {
        if (failure != null) {
            throw new IllegalStateException("topic " + topic + ": a message could not be written", failure);
        }
    }

    /** Ends at once. What {@link #flush} did not wait for may be lost. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
