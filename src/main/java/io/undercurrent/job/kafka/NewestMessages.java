package io.undercurrent.job.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The newest messages of each partition of a topic. */
final class NewestMessages {

    /** Of each partition; some of the newest places hold no message but the end of a transaction. */
    private static final int PLACES = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    private NewestMessages() {}

    /** Reads them, for some seconds at most. */
    static List<ConsumerRecord<byte[], byte[]>> of(String topic, KafkaConsumer<byte[], byte[]> consumer) {
        Collection<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        ends.entrySet().removeIf(end -> end.getValue() <= beginnings.get(end.getKey()));
        consumer.assign(ends.keySet());
        ends.forEach((partition, end) -> consumer.seek(partition, Math.max(beginnings.get(partition), end - PLACES)));
        List<ConsumerRecord<byte[], byte[]>> newest = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(newest::add);
        }
        return newest;
    }
}
