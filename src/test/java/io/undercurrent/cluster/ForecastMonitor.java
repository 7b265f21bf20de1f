package io.undercurrent.cluster;

import io.undercurrent.format.result.ForecastParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A reader that stays at the end of the predictions and sees what is committed, as a customer of the job would. */
final class ForecastMonitor implements AutoCloseable {

    private final AtomicInteger newestOrigin = new AtomicInteger(Integer.MIN_VALUE);
    private final AtomicInteger count = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stop;

    /**
     * @param topic exists already
     */
    ForecastMonitor(String bootstrapServers, String topic) {
        thread = new Thread(() -> follow(bootstrapServers, topic), "forecast-monitor");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow(String bootstrapServers, String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        ForecastParser parser = new ForecastParser();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stop) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    count.incrementAndGet();
                    newestOrigin.accumulateAndGet(parser.parse(record.value()).origin(), Math::max);
                });
            }
        }
    }

    /** Committed so far. */
    int count() {
        return count.get();
    }

    /** The newest day that a committed forecast knew. */
    int newestOrigin() {
        return newestOrigin.get();
    }

    @Override
    public void close() {
        stop = true;
        try {
            thread.join();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
