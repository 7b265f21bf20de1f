package io.undercurrent.job.source;

import io.undercurrent.stream.record.SourceRecord;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * Flink's source of a Kafka topic, which on its own knows a topic by its name. This one keeps the topic's id beside the offsets
 * in each checkpoint, and watches the topic while the job runs.
 */
public final class ReadingsSource
        implements Source<SourceRecord, KafkaPartitionSplit, KafkaSourceEnumState>, LineageVertexProvider {

    private static final long serialVersionUID = 1;

    private final KafkaSource<SourceRecord> kafka;
    private final ReadingsTopic topic;
    private final NewTopic newTopic;
    private final Map<String, String> clientSettings;
    private final SourceGuard guard;

    /**
     * @param kafka reads the topic and no other
     * @param clientSettings by which the watch reaches Kafka
     * @param guard ends a job that may not go on
     */
    public ReadingsSource(
            KafkaSource<SourceRecord> kafka,
            ReadingsTopic topic,
            NewTopic newTopic,
            Map<String, String> clientSettings,
            SourceGuard guard) {
        this.kafka = Objects.requireNonNull(kafka, "kafka");
        this.topic = Objects.requireNonNull(topic, "topic");
        this.newTopic = Objects.requireNonNull(newTopic, "newTopic");
        this.clientSettings = Map.copyOf(clientSettings);
        this.guard = Objects.requireNonNull(guard, "guard");
    }

    @Override
    public Boundedness getBoundedness() {
        return kafka.getBoundedness();
    }

    @Override
    public SourceReader<SourceRecord, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        return kafka.createReader(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return watched(kafka.createEnumerator(context), context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) throws Exception {
        return watched(kafka.restoreEnumerator(context, state), context);
    }

    private SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> watched(
            SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> enumerator,
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return new WatchedEnumerator<>(enumerator, context, ReadingsWatch.of(topic, clientSettings), guard);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return new SplitsOfOneTopic(topic, newTopic);
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return kafka.getEnumeratorCheckpointSerializer();
    }

    @Override
    public LineageVertex getLineageVertex() {
        return kafka.getLineageVertex();
    }
}
