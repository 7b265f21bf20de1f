package io.undercurrent.job.kafka;

import io.undercurrent.job.source.ReadToEnd;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic up to its present end, outside of consumer groups. */
public final class TopicScan {

    private TopicScan() {}

    /**
     * Gives all messages to {@code receiver}, those of a partition in their order.
     *
     * @param properties further settings of the consumer by their Kafka name
     * @param most messages to begin with, counted back from the end of each partition
     * @return how many there were
     * @throws IllegalArgumentException if there is no such topic
     * @throws IllegalStateException if it was deleted meanwhile
     */
    public static long read(
            String bootstrapServers,
            Map<String, String> properties,
            String topic,
            long most,
            Consumer<ConsumerRecord<byte[], byte[]>> receiver) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Where retention takes what comes next, the rest is still there.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            if (partitions == null || partitions.isEmpty()) {
                throw new IllegalArgumentException("--topic: expected a topic, but there is no " + topic);
            }
            List<TopicPartition> all = partitions.stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(all);
            consumer.assign(all);
            all.forEach(
                    partition -> consumer.seek(partition, Math.max(starts.get(partition), ends.get(partition) - most)));
            AtomicLong count = new AtomicLong();
            ReadToEnd.read(consumer, ends, record -> {
                count.incrementAndGet();
                receiver.accept(record);
            });
            return count.get();
        }
    }
}
