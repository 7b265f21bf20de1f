package io.undercurrent.cli.files;

import io.undercurrent.format.Counted;
import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat;
import io.undercurrent.job.kafka.KafkaAdmin;
import io.undercurrent.job.kafka.TopicScan;
import io.undercurrent.series.Reading;
import io.undercurrent.topic.TopicSelection;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The readings of some topics up to their present ends. What is none is counted, and the first one of each topic shown. */
public final class TopicReadings {

    private final TopicSelection topics;
    private final Function<String, ReadingFormat> formats;
    private final PrintWriter err;
    private long readings;
    private long refused;
    private String first;

    /**
     * @param formats of the messages of a topic
     */
    public TopicReadings(TopicSelection topics, Function<String, ReadingFormat> formats, PrintWriter err) {
        this.topics = topics;
        this.formats = formats;
        this.err = err;
    }

    /**
     * @param wanted of these the receiver gets
     * @throws IllegalArgumentException if there are no readings
     */
    public void read(
            String bootstrapServers,
            Map<String, String> properties,
            Predicate<Reading> wanted,
            Consumer<Reading> receiver) {
        long all = 0;
        String reason = null;
        for (String topic : present(topics, bootstrapServers, properties)) {
            read(topic, bootstrapServers, properties, wanted, receiver);
            all += readings;
            reason = reason == null ? first : reason;
        }
        if (all == 0) {
            throw new IllegalArgumentException("--topic: expected readings on " + topics + ", but there are none"
                    + (reason == null ? "" : ": " + reason));
        }
    }

    /**
     * The topics that there are now.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static List<String> present(TopicSelection topics, String bootstrapServers, Map<String, String> properties) {
        if (topics.patterns().isEmpty()) {
            return topics.names();
        }
        try (KafkaAdmin admin = new KafkaAdmin(bootstrapServers, properties)) {
            List<String> present = admin.present(topics);
            if (present.isEmpty()) {
                throw new IllegalArgumentException("--topic-pattern: expected topics, but there are none: " + topics);
            }
            return present;
        }
    }

    private void read(
            String topic,
            String bootstrapServers,
            Map<String, String> properties,
            Predicate<Reading> wanted,
            Consumer<Reading> receiver) {
        readings = 0;
        refused = 0;
        first = null;
        ReadingFormat format = formats.apply(topic);
        long messages = TopicScan.read(bootstrapServers, properties, topic, Long.MAX_VALUE, record -> {
            for (ReadingFormat.Result result : format.read(message(record))) {
                take(result, record, wanted, receiver);
            }
        });
        err.printf(
                Locale.ROOT,
                "The topic %s has %s in %s",
                topic,
                Counted.of(readings, "reading"),
                Counted.of(messages, "message"));
        err.println(
                refused == 0
                        ? ""
                        : String.format(Locale.ROOT, "; %,d cannot be used%n  The first: %s", refused, first));
        err.flush();
    }

    private void take(
            ReadingFormat.Result result,
            ConsumerRecord<byte[], byte[]> record,
            Predicate<Reading> wanted,
            Consumer<Reading> receiver) {
        if (result instanceof ReadingFormat.Accepted accepted) {
            readings++;
            if (wanted.test(accepted.reading())) {
                receiver.accept(accepted.reading());
            }
        } else if (result instanceof ReadingFormat.Refused no) {
            refused++;
            if (first == null) {
                first = no.rejection().reason().code() + " at offset " + record.offset() + " of partition "
                        + record.partition() + ": " + no.rejection().detail();
            }
        }
    }

    /** A record as formats read it. */
    public static Message message(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        return new Message(record.key(), record.value(), headers);
    }
}
