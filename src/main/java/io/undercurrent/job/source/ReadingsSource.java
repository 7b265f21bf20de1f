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
 * Flink's source of Kafka topics, which on its own knows a topic by its name. This one keeps the topic's id beside the offsets in each
 * checkpoint, and watches the topics while the job runs.
 */
public final class ReadingsSource implements Source<SourceRecord, TopicSplit, TopicsState>, LineageVertexProvider {

    private static final long serialVersionUID = 1;

    private final KafkaSource<SourceRecord> kafka;
    private final ReadingsTopics topics;
    private final TopicFinder finder;
    private final NewTopic newTopic;
    private final Map<String, String> clientSettings;
    private final SourceGuard guard;

    /**
     * @param kafka reads the topics that {@code finder} finds
     * @param topics as they were found when the job began
     * @param clientSettings by which the watch reaches Kafka
     * @param guard ends a job that may not go on
     */
    public ReadingsSource(
            KafkaSource<SourceRecord> kafka,
            ReadingsTopics topics,
            TopicFinder finder,
            NewTopic newTopic,
            Map<String, String> clientSettings,
            SourceGuard guard) {
        this.kafka = Objects.requireNonNull(kafka, "kafka");
        this.topics = Objects.requireNonNull(topics, "topics");
        this.finder = Objects.requireNonNull(finder, "finder");
        this.newTopic = Objects.requireNonNull(newTopic, "newTopic");
        this.clientSettings = Map.copyOf(clientSettings);
        this.guard = Objects.requireNonNull(guard, "guard");
    }

    @Override
    public Boundedness getBoundedness() {
        return kafka.getBoundedness();
    }

    @Override
    public SourceReader<SourceRecord, TopicSplit> createReader(SourceReaderContext context) throws Exception {
        return new ReadingsReader(kafka.createReader(context));
    }

    @Override
    public SplitEnumerator<TopicSplit, TopicsState> createEnumerator(SplitEnumeratorContext<TopicSplit> context) {
        return watched(kafka.createEnumerator(new SplitContext(context, finder)), context);
    }

    @Override
    public SplitEnumerator<TopicSplit, TopicsState> restoreEnumerator(
            SplitEnumeratorContext<TopicSplit> context, TopicsState state) throws Exception {
        finder.remember(state.ids());
        return watched(kafka.restoreEnumerator(new SplitContext(context, finder), state.partitions()), context);
    }

    private SplitEnumerator<TopicSplit, TopicsState> watched(
            SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> enumerator,
            SplitEnumeratorContext<TopicSplit> context) {
        return new WatchedEnumerator(enumerator, context, finder, ReadingsWatch.of(finder, clientSettings), guard);
    }

    @Override
    public SimpleVersionedSerializer<TopicSplit> getSplitSerializer() {
        return new TopicSplits(topics, newTopic);
    }

    @Override
    public SimpleVersionedSerializer<TopicsState> getEnumeratorCheckpointSerializer() {
        return TopicsState.serializer(kafka.getEnumeratorCheckpointSerializer());
    }

    @Override
    public LineageVertex getLineageVertex() {
        return kafka.getLineageVertex();
    }
}
