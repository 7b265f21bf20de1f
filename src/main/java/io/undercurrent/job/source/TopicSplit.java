package io.undercurrent.job.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * How far a partition has been read, and of which topic it is.
 *
 * @param topicId empty where nobody kept it
 */
public record TopicSplit(String topicId, KafkaPartitionSplit split) implements SourceSplit {

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
        private static final int VERSION = 1001;

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
            out.writeInt(offsets.getVersion());
            out.write(offsets.serialize(split.split));
            return bytes.toByteArray();
        }

        @Override
        public TopicSplit deserialize(int version, byte[] bytes) throws IOException {
            if (version < VERSION) {
                return new TopicSplit("", offsets.deserialize(version, bytes));
            }
            if (version > VERSION) {
                throw new IOException(
                        "offsets of a topic: expected a version up to " + VERSION + ", but got " + version);
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            String topicId = in.readUTF();
            int offsetsVersion = in.readInt();
            return new TopicSplit(topicId, offsets.deserialize(offsetsVersion, in.readAllBytes()));
        }
    }
}
