package io.undercurrent.cli.files;

import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat;
import io.undercurrent.job.kafka.TopicScan;
import io.undercurrent.series.Reading;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The readings of a topic up to its present end. What is none is counted, and the first one shown. */
public final class TopicReadings {

    private final String topic;
    private final ReadingFormat format;
    private final PrintWriter err;
    private long readings;
    private long refused;
    private String first;

    public TopicReadings(String topic, ReadingFormat format, PrintWriter err) {
        this.topic = topic;
        this.format = format;
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
        long messages = TopicScan.read(bootstrapServers, properties, topic, Long.MAX_VALUE, record -> {
            for (ReadingFormat.Result result : format.read(message(record))) {
                take(result, record, wanted, receiver);
            }
        });
        err.printf(Locale.ROOT, "The topic %s has %,d readings in %,d messages", topic, readings, messages);
        err.println(refused == 0 ? "" : String.format(Locale.ROOT, "; %,d are none%n  The first: %s", refused, first));
        err.flush();
        if (readings == 0) {
            throw new IllegalArgumentException("--topic: expected readings on " + topic + ", but there are none"
                    + (first == null ? "" : ": " + first));
        }
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
