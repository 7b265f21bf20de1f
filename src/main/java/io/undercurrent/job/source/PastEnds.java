package io.undercurrent.job.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds the last message that each partition has now. The end of a partition does not say: the last offsets before it may be marks of
 * transactions, or messages of one that was aborted, which no reader sees.
 */
final class PastEnds {

    /** Messages to look at first, counted back from the end. */
    private static final long FIRST_LOOK = 2;

    private PastEnds() {}

    /**
     * What a partition has to be read.
     *
     * @param first offset of the first message, or one before it
     * @param last offset of the last message
     */
    record Stretch(long first, long last) {

        /** How many messages these are at most: in between there may be marks of transactions, and places of messages that are gone. */
        long most() {
            return last - first + 1;
        }
    }

    /**
     * What there is of each partition; nothing of those that have no message from the start on.
     *
     * @param clientSettings those of the readers of the job
     * @throws IllegalStateException if a topic was deleted meanwhile
     */
    static Map<TopicPartition, Stretch> measure(TopicFinder topics, Start start, Map<String, String> clientSettings)
            throws ExecutionException, InterruptedException {
        Properties settings = new Properties();
        settings.putAll(clientSettings);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // Where retention takes what comes next, the rest is still there.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (Admin admin = Admin.create(settings);
                Consumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions = topics.partitions(admin);
            Map<TopicPartition, Long> starts = starts(consumer, partitions, start);
            Map<TopicPartition, Stretch> stretches = new HashMap<>();
            last(consumer, partitions, starts)
                    .forEach((partition, last) -> stretches.put(partition, new Stretch(starts.get(partition), last)));
            return stretches;
        }
    }

    private static Map<TopicPartition, Long> starts(
            Consumer<?, ?> consumer, Set<TopicPartition> partitions, Start start) {
        if (start.isLatest()) {
            return consumer.endOffsets(partitions);
        }
        Map<TopicPartition, Long> starts = new HashMap<>(consumer.beginningOffsets(partitions));
        if (!start.isEarliest()) {
            starts.replaceAll((partition, first) -> start.millis());
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(starts);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            starts.replaceAll((partition, time) -> found.get(partition) == null
                    ? ends.get(partition)
                    : found.get(partition).offset());
        }
        return starts;
    }

    private static Map<TopicPartition, Long> last(
            Consumer<byte[], byte[]> consumer,
            Collection<TopicPartition> partitions,
            Map<TopicPartition, Long> starts) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> last = new HashMap<>();
        Set<TopicPartition> open = new HashSet<>(partitions);
        open.removeIf(partition -> starts.get(partition) >= ends.get(partition));
        for (long look = FIRST_LOOK; !open.isEmpty(); look *= 2) {
            Map<TopicPartition, Long> from = new HashMap<>();
            for (TopicPartition partition : open) {
                from.put(partition, Math.max(starts.get(partition), ends.get(partition) - look));
            }
            Map<TopicPartition, Long> found = lastBetween(consumer, from, ends);
            last.putAll(found);
            open.removeIf(partition ->
                    found.containsKey(partition) || from.get(partition).equals(starts.get(partition)));
        }
        return last;
    }

    /** The last messages of some partitions between two offsets, where there are any. */
    private static Map<TopicPartition, Long> lastBetween(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        Map<TopicPartition, Long> last = new HashMap<>();
        Map<TopicPartition, Long> until = new HashMap<>(ends);
        until.keySet().retainAll(from.keySet());
        ReadToEnd.read(
                consumer,
                until,
                record -> last.put(new TopicPartition(record.topic(), record.partition()), record.offset()));
        return last;
    }
}
