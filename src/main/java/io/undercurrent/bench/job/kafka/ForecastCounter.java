package io.undercurrent.bench.job.kafka;

import io.undercurrent.format.ReadingTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic of forecasts from its beginning. One thread's. */
final class ForecastCounter implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** Hears of forecasts. */
    interface Listener {

        /**
         * @param readingTime time of the reading that led to the forecast
         * @param message the forecast
         */
        void arrived(long readingTime, byte[] message);
    }

    ForecastCounter(String bootstrapServers, String topic) {
        this.topic = topic;
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Waits until at least so many forecasts are written, committed or not.
     *
     * @return how many are, and of these a few are marks of Kafka's where transactions end
     * @throws IllegalStateException if none come any more
     */
    long awaitWritten(long count) throws InterruptedException {
        long last = 0;
        long written = written();
        for (long since = System.nanoTime(); written < count; written = written()) {
            if (written > last) {
                last = written;
                since = System.nanoTime();
            }
            requireProgress(since, written, count);
            Thread.sleep(POLL.toMillis());
        }
        return written;
    }

    private long written() {
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /**
     * Reads the next forecasts.
     *
     * @param listener hears of each
     * @throws IllegalStateException if none come any more
     */
    void await(long count, Listener listener) {
        long read = 0;
        for (long since = System.nanoTime(); read < count; ) {
            for (ConsumerRecord<byte[], byte[]> forecast : consumer.poll(POLL)) {
                Header readingTime = forecast.headers().lastHeader(ReadingTime.HEADER);
                listener.arrived(ReadingTime.parse(readingTime.value()).orElseThrow(), forecast.value());
                read++;
                since = System.nanoTime();
            }
            requireProgress(since, read, count);
        }
        if (read > count) {
            throw new IllegalStateException("topic " + topic + ": expected " + count + " forecasts, but got " + read);
        }
    }

    private void requireProgress(long since, long read, long count) {
        if (System.nanoTime() - since > PATIENCE_NANOS) {
            throw new IllegalStateException("topic " + topic + ": no forecast came for "
                    + Duration.ofNanos(PATIENCE_NANOS).toSeconds() + " s, after " + read + " of " + count);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
