package io.undercurrent.job.source;

import io.undercurrent.job.source.history.History;
import io.undercurrent.job.source.history.HistoryReader;
import io.undercurrent.job.source.split.PastRead;
import io.undercurrent.job.source.split.TopicSplit;
import io.undercurrent.stream.record.SourceRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions as {@code kafka} does, keeps the ids of their topics, and says when the past of a partition has been read. */
@SuppressWarnings("try") // Flink's interface has close() throw whatever it will.
final class ReadingsReader implements SourceReader<SourceRecord, TopicSplit> {

    private final SourceReader<SourceRecord, KafkaPartitionSplit> kafka;
    private final SourceReaderContext context;
    private final HistoryReader before;
    /** By the names of the topics. */
    private final Map<String, String> ids = new HashMap<>();
    /** Offset of the last message of the past, by the ids of the splits in which it is still to come. */
    private final Map<String, Long> past = new HashMap<>();
    /** The ids of splits whose past has been read, which is still to be told. */
    private final List<String> read = new ArrayList<>();
    /** Messages of the past handed on since the task began. */
    private final Counter pastRead;
    /** Null before the first call. */
    private SeenOutput seen;

    /**
     * @param history what is read before the topics
     */
    ReadingsReader(
            SourceReader<SourceRecord, KafkaPartitionSplit> kafka,
            SourceReaderContext context,
            Optional<History> history) {
        before = new HistoryReader(history);
        this.kafka = kafka;
        this.context = context;
        pastRead = context.metricGroup().counter("pastRead");
    }

    @Override
    public void start() {
        kafka.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<SourceRecord> output) throws Exception {
        if (seen == null) {
            // The same with each call: what is made of it for a split is kept.
            seen = new SeenOutput(output, this::gone, this::ended);
        }
        InputStatus status = before.isReading() ? before.read(seen) : kafka.pollNext(seen);
        read.addAll(before.takeRead());
        if (!read.isEmpty()) {
            context.sendSourceEventToCoordinator(new PastRead(read));
            read.clear();
        }
        return status;
    }

    private void gone(SourceRecord message) {
        if (before.isReading()) {
            pastRead.inc();
        } else if (!past.isEmpty()) {
            String split = new TopicPartition(message.topic(), message.partition()).toString();
            Long last = past.get(split);
            if (last != null) {
                pastRead.inc();
                if (message.offset() >= last) {
                    ended(split);
                }
            }
        }
    }

    /** Also where its last message did not come, because retention took it. */
    private void ended(String split) {
        if (past.remove(split) != null) {
            read.add(split);
            before.partitionRead(split);
        }
    }

    @Override
    public List<TopicSplit> snapshotState(long checkpoint) {
        return Stream.concat(before.snapshot(checkpoint).stream(), ofTopics(checkpoint).stream())
                .toList();
    }

    private List<TopicSplit> ofTopics(long checkpoint) {
        return kafka.snapshotState(checkpoint).stream()
                .map(split -> new TopicSplit(
                        ids.get(split.getTopic()), split, past.getOrDefault(split.splitId(), TopicSplit.NO_PAST)))
                .toList();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return before.isReading() ? CompletableFuture.completedFuture(null) : kafka.isAvailable();
    }

    @Override
    public void addSplits(List<TopicSplit> splits) {
        List<TopicSplit> partitions = new ArrayList<>(splits);
        for (TopicSplit split : splits) {
            if (before.takes(split)) {
                partitions.remove(split);
                continue;
            }
            ids.put(split.split().getTopic(), split.topicId());
            if (split.hasPastAhead()) {
                past.put(split.splitId(), split.lastOfPast());
            } else {
                read.add(split.splitId());
            }
        }
        kafka.addSplits(partitions.stream().map(TopicSplit::split).toList());
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
        before.completed(checkpoint);
        kafka.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        kafka.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void close() throws Exception {
        before.close();
        kafka.close();
    }
}
