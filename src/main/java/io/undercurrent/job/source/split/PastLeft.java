package io.undercurrent.job.source.split;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How much of the past is still to be read: of the messages that the topics had when the job began. Immutable.
 *
 * @param measured whether it is known where the past ends
 * @param last offset of the last message of the past, by the id of the split, of those partitions in which it has not been read
 */
public record PastLeft(boolean measured, Map<String, Long> last) {

    /** Where the past ends nobody has asked yet. */
    public static final PastLeft UNKNOWN = new PastLeft(false, Map.of());

    /** All of it has been read, or nobody cares. */
    public static final PastLeft NONE = new PastLeft(true, Map.of());

    public PastLeft {
        last = Map.copyOf(last);
    }

    public boolean isRead() {
        return measured && last.isEmpty();
    }

    /** What is left when some splits have read their past. */
    public PastLeft without(Iterable<String> splits) {
        Map<String, Long> left = new HashMap<>(last);
        splits.forEach(left::remove);
        return new PastLeft(measured, left);
    }

    /** The partitions whose past has not been read. */
    public List<TopicPartition> partitions() {
        return last.keySet().stream().map(PastLeft::partition).toList();
    }

    private static TopicPartition partition(String split) {
        int dash = split.lastIndexOf('-');
        return new TopicPartition(split.substring(0, dash), Integer.parseInt(split.substring(dash + 1)));
    }

    /** Those splits of some topics whose past has not been read, by their id. */
    public List<String> splitsOf(Set<String> topics) {
        return partitions().stream()
                .filter(partition -> topics.contains(partition.topic()))
                .map(TopicPartition::toString)
                .toList();
    }

    /** Offset of the last message of the past in a split; {@link TopicSplit#NO_PAST} where nothing of it is left. */
    public long last(String split) {
        return last.getOrDefault(split, TopicSplit.NO_PAST);
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(measured);
        out.writeInt(last.size());
        for (Map.Entry<String, Long> split : new TreeMap<>(last).entrySet()) {
            out.writeUTF(split.getKey());
            out.writeLong(split.getValue());
        }
    }

    static PastLeft read(DataInput in) throws IOException {
        boolean measured = in.readBoolean();
        Map<String, Long> last = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            last.put(in.readUTF(), in.readLong());
        }
        return new PastLeft(measured, last);
    }
}
