package io.undercurrent.dashboard.feed;

import io.undercurrent.dashboard.state.Traffic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka every second how far the readings topic and the job's consumer group have come. Rates come from the ends of partitions
 * and not from what the page reads, so that they are right also while it catches up.
 */
final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final long EVERY_MILLIS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;
    private final String bootstrapServers;
    private final String readings;
    private final String group;
    private final Traffic traffic;
    private final Runnable everySecond;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private long end = -1;
    private long measuredAt = System.nanoTime();

    /**
     * Starts watching.
     *
     * @param admin closed with the watch
     * @param group the job's
     * @param everySecond run with each look
     */
    TopicWatch(
            Admin admin,
            String bootstrapServers,
            String readings,
            String group,
            Traffic traffic,
            Runnable everySecond) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
        this.readings = readings;
        this.group = group;
        this.traffic = traffic;
        this.everySecond = everySecond;
        this.thread = new Thread(this::run, "dashboard-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (admin) {
            while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                everySecond.run();
                try {
                    look();
                    traffic.problem("");
                } catch (ExecutionException | TimeoutException failure) {
                    say(failure instanceof TimeoutException ? failure : failure.getCause());
                }
            }
        } catch (InterruptedException closing) {
            // This is how it is told to end.
        }
    }

    private void say(Throwable failure) {
        boolean silent = failure instanceof TimeoutException
                || failure instanceof org.apache.kafka.common.errors.TimeoutException;
        String what = silent ? "no broker answers" : String.valueOf(failure.getMessage());
        LOG.debug("Looking at the topics failed", failure);
        traffic.problem("Kafka at " + bootstrapServers + ": " + what);
        tick(-1, -1);
    }

    private void look() throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        try {
            for (TopicPartitionInfo partition : await(
                            admin.describeTopics(List.of(readings)).allTopicNames())
                    .get(readings)
                    .partitions()) {
                latest.put(new TopicPartition(readings, partition.partition()), OffsetSpec.latest());
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                tick(-1, -1);
                return;
            }
            throw failure;
        }
        long newEnd = 0;
        long behind = 0;
        boolean committed = false;
        Map<TopicPartition, OffsetAndMetadata> taken =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        var ends = await(admin.listOffsets(latest).all());
        for (var partition : ends.entrySet()) {
            long offset = partition.getValue().offset();
            newEnd += offset;
            OffsetAndMetadata position = taken.get(partition.getKey());
            committed |= position != null;
            behind += Math.max(0, offset - (position == null ? 0 : position.offset()));
        }
        tick(newEnd, committed ? behind : -1);
    }

    private void tick(long newEnd, long behind) {
        long now = System.nanoTime();
        double seconds = (now - measuredAt) / 1e9;
        boolean known = end >= 0 && newEnd >= end;
        traffic.tick(seconds, known ? (newEnd - end) / seconds : Double.NaN, behind);
        end = newEnd;
        measuredAt = now;
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the watch and waits for its end. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
