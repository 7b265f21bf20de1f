package io.undercurrent.demo;

import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.series.Forecast;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the predictions topic from its beginning on a thread of its own, and hands on what comes. */
final class ForecastFeed implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ForecastParser parser = new ForecastParser();
    private final Consumer<Forecast> receiver;
    private final Thread thread;
    private volatile RuntimeException failure;

    /**
     * Starts reading.
     *
     * @param receiver called on the feed's thread
     */
    ForecastFeed(String bootstrapServers, String topic, Consumer<Forecast> receiver) {
        this.receiver = receiver;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        this.thread = new Thread(this::read, "forecast-feed");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    receiver.accept(parser.parse(record.value()));
                }
            }
        } catch (WakeupException closing) {
            // This is how a consumer is told to end.
        } catch (RuntimeException unexpected) {
            failure = unexpected;
        } finally {
            consumer.close();
        }
    }

    /**
     * @throws IllegalStateException if the reading ended early
     */
    void requireAlive() {
        if (failure != null) {
            throw new IllegalStateException("reading the forecasts failed", failure);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
