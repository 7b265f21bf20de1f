package io.undercurrent.job.source.split;

import io.undercurrent.format.mapping.TopicMappings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a partition has been read, and of which topic it is.
 *
 * @param topicId empty where nobody kept it, and {@link #HISTORY} of what is read before the topics of the job
 * @param lastOfPast offset of the last message that the partition had when the job began; {@link #NO_PAST} where that does not matter
 */
public record TopicSplit(String topicId, KafkaPartitionSplit split, long lastOfPast) implements SourceSplit {

    /** Stands for the id of a topic or file that is read before the topics of the job; no id looks like it. */
    private static final String HISTORY = "history";

    /** Before the id of a split that has been read. */
    private static final String READ = "read:";

    /** No message is of the past. */
    public static final long NO_PAST = -1;

    /** A partition whose past does not matter. */
    public TopicSplit(String topicId, KafkaPartitionSplit split) {
        this(topicId, split, NO_PAST);
    }

    /** A file that is read before the topics of the job, with the number of messages that have been taken. */
    public static TopicSplit ofFile(String location, long taken) {
        TopicPartition place = new TopicPartition(TopicMappings.FILE + location, 0);
        return new TopicSplit(HISTORY, new KafkaPartitionSplit(place, taken));
    }

    /** A partition that is read up to a message before the topics of the job. */
    public static TopicSplit ofHistory(TopicPartition partition, long last) {
        KafkaPartitionSplit whole = new KafkaPartitionSplit(partition, KafkaPartitionSplit.EARLIEST_OFFSET, last + 1);
        return new TopicSplit(HISTORY, whole, last);
    }

    /** Says of a split of the history that it has been read. */
    public static TopicSplit read(String history) {
        return new TopicSplit(HISTORY, new KafkaPartitionSplit(new TopicPartition(READ + history, 0), 0));
    }

    /** The id of the split of which this says that it has been read; empty where it is one to be read. */
    public Optional<String> read() {
        String name = split.getTopic();
        return name.startsWith(READ) ? Optional.of(name.substring(READ.length())) : Optional.empty();
    }

    /** Whether it is read before the topics of the job. */
    public boolean isHistory() {
        return topicId.equals(HISTORY);
    }

    /** The location of the file that this is; empty where it is a partition. */
    public Optional<String> file() {
        String name = split.getTopic();
        return name.startsWith(TopicMappings.FILE)
                ? Optional.of(name.substring(TopicMappings.FILE.length()))
                : Optional.empty();
    }

    /** Whether messages of the past are still to come; offsets below zero stand for the beginning of the partition. */
    public boolean hasPastAhead() {
        return split.getStartingOffset() <= lastOfPast;
    }

    @Override
    public String splitId() {
        return split.splitId();
    }

    /** Reads and writes splits; also those of the connector itself, which stand in checkpoints of earlier releases. */
    public static SimpleVersionedSerializer<TopicSplit> serializer() {
        return new Layout();
    }

    private static final class Layout implements SimpleVersionedSerializer<TopicSplit> {

        /** Out of reach of the connector's own versions, which count up from 0. */
        private static final int VERSION = 1002;

        private static final int WITHOUT_PAST = 1001;

        private final KafkaPartitionSplitSerializer offsets = new KafkaPartitionSplitSerializer();

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(TopicSplit split) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(split.topicId);
            out.writeLong(split.lastOfPast);
            out.writeInt(offsets.getVersion());
            out.write(offsets.serialize(split.split));
            return bytes.toByteArray();
        }

        @Override
        public TopicSplit deserialize(int version, byte[] bytes) throws IOException {
            if (version < WITHOUT_PAST) {
                return new TopicSplit("", offsets.deserialize(version, bytes));
            }
            if (version > VERSION) {
                throw new IOException(
                        "offsets of a topic: expected a version up to " + VERSION + ", but got " + version);
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            String topicId = in.readUTF();
            long lastOfPast = version == WITHOUT_PAST ? NO_PAST : in.readLong();
            int offsetsVersion = in.readInt();
            return new TopicSplit(topicId, offsets.deserialize(offsetsVersion, in.readAllBytes()), lastOfPast);
        }
    }
}
