package io.undercurrent.job.source.split;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Which partitions had been handed out, and the ids of their topics.
 *
 * @param ids by the name of the topic; empty where nobody kept them
 * @param history how much is still to be read before the topics
 * @param past how much of their past is still to be read
 */
public record TopicsState(Map<String, String> ids, KafkaSourceEnumState partitions, PastLeft history, PastLeft past) {

    public TopicsState {
        ids = Map.copyOf(ids);
    }

    /**
     * Reads and writes states; also those of the connector itself, which stand in checkpoints of earlier releases.
     *
     * @param kafka of the connector
     */
    public static SimpleVersionedSerializer<TopicsState> serializer(
            SimpleVersionedSerializer<KafkaSourceEnumState> kafka) {
        return new Layout(kafka);
    }

    private static final class Layout implements SimpleVersionedSerializer<TopicsState> {

        /** Out of reach of the connector's own versions, which count up from 0. */
        private static final int VERSION = 1002;

        private static final int WITHOUT_PAST = 1001;

        private final SimpleVersionedSerializer<KafkaSourceEnumState> kafka;

        Layout(SimpleVersionedSerializer<KafkaSourceEnumState> kafka) {
            this.kafka = kafka;
        }

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(TopicsState state) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(state.ids.size());
            for (Map.Entry<String, String> topic : new TreeMap<>(state.ids).entrySet()) {
                out.writeUTF(topic.getKey());
                out.writeUTF(topic.getValue());
            }
            state.history.write(out);
            state.past.write(out);
            out.writeInt(kafka.getVersion());
            out.write(kafka.serialize(state.partitions));
            return bytes.toByteArray();
        }

        @Override
        public TopicsState deserialize(int version, byte[] bytes) throws IOException {
            if (version < WITHOUT_PAST) {
                return new TopicsState(Map.of(), kafka.deserialize(version, bytes), PastLeft.NONE, PastLeft.NONE);
            }
            if (version > VERSION) {
                throw new IOException("topics: expected a version up to " + VERSION + ", but got " + version);
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            Map<String, String> ids = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                ids.put(in.readUTF(), in.readUTF());
            }
            PastLeft history = version == WITHOUT_PAST ? PastLeft.NONE : PastLeft.read(in);
            PastLeft past = version == WITHOUT_PAST ? PastLeft.NONE : PastLeft.read(in);
            int kafkaVersion = in.readInt();
            return new TopicsState(ids, kafka.deserialize(kafkaVersion, in.readAllBytes()), history, past);
        }
    }
}
