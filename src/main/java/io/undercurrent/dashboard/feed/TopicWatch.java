package io.undercurrent.dashboard.feed;

import io.undercurrent.dashboard.state.Traffic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka every second how far the topics of readings and of forecasts and the job's consumer group have come. Rates come from the
 * ends of partitions and not from what the page reads, so that they are right also while it catches up. Forecasts count when they
 * are written, before their transaction is committed: a job commits with its checkpoints, and the rate would leap with these.
 */
final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final long EVERY_MILLIS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;
    private final String bootstrapServers;
    private final String readings;
    private final String predictions;
    private final String group;
    private final Traffic traffic;
    private final Runnable everySecond;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private final Rate readingsRate = new Rate();
    private final Rate forecastsRate = new Rate();
    private long measuredAt = System.nanoTime();

    /** How fast the end of a topic moves. */
    private static final class Rate {

        private OptionalLong before = OptionalLong.empty();

        /** Messages a second since the last time; NaN where the end is or was not known, or the topic has been made anew. */
        double to(OptionalLong end, double seconds) {
            boolean known = before.isPresent() && end.isPresent() && end.getAsLong() >= before.getAsLong();
            double rate = known ? (end.getAsLong() - before.getAsLong()) / seconds : Double.NaN;
            before = end;
            return rate;
        }
    }

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
            String predictions,
            String group,
            Traffic traffic,
            Runnable everySecond) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
        this.readings = readings;
        this.predictions = predictions;
        this.group = group;
        this.traffic = traffic;
        this.everySecond = everySecond;
        this.thread = new Thread(this::run, "dashboard-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
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
        } finally {
            // Nobody waits for answers any more, least of all for those of a broker that is away.
            admin.close(Duration.ZERO);
        }
    }

    private void say(Throwable failure) {
        boolean silent = failure instanceof TimeoutException
                || failure instanceof org.apache.kafka.common.errors.TimeoutException;
        String what = silent ? "no broker answers" : String.valueOf(failure.getMessage());
        LOG.debug("Looking at the topics failed", failure);
        traffic.problem("Kafka at " + bootstrapServers + ": " + what);
        tick(OptionalLong.empty(), OptionalLong.empty(), -1);
    }

    private void look() throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (KafkaFuture<TopicDescription> topic : admin.describeTopics(List.of(readings, predictions))
                .topicNameValues()
                .values()) {
            addPartitions(topic, latest);
        }
        Map<TopicPartition, OffsetAndMetadata> taken =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        var ends = await(admin.listOffsets(latest).all());
        long behind = 0;
        boolean committed = false;
        for (var partition : ends.entrySet()) {
            if (partition.getKey().topic().equals(readings)) {
                OffsetAndMetadata position = taken.get(partition.getKey());
                committed |= position != null;
                behind += Math.max(0, partition.getValue().offset() - (position == null ? 0 : position.offset()));
            }
        }
        tick(end(ends, readings), end(ends, predictions), committed ? behind : -1);
    }

    /** Adds none where there is no such topic. */
    private static void addPartitions(KafkaFuture<TopicDescription> topic, Map<TopicPartition, OffsetSpec> latest)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            TopicDescription description = await(topic);
            for (TopicPartitionInfo partition : description.partitions()) {
                latest.put(new TopicPartition(description.name(), partition.partition()), OffsetSpec.latest());
            }
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw failure;
            }
        }
    }

    /** The ends of all partitions of a topic together; nothing where it has none. */
    private static OptionalLong end(Map<TopicPartition, ListOffsetsResultInfo> ends, String topic) {
        return ends.entrySet().stream()
                .filter(partition -> partition.getKey().topic().equals(topic))
                .mapToLong(partition -> partition.getValue().offset())
                .reduce(Long::sum);
    }

    private void tick(OptionalLong readingsEnd, OptionalLong forecastsEnd, long behind) {
        long now = System.nanoTime();
        double seconds = (now - measuredAt) / 1e9;
        traffic.tick(readingsRate.to(readingsEnd, seconds), forecastsRate.to(forecastsEnd, seconds), behind);
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
