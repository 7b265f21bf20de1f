package io.undercurrent.dashboard.feed;

import io.undercurrent.dashboard.state.traffic.JobSigns;
import io.undercurrent.dashboard.state.traffic.JobState;
import io.undercurrent.dashboard.state.traffic.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka every second how far the topics of readings and of forecasts and the consumer groups of the jobs have come. Rates come from
 * the ends of partitions and not from what the page reads, so that they are right also while it catches up. Forecasts count when they
 * are written, before their transaction is committed: a job commits with its checkpoints, and the rate would leap with these.
 */
final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final long EVERY_MILLIS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;
    private final String bootstrapServers;
    private final FeedTopics names;
    private final Map<String, JobSigns> jobs = new LinkedHashMap<>();
    private final Traffic traffic;
    private final Runnable everySecond;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private final TopicEnds readings = new TopicEnds();
    private final TopicEnds forecasts = new TopicEnds();
    private long measuredAt = System.nanoTime();
    private long answeredAt = System.currentTimeMillis();

    /**
     * Starts watching.
     *
     * @param admin closed with the watch
     * @param groups those of the jobs
     * @param everySecond run with each look
     */
    TopicWatch(
            Admin admin,
            String bootstrapServers,
            FeedTopics names,
            List<String> groups,
            Traffic traffic,
            Runnable everySecond) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
        this.names = names;
        groups.forEach(group -> jobs.put(group, new JobSigns(group)));
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
                    answeredAt = System.currentTimeMillis();
                    traffic.noProblem();
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
        traffic.problem("Kafka at " + bootstrapServers + ": " + what, answeredAt);
        tick(
                OptionalLong.empty(),
                OptionalLong.empty(),
                jobs.values().stream().map(JobSigns::away).toList());
    }

    private void look() throws InterruptedException, ExecutionException, TimeoutException {
        List<TopicPartition> partitions = new ArrayList<>();
        Set<String> topics = new HashSet<>(names.predictions());
        topics.addAll(names.readings().names());
        if (!names.readings().patterns().isEmpty()) {
            await(admin.listTopics().names()).stream()
                    .filter(names.readings()::includes)
                    .forEach(topics::add);
        }
        for (KafkaFuture<TopicDescription> topic :
                admin.describeTopics(topics).topicNameValues().values()) {
            addPartitions(topic, partitions);
        }
        Map<String, Map<TopicPartition, OffsetAndMetadata>> taken = new HashMap<>();
        for (String group : jobs.keySet()) {
            taken.put(group, await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
        }
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
        begin(readings, names.readings()::includes, partitions);
        begin(forecasts, names.predictions()::contains, partitions);
        tickWith(ends, taken);
    }

    private void tickWith(
            Map<TopicPartition, ListOffsetsResultInfo> ends,
            Map<String, Map<TopicPartition, OffsetAndMetadata>> taken) {
        long now = System.currentTimeMillis();
        // Where several jobs are watched, it is not known which of them writes a forecast.
        OptionalLong sign = jobs.size() == 1 ? forecasts.newest() : OptionalLong.empty();
        List<JobState> states = new ArrayList<>();
        jobs.forEach((group, signs) -> states.add(look(signs, now, ends, taken.get(group), sign)));
        tick(end(ends, names.readings()::includes), end(ends, names.predictions()::contains), states);
    }

    /** Partitions of topics in which the group has committed nothing are none of its own. */
    private JobState look(
            JobSigns signs,
            long now,
            Map<TopicPartition, ListOffsetsResultInfo> ends,
            Map<TopicPartition, OffsetAndMetadata> taken,
            OptionalLong forecast) {
        Set<String> own = taken.keySet().stream()
                .map(TopicPartition::topic)
                .filter(names.readings()::includes)
                .collect(Collectors.toSet());
        long committed = 0;
        long behind = 0;
        int partitions = 0;
        for (var partition : ends.entrySet()) {
            if (own.contains(partition.getKey().topic())) {
                OffsetAndMetadata position = taken.get(partition.getKey());
                long offset = position == null ? 0 : position.offset();
                committed += offset;
                behind += Math.max(0, partition.getValue().offset() - offset);
                partitions++;
            }
        }
        OptionalLong sum = own.isEmpty() ? OptionalLong.empty() : OptionalLong.of(committed);
        return signs.look(now, sum, behind, partitions, forecast);
    }

    /** Asks when the newest message was written, for topics that have just been found. */
    private void begin(TopicEnds ends, Predicate<String> topics, List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<TopicPartition> own = partitions.stream()
                .filter(partition -> topics.test(partition.topic()))
                .toList();
        if (!ends.isKnown() && !own.isEmpty()) {
            ends.begin(newestTimestamp(own), System.currentTimeMillis());
        }
    }

    /** Brokers before 3.0 do not know it. */
    private OptionalLong newestTimestamp(List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return offsets(partitions, OffsetSpec.maxTimestamp()).values().stream()
                    .mapToLong(ListOffsetsResultInfo::timestamp)
                    .reduce(Math::max);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnsupportedVersionException) {
                return OptionalLong.empty();
            }
            throw failure;
        }
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        return await(admin.listOffsets(asked).all());
    }

    /** Adds none where there is no such topic. */
    private static void addPartitions(KafkaFuture<TopicDescription> topic, List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            TopicDescription description = await(topic);
            for (TopicPartitionInfo partition : description.partitions()) {
                partitions.add(new TopicPartition(description.name(), partition.partition()));
            }
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw failure;
            }
        }
    }

    /** The ends of all partitions of some topics together; nothing where there are none. */
    private static OptionalLong end(Map<TopicPartition, ListOffsetsResultInfo> ends, Predicate<String> topics) {
        return ends.entrySet().stream()
                .filter(partition -> topics.test(partition.getKey().topic()))
                .mapToLong(partition -> partition.getValue().offset())
                .reduce(Long::sum);
    }

    private void tick(OptionalLong readingsEnd, OptionalLong forecastsEnd, List<JobState> states) {
        long nanos = System.nanoTime();
        long now = System.currentTimeMillis();
        double seconds = (nanos - measuredAt) / 1e9;
        traffic.tick(readings.look(readingsEnd, seconds, now), forecasts.look(forecastsEnd, seconds, now), states);
        traffic.newest(readings.newest(), forecasts.newest());
        measuredAt = nanos;
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
