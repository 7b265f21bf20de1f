package io.undercurrent.job.kafka.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undercurrent.format.Utf8;
import io.undercurrent.format.encoding.Encoding;
import io.undercurrent.format.fields.Part;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.format.schema.MessageText;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Rejected messages as they came, key, value and headers, and with the headers {@code reason}, {@code detail}, {@code topic}, {@code
 * partition}, {@code offset} and {@code reading-time}, where the message had a time.
 *
 * <p>A message that was compressed may be too large for any topic when uncompressed. It is then cut, and {@code
 * original-length} gives the length of the whole value, which can be read at the source position. For a value that is not JSON, the header
 * {@code decoded} holds its fields as JSON, if the schema is available and there is room.
 */
public final class RejectedSerializer implements KafkaRecordSerializationSchema<RejectedRecord> {

    /** Bytes of a header besides its name and value: their lengths. */
    private static final int FRAME = 10;

    private final String topic;
    private final int maxBytes;
    private final TopicMappings mappings;
    /** By encoding; null before the first message. */
    private transient Map<Encoding, MessageText> texts;

    /**
     * @param maxBytes of key, value and headers together
     * @param mappings that say how values are encoded
     */
    public RejectedSerializer(String topic, int maxBytes, TopicMappings mappings) {
        this.topic = topic;
        this.maxBytes = maxBytes;
        this.mappings = mappings;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(RejectedRecord rejected, KafkaSinkContext sink, Long timestamp) {
        SourceRecord source = rejected.source();
        byte[] key = cut(source.key(), maxBytes);
        int room = maxBytes - (key == null ? 0 : key.length);
        byte[] value = cut(source.value(), room);
        ProducerRecord<byte[], byte[]> message = IssuedNow.message(topic, key, value, source.timestamp());
        Headers headers = message.headers();
        int left = addOwn(source.headers(), headers, room - (value == null ? 0 : value.length));
        addDecoded(source, headers, left);
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

    private void addDecoded(SourceRecord source, Headers headers, int room) {
        Encoding encoding = mappings.of(source.topic()).encoding();
        if (encoding.equals(Encoding.JSON) || source.value() == null) {
            return;
        }
        if (texts == null) {
            texts = new HashMap<>();
        }
        MessageText text = texts.computeIfAbsent(encoding, Encoding::text);
        text.of(Part.VALUE, source.value(), source.headers())
                .map(json -> json.getBytes(UTF_8))
                .filter(json -> json.length + FRAME <= room && !Arrays.equals(json, source.value()))
                .ifPresent(json -> headers.add("decoded", json));
    }

    /** Adds the headers that the message came with, as far as there is room for them. Returns what is left of it. */
    private static int addOwn(Map<String, byte[]> own, Headers headers, int room) {
        int left = room;
        for (Map.Entry<String, byte[]> header : own.entrySet()) {
            byte[] value = header.getValue();
            left -= header.getKey().length() * Utf8.MOST_BYTES + (value == null ? 0 : value.length) + FRAME;
            if (left < 0) {
                return 0;
            }
            headers.add(header.getKey(), value);
        }
        return left;
    }

    private static byte[] cut(byte[] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }
}
