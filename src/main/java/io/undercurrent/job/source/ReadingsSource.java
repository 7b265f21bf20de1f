package io.undercurrent.job.source;

import io.undercurrent.job.source.history.History;
import io.undercurrent.job.source.split.PastLeft;
import io.undercurrent.job.source.split.TopicSplit;
import io.undercurrent.job.source.split.TopicsState;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.time.PastForecasts;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    /** Null where there is none: an Optional is not serialisable. */
    private final History historyOrNull;

    private final PastForecasts forecasts;
    private final Start start;
    private final Map<String, String> clientSettings;
    private final SourceGuard guard;

    /**
     * @param kafka reads the topics that {@code finder} finds
     * @param topics as they were found when the job began
     * @param history what is read before the topics, by a job without a checkpoint
     * @param forecasts if not all that the past asks for are written, the tasks are told when it has been read
     * @param start where {@code kafka} begins to read
     * @param clientSettings by which the watch reaches Kafka
     * @param guard ends a job that may not go on
     */
    public ReadingsSource(
            KafkaSource<SourceRecord> kafka,
            ReadingsTopics topics,
            TopicFinder finder,
            NewTopic newTopic,
            Optional<History> history,
            PastForecasts forecasts,
            Start start,
            Map<String, String> clientSettings,
            SourceGuard guard) {
        this.kafka = Objects.requireNonNull(kafka, "kafka");
        this.topics = Objects.requireNonNull(topics, "topics");
        this.finder = Objects.requireNonNull(finder, "finder");
        this.newTopic = Objects.requireNonNull(newTopic, "newTopic");
        this.historyOrNull = Objects.requireNonNull(history, "history").orElse(null);
        this.forecasts = Objects.requireNonNull(forecasts, "forecasts");
        this.start = Objects.requireNonNull(start, "start");
        this.clientSettings = Map.copyOf(clientSettings);
        this.guard = Objects.requireNonNull(guard, "guard");
    }

    @Override
    public Boundedness getBoundedness() {
        return kafka.getBoundedness();
    }

    @Override
    public SourceReader<SourceRecord, TopicSplit> createReader(SourceReaderContext context) throws Exception {
        return new ReadingsReader(kafka.createReader(context), context, Optional.ofNullable(historyOrNull));
    }

    @Override
    public SplitEnumerator<TopicSplit, TopicsState> createEnumerator(SplitEnumeratorContext<TopicSplit> context) {
        Past past = past(forecasts == PastForecasts.ALL ? PastLeft.NONE : PastLeft.UNKNOWN);
        PastLeft before = historyOrNull == null ? PastLeft.NONE : PastLeft.UNKNOWN;
        return watched(kafka.createEnumerator(new SplitContext(context, finder, past)), before, past, context);
    }

    @Override
    public SplitEnumerator<TopicSplit, TopicsState> restoreEnumerator(
            SplitEnumeratorContext<TopicSplit> context, TopicsState state) throws Exception {
        finder.remember(state.ids());
        Past past = past(state.past());
        return watched(
                kafka.restoreEnumerator(new SplitContext(context, finder, past), state.partitions()),
                state.history(),
                past,
                context);
    }

    private Past past(PastLeft left) {
        return new Past(left, finder, start, clientSettings);
    }

    private SplitEnumerator<TopicSplit, TopicsState> watched(
            SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> enumerator,
            PastLeft before,
            Past past,
            SplitEnumeratorContext<TopicSplit> context) {
        return new WatchedEnumerator(
                enumerator,
                context,
                finder,
                new HistoryRead(Optional.ofNullable(historyOrNull), before, clientSettings, context),
                past,
                ReadingsWatch.of(finder, clientSettings),
                guard);
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
