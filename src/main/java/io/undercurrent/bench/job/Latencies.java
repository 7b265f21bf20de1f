package io.undercurrent.bench.job;

import io.undercurrent.demo.MessageProducer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long readings take to become forecasts. A forecast's message carries the time of its reading, to which the present is
 * compared when a consumer has it.
 */
final class Latencies {

    /** What is sent in one go, several hundred times a second. */
    private static final long BURST_NANOS = 2_000_000;

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final String bootstrapServers;
    private final String readings;
    private final String predictions;
    private long[] millis = new long[1 << 20];
    private int count;

    Latencies(String bootstrapServers, String readings, String predictions) {
        this.bootstrapServers = bootstrapServers;
        this.readings = readings;
        this.predictions = predictions;
    }

    /** Sends readings at a steady rate for some time, and takes the latencies of those behind the warm-up. */
    void measure(Workload workload, double rate, Duration time) throws InterruptedException {
        Thread sender = new Thread(() -> send(workload, rate, time), "bench-sender");
        sender.start();
        long begin = System.currentTimeMillis();
        long measureFrom = begin + WARM_UP.toMillis();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(consumer.partitionsFor(predictions).stream()
                    .map(partition -> new TopicPartition(predictions, partition.partition()))
                    .toList());
            consumer.seekToBeginning(List.of());
            while (sender.isAlive()) {
                for (ConsumerRecord<byte[], byte[]> forecast : consumer.poll(Duration.ofMillis(20))) {
                    if (forecast.timestamp() >= measureFrom) {
                        add(System.currentTimeMillis() - forecast.timestamp());
                    }
                }
            }
        }
        sender.join();
        if (count == 0) {
            throw new IllegalStateException("no forecast came within " + time.toSeconds() + " s");
        }
        Arrays.sort(millis, 0, count);
    }

    private void add(long latency) {
        if (count == millis.length) {
            millis = Arrays.copyOf(millis, 2 * count);
        }
        millis[count++] = latency;
    }

    private void send(Workload workload, double rate, Duration time) {
        try (MessageProducer producer = new MessageProducer(bootstrapServers, readings, Map.of("linger.ms", "1"));
                RunClock unused = RunClock.open(Long.MAX_VALUE)) {
            Messages messages = new Messages(workload, 0, 1, unused);
            long start = System.nanoTime();
            long sent = 0;
            for (long now = 0; now < time.toNanos() && messages.hasNext(); now = System.nanoTime() - start) {
                for (long due = (long) (now * rate / 1e9); sent < due && messages.hasNext(); sent++) {
                    KafkaBenchmark.send(producer, messages.next());
                }
                LockSupport.parkNanos(BURST_NANOS);
            }
            producer.flush();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The latency that {@code percent} of the readings do not exceed, in milliseconds. */
    double percentile(double percent) {
        return millis[(int) Math.min(count - 1L, (long) Math.ceil(count * percent / 100) - 1)];
    }
}
