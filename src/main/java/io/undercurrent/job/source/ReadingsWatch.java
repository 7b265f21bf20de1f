package io.undercurrent.job.source;

import io.undercurrent.job.source.split.PastLeft;
import io.undercurrent.stream.state.UnusableStateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the topics of readings while a job reads them, and reports once why no readings arrive: a topic was deleted, or readings wait
 * for another producer's open transaction. A metric shows whether Kafka answers.
 */
public final class ReadingsWatch implements AutoCloseable {

    /** From one look to the next. */
    public static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ReadingsWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,18}");

    private final TopicFinder topics;
    private final Admin admin;
    /** Whether the job waits for transactions that are open. */
    private final boolean committedOnly;

    private final InstantSource clock;
    private final Map<String, Stand> stands = new HashMap<>();

    private volatile boolean gone;
    private volatile boolean silent;
    private volatile Duration transactionOpenFor = Duration.ZERO;

    /** What is known of one topic. */
    private static final class Stand {
        final OpenTransactions transactions;
        /** Null while it is there. */
        Instant goneSince;

        boolean goneTold;

        Stand(String topic) {
            transactions = new OpenTransactions(topic);
        }
    }

    private ReadingsWatch(TopicFinder topics, Admin admin, boolean committedOnly, InstantSource clock) {
        this.topics = topics;
        this.admin = admin;
        this.committedOnly = committedOnly;
        this.clock = clock;
    }

    /**
     * Connects, without waiting for an answer.
     *
     * @param clientSettings those of the consumer, by their Kafka name
     */
    public static ReadingsWatch of(TopicFinder topics, Map<String, String> clientSettings) {
        return of(topics, clientSettings, InstantSource.system());
    }

    static ReadingsWatch of(TopicFinder topics, Map<String, String> clientSettings, InstantSource clock) {
        boolean committedOnly = IsolationLevel.READ_COMMITTED
                .toString()
                .equalsIgnoreCase(clientSettings.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
        return new ReadingsWatch(topics, Admin.create(adminSettings(PATIENCE, clientSettings)), committedOnly, clock);
    }

    /**
     * The settings of an admin client that waits for an answer. A call takes no less time than one of its requests, or Kafka refuses the
     * settings: whoever sets one of both has the other follow.
     *
     * @param patience for which it waits, unless the user's own settings say otherwise
     * @param own settings of the user by their Kafka name
     */
    public static Map<String, Object> adminSettings(Duration patience, Map<String, String> own) {
        OptionalLong request = millis(own.get(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG));
        OptionalLong call = millis(own.get(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG));
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Long.toString(Math.min(patience.toMillis(), call.orElse(Long.MAX_VALUE))));
        settings.put(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Long.toString(Math.max(patience.toMillis(), request.orElse(0))));
        settings.putAll(own);
        return settings;
    }

    /** Empty where there is none, or none that is a number, which Kafka refuses. */
    private static OptionalLong millis(String text) {
        return text != null && MILLIS.matcher(text.strip()).matches()
                ? OptionalLong.of(Long.parseLong(text.strip()))
                : OptionalLong.empty();
    }

    void register(MetricGroup metrics) {
        metrics.gauge("topicGone", () -> gone ? 1 : 0);
        metrics.gauge("kafkaSilent", () -> silent ? 1 : 0);
        metrics.gauge("transactionOpenSeconds", () -> transactionOpenFor.toSeconds());
    }

    /**
     * What is new since the last look; waits for Kafka's answer for some seconds.
     *
     * @throws UnusableStateException if a topic is another one than before: nobody knows what was read of it
     */
    public List<String> look() throws InterruptedException {
        List<String> news = new ArrayList<>();
        try {
            Map<String, Optional<TopicDescription>> found = topics.find(admin);
            silent = false;
            found.forEach((name, topic) -> {
                Stand stand = stands.computeIfAbsent(name, Stand::new);
                topic.ifPresentOrElse(there -> isThere(there, stand, news), () -> isGone(name, stand, news));
            });
            gone = stands.values().stream().anyMatch(stand -> stand.goneSince != null);
            if (committedOnly) {
                lookAtTransactions(
                        found.values().stream().flatMap(Optional::stream).toList(), news);
            }
        } catch (ExecutionException failure) {
            silent = true;
            LOG.debug("Asking for the topics of readings failed", failure.getCause());
        }
        return news;
    }

    private void lookAtTransactions(List<TopicDescription> present, List<String> news)
            throws ExecutionException, InterruptedException {
        Instant now = clock.instant();
        Map<String, Map<Integer, OpenTransactions.Ends>> ends = ends(present);
        Duration longest = Duration.ZERO;
        for (TopicDescription topic : present) {
            OpenTransactions transactions = stands.get(topic.name()).transactions;
            news.addAll(transactions.update(ends.get(topic.name()), now));
            Duration open = transactions.longest(now);
            longest = open.compareTo(longest) > 0 ? open : longest;
        }
        transactionOpenFor = longest;
    }

    private Map<String, Map<Integer, OpenTransactions.Ends>> ends(List<TopicDescription> present)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription topic : present) {
            topic.partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        // The end first: asked the other way round, what is committed in between would seem to wait.
        var ends = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all()
                .get();
        var stable = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        Map<String, Map<Integer, OpenTransactions.Ends>> all = new HashMap<>();
        stable.forEach((partition, offset) -> all.computeIfAbsent(partition.topic(), first -> new HashMap<>())
                .put(
                        partition.partition(),
                        new OpenTransactions.Ends(
                                offset.offset(), ends.get(partition).offset())));
        return all;
    }

    /** A broker may learn of a topic later than others: it is gone when two looks did not see it. */
    private void isGone(String topic, Stand stand, List<String> news) {
        if (stand.goneSince == null) {
            stand.goneSince = clock.instant();
        } else if (!stand.goneTold) {
            stand.goneTold = true;
            news.add("The topic " + topic + " has been missing since " + stand.goneSince.truncatedTo(ChronoUnit.SECONDS)
                    + ": no readings come until it is back. If it is created anew, this job ends");
        }
    }

    private void isThere(TopicDescription topic, Stand stand, List<String> news) {
        ReadingsTopic found = ReadingsTopic.of(topic);
        String firstId = topics.id(found.name());
        if (found.isOtherThan(firstId)) {
            throw new UnusableStateException("the topic " + found.name() + " is not the one that this job has read: "
                    + ReadingsTopic.madeAnew(firstId, found.id()));
        }
        if (stand.goneTold) {
            news.add("The topic " + found.name() + " is there again");
        }
        stand.goneTold = false;
        stand.goneSince = null;
    }

    /** What asks Kafka. */
    Admin admin() {
        return admin;
    }

    /**
     * The splits in which nothing is left of the past, because retention took it before it was read: nobody will see its last message.
     *
     * @throws ExecutionException if Kafka does not answer
     */
    List<String> emptied(PastLeft past) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        past.partitions().forEach(partition -> earliest.put(partition, OffsetSpec.earliest()));
        ListOffsetsResult first = admin.listOffsets(earliest);
        List<String> emptied = new ArrayList<>();
        for (TopicPartition partition : earliest.keySet()) {
            try {
                long offset = first.partitionResult(partition).get().offset();
                if (offset > past.last(partition.toString())) {
                    emptied.add(partition.toString());
                }
            } catch (ExecutionException failure) {
                // What becomes of a topic that is missing, each look says.
                if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failure;
                }
            }
        }
        return emptied;
    }

    /** The topics that were there and are not any more. */
    Set<String> missing() {
        return stands.entrySet().stream()
                .filter(stand -> stand.getValue().goneTold)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
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
