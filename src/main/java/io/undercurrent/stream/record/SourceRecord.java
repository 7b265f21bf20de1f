package io.undercurrent.stream.record;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * A message as it came, with the place that it came from.
 *
 * @param timestamp milliseconds since 1970, or {@link #NO_TIMESTAMP}
 * @param key bytes of the message key, null where there is none; not copied
 * @param value bytes of the message, null where there are none; not copied
 * @param headers by their names; of several with one name the last
 */
public record SourceRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte[] key,
        byte[] value,
        Map<String, byte[]> headers) {

    /** Stands for a message that no time is known of. */
    public static final long NO_TIMESTAMP = -1;

    public SourceRecord {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(headers, "headers");
    }

    /** A message without headers. */
    public SourceRecord(String topic, int partition, long offset, long timestamp, byte[] key, byte[] value) {
        this(topic, partition, offset, timestamp, key, value, Map.of());
    }

    /**
     * Stands in for the message of a reading that came in none.
     *
     * @param timestamp milliseconds since 1970, or {@link #NO_TIMESTAMP}
     */
    public static SourceRecord none(long timestamp) {
        return new SourceRecord("", 0, 0, timestamp, null, null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceRecord that
                && topic.equals(that.topic)
                && partition == that.partition
                && offset == that.offset
                && timestamp == that.timestamp
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value)
                && sameHeaders(that);
    }

    private boolean sameHeaders(SourceRecord that) {
        return headers.keySet().equals(that.headers.keySet())
                && headers.keySet().stream().allMatch(name -> Arrays.equals(headers.get(name), that.headers.get(name)));
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, partition, offset);
    }

    @Override
    public String toString() {
        return "SourceRecord[" + topic + "-" + partition + "@" + offset + "]";
    }
}
