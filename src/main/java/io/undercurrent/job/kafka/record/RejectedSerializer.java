package io.undercurrent.job.kafka.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import java.util.Arrays;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Rejected messages as they came, key and value, with the headers {@code reason}, {@code detail}, {@code topic}, {@code
 * partition}, {@code offset} and {@code reading-time}, where the message had a time.
 *
 * <p>A message that came compressed may be larger than any topic takes once it is unpacked. What does not fit is then
 * cut off, and {@code original-length} tells how long the value was; the source position leads to the rest.
 */
public final class RejectedSerializer implements KafkaRecordSerializationSchema<RejectedRecord> {

    private final String topic;
    private final int maxBytes;

    /**
     * @param maxBytes of key and value together
     */
    public RejectedSerializer(String topic, int maxBytes) {
        this.topic = topic;
        this.maxBytes = maxBytes;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(RejectedRecord rejected, KafkaSinkContext sink, Long timestamp) {
        SourceRecord source = rejected.source();
        byte[] key = cut(source.key(), maxBytes);
        byte[] value = cut(source.value(), maxBytes - (key == null ? 0 : key.length));
        ProducerRecord<byte[], byte[]> message = IssuedNow.message(topic, key, value, source.timestamp());
        Headers headers = message.headers();
        headers.add("reason", rejected.rejection().reason().code().getBytes(UTF_8));
        headers.add("detail", rejected.rejection().detail().getBytes(UTF_8));
        headers.add("topic", source.topic().getBytes(UTF_8));
        headers.add("partition", Integer.toString(source.partition()).getBytes(UTF_8));
        headers.add("offset", Long.toString(source.offset()).getBytes(UTF_8));
        if (value != source.value()) {
            headers.add(
                    "original-length", Integer.toString(source.value().length).getBytes(UTF_8));
        }
        return message;
    }

    private static byte[] cut(byte[] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }
}
