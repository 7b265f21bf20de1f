package io.undercurrent.dashboard.feed;

import io.undercurrent.dashboard.state.traffic.Traffic.Progress;
import io.undercurrent.dashboard.state.traffic.Traffic.TopicState;
import io.undercurrent.topic.TopicSelection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic, or all whose names match a pattern, on a thread of its own, from a look-back on and then as messages come. Waits for a
 * topic that does not exist, reads new topics and partitions too, and continues after a failure where it stopped.
 */
final class TopicFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PAUSE_MILLIS = 1000;
    private static final long NEW_PARTITIONS_EVERY = Duration.ofSeconds(15).toNanos();
    /** A feed with fewer unread messages counts as live. It remains so below ten times as many. */
    private static final long LIVE_BELOW = 10_000;

    private final Map<String, Object> settings;
    private final TopicSelection selection;
    /** For people. */
    private final String topic;

    private final long lookBack;
    private final RecordHandler handler;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private final Map<TopicPartition, Long> positions = new HashMap<>();
    /** Where each partition ended when it was first seen. */
    private final Map<TopicPartition, Long> firstEnds = new HashMap<>();

    private int epoch;
    private long skipped;
    private long unreadable;
    private boolean live;
    private volatile TopicState state;

    /**
     * Starts reading.
     *
     * @param settings of the consumer
     * @param lookBack the newest messages to begin with
     */
    TopicFeed(Map<String, Object> settings, TopicSelection selection, long lookBack, RecordHandler handler) {
        this.settings = settings;
        this.selection = selection;
        this.topic = selection.toString();
        this.lookBack = lookBack;
        this.handler = handler;
        this.state = new TopicState(topic, Progress.MISSING, 0, 0, 0, "");
        this.thread = new Thread(this::run, "dashboard-" + topic);
        thread.setDaemon(true);
        thread.start();
    }

    TopicState state() {
        return state;
    }

    private void run() {
        while (isOpen()) {
            try {
                read();
            } catch (WakeupException | InterruptException | InterruptedException closing) {
                return;
            } catch (RuntimeException | Error failure) {
                // An error, such as one of memory, would else end the thread, and the page would go on to call the
                // topic live.
                LOG.warn("Reading the topic {} failed and will be tried again", topic, failure);
                live = false;
                state = new TopicState(
                        topic,
                        Progress.FAILED,
                        state.behind(),
                        skipped,
                        unreadable,
                        String.valueOf(failure.getMessage()));
                pauseQuietly();
            }
        }
    }

    private void read() throws InterruptedException {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            read(consumer);
        } finally {
            // There is no group to leave, and what is under way is not waited for.
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        long partitionsKnownAt = 0;
        while (isOpen()) {
            if (handler.epoch() == 0) {
                say(Progress.WAITING, 0);
                pause(POLL.toMillis());
                continue;
            }
            if (handler.epoch() != epoch) {
                epoch = handler.epoch();
                positions.clear();
                skipped = 0;
                live = false;
                partitionsKnownAt = 0;
            }
            if (partitionsKnownAt == 0 || System.nanoTime() - partitionsKnownAt > NEW_PARTITIONS_EVERY) {
                if (!assign(consumer)) {
                    say(Progress.MISSING, 0);
                    pause(PAUSE_MILLIS);
                    continue;
                }
                partitionsKnownAt = System.nanoTime();
            }
            handle(consumer.poll(POLL));
            measure(consumer);
        }
    }

    private List<TopicPartition> present(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        if (!selection.patterns().isEmpty()) {
            consumer.listTopics().forEach((name, all) -> {
                if (selection.includes(name)) {
                    all.forEach(partition -> partitions.add(new TopicPartition(name, partition.partition())));
                }
            });
            return partitions;
        }
        for (String name : selection.names()) {
            try {
                consumer.partitionsFor(name)
                        .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition())));
            } catch (UnknownTopicOrPartitionException missing) {
                continue;
            }
        }
        return partitions;
    }

    /** Takes all partitions that there are; whether there is any. */
    private boolean assign(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = present(consumer);
        if (partitions.isEmpty() || Set.copyOf(partitions).equals(consumer.assignment()) && !positions.isEmpty()) {
            return !partitions.isEmpty();
        }
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long each = Math.max(1, lookBack / partitions.size());
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            long beginning = beginnings.get(partition);
            long start = Math.max(beginning, ends.get(partition) - each);
            if (!positions.containsKey(partition)) {
                skipped += start - beginning;
                positions.put(partition, start);
                firstEnds.putIfAbsent(partition, ends.get(partition));
            }
            consumer.seek(partition, positions.get(partition));
        }
        return true;
    }

    private void handle(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            long firstEnd = firstEnds.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
            try {
                handler.accept(record, live && record.offset() >= firstEnd);
            } catch (RuntimeException unexpected) {
                if (!(unexpected instanceof IllegalArgumentException)) {
                    // A fault of ours: read again, the record would fail again, and nothing after it would be shown.
                    LOG.error(
                            "A record of the topic {} at offset {} could not be read",
                            topic,
                            record.offset(),
                            unexpected);
                }
                unreadable++;
                state = new TopicState(
                        topic,
                        state.progress(),
                        state.behind(),
                        skipped,
                        unreadable,
                        String.valueOf(unexpected.getMessage()));
            }
        }
        handler.flush();
        records.nextOffsets().forEach((partition, next) -> positions.put(partition, next.offset()));
    }

    private void measure(KafkaConsumer<byte[], byte[]> consumer) {
        long behind = 0;
        boolean known = true;
        for (TopicPartition partition : consumer.assignment()) {
            var lag = consumer.currentLag(partition);
            known &= lag.isPresent();
            behind += lag.orElse(0);
        }
        live = known && behind < (live ? 10 * LIVE_BELOW : LIVE_BELOW);
        say(live ? Progress.LIVE : Progress.CATCHING_UP, behind);
    }

    private void say(Progress progress, long behind) {
        String problem = unreadable > 0 ? state.problem() : "";
        state = new TopicState(topic, progress, behind, skipped, unreadable, problem);
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void pause(long millis) throws InterruptedException {
        closed.await(millis, TimeUnit.MILLISECONDS);
    }

    private void pauseQuietly() {
        try {
            pause(PAUSE_MILLIS);
        } catch (InterruptedException ending) {
            closed.countDown();
        }
    }

    /** Tells the reading to end, and does not wait for it. */
    void stop() {
        closed.countDown();
        thread.interrupt();
    }

    /** Ends the reading and waits for its end. */
    @Override
    public void close() {
        stop();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
