package io.undercurrent.demo;

import io.undercurrent.format.ReadingParser;
import io.undercurrent.job.source.ReadToEnd;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.simulator.Simulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Finds where a feed of simulated readings ended. */
public final class NewestDay {

    /** Messages of each partition that the first look from its end takes in; each further look takes in twice as many. */
    private static final long FIRST_LOOK = 20_000;

    private static final int NONE = Integer.MIN_VALUE;

    private NewestDay() {}

    /**
     * The newest day, counted from 1970-01-01, of the last readings of a topic; empty where it has none. Announcements do
     * not count, being of days to come. After the first day of a feed they are many times as many as its stores, so that
     * one has to look back until a reading comes or the topic begins.
     *
     * @param settings further settings of the consumer by their Kafka name
     * @throws IllegalStateException if the topic was deleted meanwhile
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
            for (long back = FIRST_LOOK; ; back *= 2) {
                boolean more = seekBack(consumer, back, starts, ends);
                OptionalInt newest = newest(consumer, ends);
                if (newest.isPresent() || !more) {
                    return newest;
                }
            }
        }
    }

    /** Goes so many messages back from the end of each partition; returns whether some begins even before that. */
    private static boolean seekBack(
            KafkaConsumer<byte[], byte[]> consumer,
            long back,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends) {
        boolean more = false;
        for (TopicPartition partition : ends.keySet()) {
            long start = starts.get(partition);
            long from = ends.get(partition) - back;
            consumer.seek(partition, Math.max(start, from));
            more |= from > start;
        }
        return more;
    }

    private static OptionalInt newest(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        Columns columns = Simulator.COLUMNS;
        ReadingParser parser = new ReadingParser(columns);
        AtomicInteger newest = new AtomicInteger(NONE);
        ReadToEnd.read(consumer, ends, record -> {
            if (parser.parse(record.value()) instanceof ReadingParser.Accepted accepted) {
                Reading reading = accepted.reading();
                if (reading.hasAny(0, columns.targets().size())) {
                    newest.set(Math.max(newest.get(), reading.day()));
                }
            }
        });
        return newest.get() == NONE ? OptionalInt.empty() : OptionalInt.of(newest.get());
    }
}
