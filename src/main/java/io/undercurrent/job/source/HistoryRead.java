package io.undercurrent.job.source;

import io.undercurrent.job.source.history.History;
import io.undercurrent.job.source.split.PastLeft;
import io.undercurrent.job.source.split.TopicSplit;
import io.undercurrent.topic.TopicSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;

/**
 * Hands out what is read before the topics of the job. All at once, when all readers are there: so a checkpoint before that has nothing of it,
 * and one after it has all in the state of the readers. What a reader gives back when it fails goes to it again when it is back, and
 * there is no checkpoint meanwhile.
 */
final class HistoryRead {

    private final Optional<History> history;
    private final Map<String, String> clientSettings;
    private final SplitEnumeratorContext<TopicSplit> context;
    private final Map<Integer, List<TopicSplit>> returned = new HashMap<>();
    private List<TopicSplit> waiting = List.of();
    private PastLeft left;

    /**
     * @param left how much is still to be read
     * @param clientSettings those of the readers of the job
     */
    HistoryRead(
            Optional<History> history,
            PastLeft left,
            Map<String, String> clientSettings,
            SplitEnumeratorContext<TopicSplit> context) {
        this.history = history;
        this.left = history.isEmpty() && !left.measured() ? PastLeft.NONE : left;
        this.clientSettings = clientSettings;
        this.context = context;
    }

    /** How much is still to be read, as a checkpoint has it. */
    PastLeft left() {
        return waiting.isEmpty() ? left : PastLeft.UNKNOWN;
    }

    boolean isRead() {
        return left().isRead();
    }

    boolean isKnown() {
        return left.measured();
    }

    /** Finds out what there is to read, which takes a while with a topic. */
    List<TopicSplit> measure() throws ExecutionException, InterruptedException {
        List<TopicSplit> splits = new ArrayList<>();
        if (history.orElseThrow() instanceof History.OfFile file) {
            splits.add(TopicSplit.ofFile(file.name(), 0));
        } else {
            TopicSelection topic = TopicSelection.of(history.get().name());
            TopicFinder finder = new TopicFinder(new ReadingsTopics(topic, List.of()));
            PastEnds.measurePartitions(finder, Start.EARLIEST, clientSettings)
                    .forEach((partition, last) -> splits.add(TopicSplit.ofHistory(partition, last)));
        }
        return splits;
    }

    void begin(List<TopicSplit> splits) {
        Map<String, Long> last = new HashMap<>();
        splits.forEach(split -> last.put(split.splitId(), split.lastOfPast()));
        left = new PastLeft(true, last);
        waiting = splits;
        readerCame();
    }

    /** Hands out what waits for a reader. */
    void readerCame() {
        int readers = context.currentParallelism();
        if (context.registeredReaders().size() == readers && !waiting.isEmpty()) {
            Map<Integer, List<TopicSplit>> assignment = new HashMap<>();
            for (int i = 0; i < waiting.size(); i++) {
                assignment
                        .computeIfAbsent(i % readers, none -> new ArrayList<>())
                        .add(waiting.get(i));
            }
            waiting = List.of();
            context.assignSplits(new SplitsAssignment<>(assignment));
        }
        returned.keySet().stream()
                .filter(context.registeredReaders()::containsKey)
                .toList()
                .forEach(reader ->
                        context.assignSplits(new SplitsAssignment<>(Map.of(reader, returned.remove(reader)))));
    }

    void giveBack(List<TopicSplit> splits, int reader) {
        if (!splits.isEmpty()) {
            returned.computeIfAbsent(reader, none -> new ArrayList<>()).addAll(splits);
        }
    }

    /** These splits have been read. Returns whether all have, which they had not before. */
    boolean read(Iterable<String> splits) {
        boolean before = isRead();
        left = left.without(splits);
        return !before && isRead();
    }
}
