package io.undercurrent.job.source.history;

import io.undercurrent.job.source.split.TopicSplit;
import io.undercurrent.stream.record.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.core.io.InputStatus;

/**
 * What a reader reads before the topics of the job. It reads a file itself; partitions it leaves to the reader of Kafka.
 *
 * <p>What has been read stays in checkpoints until one is complete that has it. Until then whoever hands out splits may be restored as it was
 * before it was told.
 */
public final class HistoryReader implements AutoCloseable {

    private static final long IN_NO_CHECKPOINT = Long.MAX_VALUE;

    private final Optional<History> history;
    private final Set<String> partitions = new HashSet<>();
    /** The first checkpoint that has it, by the ids of splits that have been read. */
    private final Map<String, Long> read = new HashMap<>();

    private final List<String> untold = new ArrayList<>();
    /** Ids of splits that have nothing to read: nobody may wait for the time of their messages. */
    private final List<String> empty = new ArrayList<>();
    /** Null where none is being read. */
    private FileReading file;

    public HistoryReader(Optional<History> history) {
        this.history = history;
    }

    /** Takes a split in, unless it is one for the reader of Kafka. */
    public boolean takes(TopicSplit split) {
        if (split.file().isPresent()) {
            file = FileReading.open(split, history);
            return true;
        }
        if (split.read().isPresent()) {
            read(split.read().get());
            empty.add(split.splitId());
            return true;
        }
        if (split.isHistory()) {
            partitions.add(split.splitId());
        }
        return false;
    }

    private void read(String split) {
        read.put(split, IN_NO_CHECKPOINT);
        untold.add(split);
    }

    /** A partition has been read up to its last message. */
    public void partitionRead(String split) {
        if (partitions.remove(split)) {
            read(split);
        }
    }

    /** Whether there is something to read here, and not from Kafka. */
    public boolean isReading() {
        return file != null || !empty.isEmpty();
    }

    public InputStatus read(ReaderOutput<SourceRecord> out) throws IOException {
        empty.forEach(out::releaseOutputForSplit);
        empty.clear();
        if (file != null && !file.read(out)) {
            out.releaseOutputForSplit(file.splitId());
            read(file.splitId());
            close();
        }
        return InputStatus.MORE_AVAILABLE;
    }

    /** The ids of splits that have been read since the last call. */
    public List<String> takeRead() {
        List<String> taken = List.copyOf(untold);
        untold.clear();
        return taken;
    }

    /** What a checkpoint has of it. */
    public List<TopicSplit> snapshot(long checkpoint) {
        List<TopicSplit> splits = new ArrayList<>();
        if (file != null) {
            splits.add(file.split());
        }
        read.replaceAll((split, first) -> Math.min(first, checkpoint));
        read.keySet().forEach(split -> splits.add(TopicSplit.read(split)));
        return splits;
    }

    public void completed(long checkpoint) {
        read.values().removeIf(first -> first <= checkpoint);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
