package io.undercurrent.job.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The newest messages of each partition of a topic. */
public final class NewestMessages {

    /** Of each partition, counted back from its end. Where they hold no message, it is looked at twice as many, and so on. */
    private static final long FIRST_LOOK = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    private NewestMessages() {}

    /**
     * Reads them, for some seconds at most. Some of the newest places hold no message but the end of a transaction, or one of a transaction
     * that was aborted.
     */
    public static List<ConsumerRecord<byte[], byte[]>> of(String topic, KafkaConsumer<byte[], byte[]> consumer) {
        Collection<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        ends.entrySet().removeIf(end -> end.getValue() <= beginnings.get(end.getKey()));
        List<ConsumerRecord<byte[], byte[]>> newest = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (long look = FIRST_LOOK; !ends.isEmpty() && System.nanoTime() < deadline; look *= 2) {
            Map<TopicPartition, Long> from = new HashMap<>();
            for (var end : ends.entrySet()) {
                from.put(end.getKey(), Math.max(beginnings.get(end.getKey()), end.getValue() - look));
            }
            Set<TopicPartition> found = read(consumer, from, ends, deadline, newest);
            ends.keySet()
                    .removeIf(partition ->
                            found.contains(partition) || from.get(partition).equals(beginnings.get(partition)));
        }
        return newest;
    }

    /** Adds what some partitions have between two offsets, and returns which of them have something there. */
    private static Set<TopicPartition> read(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            long deadline,
            List<ConsumerRecord<byte[], byte[]>> newest) {
        Set<TopicPartition> found = new HashSet<>();
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        while (System.nanoTime() < deadline
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                newest.add(record);
                found.add(new TopicPartition(record.topic(), record.partition()));
            }
        }
        return found;
    }
}
