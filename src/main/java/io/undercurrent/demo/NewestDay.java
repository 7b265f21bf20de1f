package io.undercurrent.demo;

import io.undercurrent.format.ReadingParser;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.simulator.Simulator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Finds where a feed of simulated readings ended. */
public final class NewestDay {

    /**
     * Messages read back from the end of each partition. Announcements stand between the readings of two days, and stores
     * are spread over the partitions, so that far fewer would do.
     */
    private static final long MESSAGES_BACK = 20_000;

    private static final Duration POLL = Duration.ofMillis(200);

    private NewestDay() {}

    /**
     * The newest day, counted from 1970-01-01, of the readings at the end of a topic; empty where there are none.
     * Announcements do not count, being of days to come.
     *
     * @param settings further settings of the consumer by their Kafka name
     */
    public static OptionalInt of(String bootstrapServers, String topic, Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", bootstrapServers);
        all.put("enable.auto.commit", "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
            consumer.assign(partitions);
            ends.forEach(
                    (partition, end) -> consumer.seek(partition, Math.max(starts.get(partition), end - MESSAGES_BACK)));
            return newest(consumer, ends);
        }
    }

    private static OptionalInt newest(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        Columns columns = Simulator.COLUMNS;
        ReadingParser parser = new ReadingParser(columns);
        OptionalInt newest = OptionalInt.empty();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (parser.parse(record.value()) instanceof ReadingParser.Accepted accepted) {
                    Reading reading = accepted.reading();
                    boolean later = newest.isEmpty() || reading.day() > newest.getAsInt();
                    if (later && reading.hasAny(0, columns.targets().size())) {
                        newest = OptionalInt.of(reading.day());
                    }
                }
            }
        }
        return newest;
    }
}
