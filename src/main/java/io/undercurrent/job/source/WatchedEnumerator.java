package io.undercurrent.job.source;

import io.undercurrent.stream.state.UnusableStateException;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out partitions as {@code kafka} does, and from time to time has a look at the topics and at whether the job may go on: on the job
 * manager, once for all tasks.
 */
final class WatchedEnumerator implements SplitEnumerator<TopicSplit, TopicsState> {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedEnumerator.class);

    private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka;
    private final SplitEnumeratorContext<TopicSplit> context;
    private final TopicFinder topics;
    private final ReadingsWatch watch;
    private final SourceGuard guard;
    /** Null before the start. */
    private SourceGuard.Watch guarding;

    WatchedEnumerator(
            SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka,
            SplitEnumeratorContext<TopicSplit> context,
            TopicFinder topics,
            ReadingsWatch watch,
            SourceGuard guard) {
        this.kafka = kafka;
        this.context = context;
        this.topics = topics;
        this.watch = watch;
        this.guard = guard;
    }

    @Override
    public void start() {
        guarding = guard.begin();
        // All ask Kafka on one thread: the partitions come first.
        kafka.start();
        watch.register(context.metricGroup());
        guarding.register(context.metricGroup());
        context.callAsync(watch::look, this::tell, 0, ReadingsWatch.PERIOD.toMillis());
        context.callAsync(
                this::guard, WatchedEnumerator::rethrow, 0, guarding.period().toMillis());
    }

    private Void guard() {
        guarding.look();
        return null;
    }

    private static void rethrow(Void looked, Throwable failure) {
        if (failure instanceof RuntimeException refused) {
            throw refused;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** Whatever is thrown here ends the job, or has Flink start it again. */
    private void tell(List<String> news, Throwable failure) {
        if (failure instanceof UnusableStateException otherTopic) {
            throw otherTopic;
        }
        if (failure != null) {
            LOG.warn("Could not look at the topics of readings", failure);
            return;
        }
        news.forEach(LOG::warn);
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        kafka.handleSplitRequest(subtask, host);
    }

    @Override
    public void addSplitsBack(List<TopicSplit> splits, int subtask) {
        guarding.failed();
        kafka.addSplitsBack(splits.stream().map(TopicSplit::split).toList(), subtask);
    }

    @Override
    public void addReader(int subtask) {
        kafka.addReader(subtask);
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        kafka.handleSourceEvent(subtask, event);
    }

    @Override
    public TopicsState snapshotState(long checkpoint) throws Exception {
        return new TopicsState(topics.ids(), kafka.snapshotState(checkpoint));
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        kafka.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        kafka.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void close() throws IOException {
        if (guarding != null) {
            guarding.close();
        }
        try (watch) {
            kafka.close();
        }
    }
}
