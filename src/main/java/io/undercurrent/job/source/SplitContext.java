package io.undercurrent.job.source;

import io.undercurrent.job.source.split.TopicSplit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/** Hands out partitions with the ids of their topics. */
final class SplitContext implements SplitEnumeratorContext<KafkaPartitionSplit> {

    private final SplitEnumeratorContext<TopicSplit> readers;
    private final TopicFinder topics;
    private final Past past;

    SplitContext(SplitEnumeratorContext<TopicSplit> readers, TopicFinder topics, Past past) {
        this.readers = readers;
        this.topics = topics;
        this.past = past;
    }

    @Override
    public void assignSplits(SplitsAssignment<KafkaPartitionSplit> assignment) {
        Map<Integer, List<TopicSplit>> named = new HashMap<>();
        assignment
                .assignment()
                .forEach((reader, splits) -> named.put(
                        reader,
                        splits.stream()
                                .map(split ->
                                        new TopicSplit(topics.id(split.getTopic()), split, past.last(split.splitId())))
                                .toList()));
        readers.assignSplits(new SplitsAssignment<>(named));
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return readers.metricGroup();
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
        readers.sendEventToSourceReader(subtask, event);
    }

    @Override
    public void sendEventToSourceReader(int subtask, int attempt, SourceEvent event) {
        readers.sendEventToSourceReader(subtask, attempt, event);
    }

    @Override
    public int currentParallelism() {
        return readers.currentParallelism();
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return readers.registeredReaders();
    }

    @Override
    public Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
        return readers.registeredReadersOfAttempts();
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        readers.signalNoMoreSplits(subtask);
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        readers.callAsync(callable, handler);
    }

    @Override
    public <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis) {
        readers.callAsync(callable, handler, initialDelayMillis, periodMillis);
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        readers.runInCoordinatorThread(runnable);
    }

    @Override
    public void setIsProcessingBacklog(boolean isProcessingBacklog) {
        readers.setIsProcessingBacklog(isProcessingBacklog);
    }
}
