package io.undercurrent.job.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/** Flink's finder of partitions, and the guard, which fails the job when it may not go on. */
final class GuardedEnumerator implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> partitions;
    private final JobGuard guard;
    private final SplitEnumeratorContext<KafkaPartitionSplit> context;
    private JobGuard.Watch watch;

    GuardedEnumerator(
            SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> partitions,
            JobGuard guard,
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        this.partitions = partitions;
        this.guard = guard;
        this.context = context;
    }

    @Override
    public void start() {
        watch = guard.begin();
        partitions.start();
        // Both ask Kafka on one thread: the partitions come first.
        context.callAsync(watch::look, GuardedEnumerator::rethrow, 0, LOOK_EVERY.toMillis());
    }

    private static void rethrow(Void looked, Throwable failure) {
        if (failure instanceof RuntimeException refused) {
            throw refused;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        partitions.handleSplitRequest(subtask, host);
    }

    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
        watch.failed();
        partitions.addSplitsBack(splits, subtask);
    }

    @Override
    public void addReader(int subtask) {
        partitions.addReader(subtask);
    }

    @Override
    public KafkaSourceEnumState snapshotState(long checkpoint) throws Exception {
        return partitions.snapshotState(checkpoint);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        partitions.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        partitions.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        partitions.handleSourceEvent(subtask, event);
    }

    @Override
    public void close() throws IOException {
        if (watch != null) {
            watch.close();
        }
        partitions.close();
    }
}
