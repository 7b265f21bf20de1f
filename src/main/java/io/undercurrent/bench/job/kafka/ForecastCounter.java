package io.undercurrent.bench.job.kafka;

import io.undercurrent.format.ReadingTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic of forecasts from its beginning. One thread's. */
final class ForecastCounter implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String topic;
    private final Duration patience;
    private final CompletableFuture<?> job;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final long opened = System.nanoTime();
    private volatile Throwable senderFailure;

    /** Hears of forecasts. */
    interface Listener {

        /**
         * @param readingTime time of the reading that led to the forecast
         * @param message the forecast
         */
        void arrived(long readingTime, byte[] message);

        /** Whether a forecast is one of those that are waited for. */
        default boolean isAwaited(byte[] message) {
            return true;
        }
    }

    /**
     * How many forecasts were written, committed or not, at a time. A few of them are marks of Kafka's where transactions end.
     *
     * @param nanos of {@link System#nanoTime}
     */
    record Written(long nanos, long forecasts) {

        double perSecondSince(Written before) {
            return (forecasts - before.forecasts) * 1e9 / (nanos - before.nanos);
        }
    }

    /**
     * @param job the end of the job that writes them; its failure ends all waiting
     */
    ForecastCounter(String bootstrapServers, String topic, CompletableFuture<?> job) {
        this(bootstrapServers, topic, job, PATIENCE);
    }

    /**
     * @param job the end of the job that writes them; its failure ends all waiting
     * @param patience the longest time without a forecast
     */
    ForecastCounter(String bootstrapServers, String topic, CompletableFuture<?> job, Duration patience) {
        this.topic = topic;
        this.patience = patience;
        this.job = job;
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
     * Waits until at least so many forecasts are written.
     *
     * @return the last look at which there were fewer; where a job is faster than this looks, that of before the first forecast
     * @throws IllegalStateException if none come any more
     */
    Written awaitWritten(long count) throws InterruptedException {
        Written last = new Written(opened, 0);
        long since = System.nanoTime();
        for (Written now = written(); now.forecasts < count; now = written()) {
            if (now.forecasts > last.forecasts) {
                since = now.nanos;
            }
            last = now;
            requireProgress(since, now.forecasts, count);
            Thread.sleep(POLL.toMillis());
        }
        return last;
    }

    Written written() {
        long forecasts = consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return new Written(System.nanoTime(), forecasts);
    }

    /**
     * Reads the next forecasts.
     *
     * @param count of those that the listener waits for
     * @param listener hears of each
     * @throws IllegalStateException if none come any more
     */
    void await(long count, Listener listener) {
        long read = 0;
        for (long since = System.nanoTime(); read < count; ) {
            for (ConsumerRecord<byte[], byte[]> forecast : consumer.poll(POLL)) {
                Header readingTime = forecast.headers().lastHeader(ReadingTime.HEADER);
                listener.arrived(ReadingTime.parse(readingTime.value()).orElseThrow(), forecast.value());
                read += listener.isAwaited(forecast.value()) ? 1 : 0;
                since = System.nanoTime();
            }
            requireProgress(since, read, count);
        }
        if (read > count) {
            throw new IllegalStateException("topic " + topic + ": expected " + count + " forecasts, but got " + read);
        }
    }

    /** Ends all waiting, because the readings do not come. */
    void senderFailed(Throwable failure) {
        senderFailure = failure;
    }

    private void requireProgress(long since, long read, long count) {
        if (senderFailure != null) {
            throw new IllegalStateException("the readings cannot be sent", senderFailure);
        }
        if (job.isCompletedExceptionally()) {
            job.join();
        }
        if (System.nanoTime() - since > patience.toNanos()) {
            throw new IllegalStateException("topic " + topic + ": no forecast came for " + patience.toSeconds()
                    + " s, after " + read + " of " + count);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
