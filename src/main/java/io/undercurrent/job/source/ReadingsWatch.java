package io.undercurrent.job.source;

import io.undercurrent.stream.state.UnusableStateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the topic of readings while a job reads it, and reports once why no readings arrive: the topic was deleted, or
 * readings wait for another producer's open transaction. A metric shows whether Kafka answers.
 */
public final class ReadingsWatch implements AutoCloseable {

    /** From one look to the next. */
    public static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ReadingsWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReadingsTopic topic;
    private final Admin admin;
    /** Null where the job reads past transactions that are open. */
    private final OpenTransactions transactions;

    private final InstantSource clock;

    private volatile Instant goneSince;
    private volatile boolean silent;
    private volatile Duration transactionOpenFor = Duration.ZERO;
    private boolean goneTold;

    private ReadingsWatch(ReadingsTopic topic, Admin admin, OpenTransactions transactions, InstantSource clock) {
        this.topic = topic;
        this.admin = admin;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Connects, without waiting for an answer.
     *
     * @param clientSettings those of the consumer, by their Kafka name
     */
    public static ReadingsWatch of(ReadingsTopic topic, Map<String, String> clientSettings) {
        return of(topic, clientSettings, InstantSource.system());
    }

    static ReadingsWatch of(ReadingsTopic topic, Map<String, String> clientSettings, InstantSource clock) {
        Properties settings = new Properties();
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        settings.putAll(clientSettings);
        boolean committedOnly = IsolationLevel.READ_COMMITTED
                .toString()
                .equalsIgnoreCase(clientSettings.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
        return new ReadingsWatch(
                topic, Admin.create(settings), committedOnly ? new OpenTransactions(topic.name()) : null, clock);
    }

    void register(MetricGroup metrics) {
        metrics.gauge("topicGone", () -> goneSince == null ? 0 : 1);
        metrics.gauge("kafkaSilent", () -> silent ? 1 : 0);
        metrics.gauge("transactionOpenSeconds", () -> transactionOpenFor.toSeconds());
    }

    /**
     * What is new since the last look; waits for Kafka's answer for some seconds.
     *
     * @throws UnusableStateException if the topic is another one than before: nobody knows what was read of it
     */
    public List<String> look() throws InterruptedException {
        List<String> news = new ArrayList<>();
        try {
            ReadingsTopic found = ReadingsTopic.of(admin.describeTopics(List.of(topic.name()))
                    .allTopicNames()
                    .get()
                    .get(topic.name()));
            if (topic.isOtherThan(found.id())) {
                throw new UnusableStateException("the topic " + topic.name()
                        + " is not the one that this job has read: " + ReadingsTopic.madeAnew(topic.id(), found.id()));
            }
            silent = false;
            isThere(news);
            if (transactions != null) {
                Instant now = clock.instant();
                news.addAll(transactions.update(ends(found.partitions()), now));
                transactionOpenFor = transactions.longest(now);
            }
        } catch (ExecutionException failure) {
            silent = !(failure.getCause() instanceof UnknownTopicOrPartitionException);
            if (silent) {
                LOG.debug("Asking for the topic {} failed", topic.name(), failure.getCause());
            } else {
                isGone(news);
            }
        }
        return news;
    }

    private Map<Integer, OpenTransactions.Ends> ends(int partitions) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
        }
        // The end first: asked the other way round, what is committed in between would seem to wait.
        var ends = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all()
                .get();
        var stable = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        Map<Integer, OpenTransactions.Ends> all = new HashMap<>();
        stable.forEach((partition, offset) -> all.put(
                partition.partition(),
                new OpenTransactions.Ends(offset.offset(), ends.get(partition).offset())));
        return all;
    }

    /** A broker may learn of a topic later than others: it is gone when two looks did not see it. */
    private void isGone(List<String> news) {
        if (goneSince == null) {
            goneSince = clock.instant();
        } else if (!goneTold) {
            goneTold = true;
            news.add(
                    "The topic " + topic.name() + " has been missing since " + goneSince.truncatedTo(ChronoUnit.SECONDS)
                            + ": no readings come until it is back. If it is created anew, this job ends");
        }
    }

    private void isThere(List<String> news) {
        if (goneTold) {
            news.add("The topic " + topic.name() + " is there again");
        }
        goneTold = false;
        goneSince = null;
    }

    /** Whether Kafka left the last look without an answer. */
    boolean isKafkaSilent() {
        return silent;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
