package io.undercurrent.job.source;

import io.undercurrent.stream.record.SourceRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/** Reads partitions as {@code kafka} does, and keeps the ids of their topics. */
@SuppressWarnings("try") // Flink's interface has close() throw whatever it will.
final class ReadingsReader implements SourceReader<SourceRecord, TopicSplit> {

    private final SourceReader<SourceRecord, KafkaPartitionSplit> kafka;
    /** By the names of the topics. */
    private final Map<String, String> ids = new HashMap<>();

    ReadingsReader(SourceReader<SourceRecord, KafkaPartitionSplit> kafka) {
        this.kafka = kafka;
    }

    @Override
    public void start() {
        kafka.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<SourceRecord> output) throws Exception {
        return kafka.pollNext(output);
    }

    @Override
    public List<TopicSplit> snapshotState(long checkpoint) {
        return kafka.snapshotState(checkpoint).stream()
                .map(split -> new TopicSplit(ids.get(split.getTopic()), split))
                .toList();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return kafka.isAvailable();
    }

    @Override
    public void addSplits(List<TopicSplit> splits) {
        splits.forEach(split -> ids.put(split.split().getTopic(), split.topicId()));
        kafka.addSplits(splits.stream().map(TopicSplit::split).toList());
    }

    @Override
    public void notifyNoMoreSplits() {
        kafka.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        kafka.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
        kafka.pauseOrResumeSplits(toPause, toResume);
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
    public void close() throws Exception {
        kafka.close();
    }
}
