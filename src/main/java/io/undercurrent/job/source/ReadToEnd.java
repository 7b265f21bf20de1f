package io.undercurrent.job.source;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads partitions up to ends that they had. A consumer alone would wait for ever for a topic that was deleted meanwhile. */
public final class ReadToEnd {

    private static final Logger LOG = LoggerFactory.getLogger(ReadToEnd.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Without a message, until Kafka is asked why. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** For Kafka's answer to that. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** Where Kafka does not say how far a partition was read. */
    private static final long UNKNOWN = -1;

    private ReadToEnd() {}

    /**
     * Hands on the messages between where a consumer stands and the ends, those of a partition in their order. Waits as long as no broker
     * answers.
     *
     * @param consumer to which the partitions are assigned
     * @param ends offsets after the last messages
     * @throws IllegalStateException if a topic was deleted meanwhile, or created again; the message names it
     */
    public static void read(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> receiver) {
        Map<TopicPartition, Long> before = Map.of();
        long moved = System.nanoTime();
        for (var behind = behind(consumer, ends); !behind.isEmpty(); behind = behind(consumer, ends)) {
            if (!behind.equals(before)) {
                before = behind;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                requireThere(consumer, behind.keySet(), ends);
                moved = System.nanoTime();
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    receiver.accept(record);
                }
            }
        }
    }

    /** How far the partitions were read that have not been read to their ends. */
    private static Map<TopicPartition, Long> behind(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> behind = new HashMap<>();
        ends.forEach((partition, end) -> {
            long position = position(consumer, partition);
            if (position < end) {
                behind.put(partition, position);
            }
        });
        return behind;
    }

    private static long position(Consumer<?, ?> consumer, TopicPartition partition) {
        try {
            return consumer.position(partition, ANSWER);
        } catch (TimeoutException unanswered) {
            return UNKNOWN;
        }
    }

    private static void requireThere(
            Consumer<?, ?> consumer, Set<TopicPartition> behind, Map<TopicPartition, Long> ends) {
        try {
            Set<String> topics = consumer.listTopics(ANSWER).keySet();
            for (TopicPartition partition : behind) {
                if (!topics.contains(partition.topic())) {
                    throw new IllegalStateException("topic " + partition.topic()
                            + ": it was deleted while it was read, before the end of partition " + partition.partition()
                            + " at offset " + ends.get(partition));
                }
            }
            consumer.endOffsets(behind, ANSWER).forEach((partition, end) -> {
                if (end < ends.get(partition)) {
                    throw new IllegalStateException("topic " + partition.topic()
                            + ": it was created again, or lost messages, while it was read: partition "
                            + partition.partition() + " ended at offset " + ends.get(partition) + " and ends at "
                            + end);
                }
            });
        } catch (TimeoutException unanswered) {
            LOG.debug("Waits for messages of {}: no broker answers", behind, unanswered);
        }
    }
}
