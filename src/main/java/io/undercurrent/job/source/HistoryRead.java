package io.undercurrent.job.source;

import io.undercurrent.job.source.PastEnds.Stretch;
import io.undercurrent.job.source.history.History;
import io.undercurrent.job.source.split.PastLeft;
import io.undercurrent.job.source.split.TopicSplit;
import io.undercurrent.stream.state.UnusableStateException;
import io.undercurrent.topic.TopicSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

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
    /** Where it is known. */
    private long messages;

    /** Of its topic, if it is one; keeps the id that this had at first. Kafka is asked on one thread. */
    private final Optional<TopicFinder> topic;
    /** Whether the last look did not see that. */
    private boolean missed;

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
        this.topic = name().map(name -> new TopicFinder(new ReadingsTopics(TopicSelection.of(name), List.of())));
    }

    /** That of the topic; a job that goes on from a checkpoint need not be told once more. */
    private Optional<String> name() {
        return history.isPresent()
                ? history.filter(History.OfTopic.class::isInstance).map(History::name)
                : left.partitions().stream().map(TopicPartition::topic).findFirst();
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

    /**
     * What there is to read.
     *
     * @param messages how many at most; 0 where that is not known
     */
    record Found(List<TopicSplit> splits, long messages) {}

    /**
     * Finds out what there is to read, which takes a while with a topic.
     *
     * @throws UnusableStateException if it is a topic that is gone
     */
    Found measure(Admin admin) throws ExecutionException, InterruptedException {
        if (history.orElseThrow() instanceof History.OfFile file) {
            return new Found(List.of(TopicSplit.ofFile(file.name(), 0)), 0);
        }
        List<TopicSplit> splits = new ArrayList<>();
        Map<TopicPartition, Stretch> stretches = PastEnds.measure(topic.orElseThrow(), Start.EARLIEST, clientSettings);
        look(admin);
        if (missed) {
            throw new IllegalStateException("the topic " + history.get().name() + " is not there at the moment");
        }
        stretches.forEach((partition, stretch) -> splits.add(TopicSplit.ofHistory(partition, stretch.last())));
        return new Found(
                splits, stretches.values().stream().mapToLong(Stretch::most).sum());
    }

    /**
     * Makes sure that what is read is still there: its readers would wait for it without a word.
     *
     * @throws UnusableStateException if it is a topic that was deleted
     */
    void look(Admin admin) throws ExecutionException, InterruptedException {
        if (topic.isPresent()) {
            TopicFinder finder = topic.get();
            finder.find(admin).forEach((name, found) -> requireThere(name, finder.id(name), found));
        }
    }

    private void requireThere(String name, String firstId, Optional<TopicDescription> found) {
        String lost = "--history: the topic " + name + " was not read to its end: ";
        if (found.isEmpty() && missed) {
            throw new UnusableStateException(lost + "it was deleted");
        }
        // A broker may learn of a topic later than others: it is gone when two looks did not see it.
        missed = found.isEmpty();
        if (found.isPresent() && ReadingsTopic.of(found.get()).isOtherThan(firstId)) {
            throw new UnusableStateException(lost
                    + ReadingsTopic.madeAnew(
                            firstId, ReadingsTopic.of(found.get()).id()));
        }
    }

    void begin(Found found) {
        Map<String, Long> last = new HashMap<>();
        found.splits().forEach(split -> last.put(split.splitId(), split.lastOfPast()));
        left = new PastLeft(true, last);
        messages = found.messages();
        waiting = found.splits();
        readerCame();
    }

    /** How many messages it has at most; 0 where that is not known. */
    long messages() {
        return messages;
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
