package io.undercurrent.job.source;

import io.undercurrent.job.source.split.PastLeft;
import io.undercurrent.job.source.split.PastRead;
import io.undercurrent.job.source.split.TopicSplit;
import io.undercurrent.job.source.split.TopicsState;
import io.undercurrent.stream.state.UnusableStateException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out partitions as {@code kafka} does, and from time to time has a look at the topics and at whether the job may go on: on the job
 * manager, once for all tasks. Tells all tasks when the past of all partitions has been read, as Flink's sources tell that there is no
 * backlog any more.
 */
final class WatchedEnumerator implements SplitEnumerator<TopicSplit, TopicsState> {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedEnumerator.class);

    /** Between two questions of which the first had no answer. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka;
    private final SplitEnumeratorContext<TopicSplit> context;
    private final TopicFinder topics;
    private final HistoryRead history;
    private final Past past;
    private final ReadingsWatch watch;
    private final SourceGuard guard;
    /** Null before the start. */
    private SourceGuard.Watch guarding;

    private volatile boolean pastUnread;
    private volatile long pastMessages;

    WatchedEnumerator(
            SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka,
            SplitEnumeratorContext<TopicSplit> context,
            TopicFinder topics,
            HistoryRead history,
            Past past,
            ReadingsWatch watch,
            SourceGuard guard) {
        this.kafka = kafka;
        this.context = context;
        this.topics = topics;
        this.history = history;
        this.past = past;
        this.watch = watch;
        this.guard = guard;
    }

    @Override
    public void start() {
        guarding = guard.begin();
        pastUnread = !isPastRead();
        context.metricGroup().gauge("pastUnread", () -> pastUnread ? 1 : 0);
        context.metricGroup().gauge("pastMessages", () -> pastMessages);
        // All ask Kafka on one thread: what the readers wait for comes first.
        if (history.isRead()) {
            beginTopics();
        } else if (!history.isKnown()) {
            measureHistory();
        }
        watch.register(context.metricGroup());
        guarding.register(context.metricGroup());
        context.callAsync(watch::look, this::tell, 0, ReadingsWatch.PERIOD.toMillis());
        context.callAsync(
                this::guard, WatchedEnumerator::rethrow, 0, guarding.period().toMillis());
    }

    private void measureHistory() {
        ask(() -> history.measure(watch.admin()), Duration.ZERO, found -> {
            history.begin(found);
            pastMessages = history.messages();
            if (history.isRead()) {
                beginTopics();
            }
        });
    }

    /** Where the past of the topics ends comes before their partitions. */
    private void beginTopics() {
        if (past.left().measured()) {
            kafka.start();
            tellIfRead();
        } else {
            measurePast();
        }
    }

    private void measurePast() {
        ask(past::measure, Duration.ZERO, measured -> {
            past.begin(measured);
            pastMessages = history.messages() + past.messages();
            kafka.start();
            tellIfRead();
        });
    }

    /** Asks until there is an answer. Kafka may refuse one at once, so the next question waits a while. */
    private <T> void ask(Callable<T> question, Duration pause, Consumer<T> receiver) {
        Callable<T> later = () -> {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            return question.call();
        };
        context.callAsync(later, (answer, failure) -> {
            if (failure == null) {
                receiver.accept(answer);
                return;
            }
            requireHope(failure);
            LOG.warn("Could not ask where topics end", failure);
            ask(question, PAUSE, receiver);
        });
    }

    /** What is refused for a lack of rights is refused again, and what is gone is gone: that ends the job, or has Flink start it again. */
    private static void requireHope(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException refused) {
                throw refused;
            }
            if (cause instanceof UnusableStateException gone) {
                throw gone;
            }
        }
    }

    private boolean isPastRead() {
        return history.isRead() && past.left().isRead();
    }

    private void tellIfRead() {
        if (isPastRead()) {
            pastUnread = false;
            context.setIsProcessingBacklog(false);
        }
    }

    /** Has a look at what is still to be read of the past: it may be gone, and nobody would read on to its end. */
    private void lookAtPast() {
        PastLeft left = past.left();
        if (history.isKnown() && !history.isRead()) {
            context.callAsync(
                    () -> {
                        history.look(watch.admin());
                        return List.<String>of();
                    },
                    this::readWithout);
        } else if (left.measured() && !left.isRead()) {
            context.callAsync(() -> watch.emptied(left), this::readWithout);
        }
    }

    private void readWithout(List<String> splits, Throwable failure) {
        if (failure == null) {
            read(splits);
            return;
        }
        requireHope(failure);
        LOG.warn("Could not look at what is left of the past", failure);
    }

    private void read(Iterable<String> splits) {
        if (history.read(splits)) {
            beginTopics();
        }
        if (past.read(splits)) {
            tellIfRead();
        }
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
        // Nobody reads on to the end of what is gone.
        read(past.left().splitsOf(watch.missing()));
        lookAtPast();
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        kafka.handleSplitRequest(subtask, host);
    }

    @Override
    public void addSplitsBack(List<TopicSplit> splits, int subtask) {
        guarding.failed();
        history.giveBack(splits.stream().filter(TopicSplit::isHistory).toList(), subtask);
        kafka.addSplitsBack(
                splits.stream()
                        .filter(split -> !split.isHistory())
                        .map(TopicSplit::split)
                        .toList(),
                subtask);
    }

    @Override
    public void addReader(int subtask) {
        history.readerCame();
        kafka.addReader(subtask);
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        if (event instanceof PastRead told) {
            read(told.splits());
        } else {
            kafka.handleSourceEvent(subtask, event);
        }
    }

    @Override
    public TopicsState snapshotState(long checkpoint) throws Exception {
        return new TopicsState(topics.ids(), kafka.snapshotState(checkpoint), history.left(), past.left());
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
