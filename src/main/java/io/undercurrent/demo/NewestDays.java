package io.undercurrent.demo;

import io.undercurrent.format.ReadingParser;
import io.undercurrent.job.source.ReadToEnd;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.simulator.Simulator;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Where a feed of simulated readings ended, by series. A feed that is stopped may have sent some stores of its last day and not the others,
 * and messages of one partition long before those of another.
 *
 * @param bySeries the newest day with a reading, counted from 1970-01-01; none of series without one
 */
public record NewestDays(Map<String, Integer> bySeries) {

    /** That of a feed that has not begun. */
    public static final NewestDays NONE = new NewestDays(Map.of());

    /** Messages of each partition that the first look from its end takes in; each further look takes in twice as many. */
    private static final long FIRST_LOOK = 20_000;

    public NewestDays {
        bySeries = Map.copyOf(bySeries);
    }

    /** Whether there is a reading of that day, or of a later one, of the same series. */
    public boolean include(Reading reading) {
        return bySeries.getOrDefault(reading.key(), Integer.MIN_VALUE) >= reading.day();
    }

    /** How many days from the first one on some series have. */
    public int ofAny(long first, int most) {
        return bySeries.values().stream()
                .mapToInt(newest -> count(newest, first, most))
                .max()
                .orElse(0);
    }

    /** How many days from the first one on all these series have. */
    public int ofAll(Collection<String> series, long first, int most) {
        return series.stream()
                .mapToInt(key -> bySeries.containsKey(key) ? count(bySeries.get(key), first, most) : 0)
                .min()
                .orElse(0);
    }

    private static int count(int newest, long first, int most) {
        return (int) Math.max(0, Math.min(most, newest - first + 1));
    }

    /**
     * That of the last readings of a topic. Announcements do not count, being of days to come. After the first day of a feed they are many
     * times as many as its stores, so that one has to look back until there is a reading of each series, or the topic begins.
     *
     * @param settings further settings of the consumer by their Kafka name
     * @param series to look for
     * @throws IllegalStateException if the topic was deleted meanwhile
     */
    public static NewestDays of(
            String bootstrapServers, String topic, Map<String, String> settings, Collection<String> series) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", bootstrapServers);
        all.put("enable.auto.commit", "false");
        // Where retention takes what comes next, the rest is still there.
        all.put("auto.offset.reset", "earliest");
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
                Map<String, Integer> newest = newest(consumer, ends);
                newest.keySet().retainAll(series);
                if (newest.size() == series.size() || !more) {
                    return new NewestDays(newest);
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

    private static Map<String, Integer> newest(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        Columns columns = Simulator.COLUMNS;
        ReadingParser parser = new ReadingParser(columns);
        Map<String, Integer> newest = new HashMap<>();
        ReadToEnd.read(consumer, ends, record -> {
            if (parser.parse(record.value()) instanceof ReadingParser.Accepted accepted) {
                Reading reading = accepted.reading();
                if (reading.hasAny(0, columns.targets().size())) {
                    newest.merge(reading.key(), reading.day(), Math::max);
                }
            }
        });
        return newest;
    }
}
