package io.undercurrent.job.kafka;

import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.format.result.row.RowSchema;
import io.undercurrent.job.JobEnds;
import io.undercurrent.job.ResultEnd;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.kafka.record.AnomalyRows;
import io.undercurrent.job.kafka.record.AnomalySerializer;
import io.undercurrent.job.kafka.record.ForecastRows;
import io.undercurrent.job.kafka.record.ForecastSerializer;
import io.undercurrent.job.kafka.record.RejectedSerializer;
import io.undercurrent.job.kafka.record.ResultMessages;
import io.undercurrent.job.kafka.record.ResultRows;
import io.undercurrent.job.kafka.record.RowSerializer;
import io.undercurrent.job.kafka.record.Rows;
import io.undercurrent.job.kafka.record.ScoreRows;
import io.undercurrent.job.kafka.record.ScoreSerializer;
import io.undercurrent.job.kafka.record.SourceRecordDeserializer;
import io.undercurrent.job.sink.ResultsSink;
import io.undercurrent.job.source.NewTopic;
import io.undercurrent.job.source.ReadingsSource;
import io.undercurrent.job.source.ReadingsTopics;
import io.undercurrent.job.source.Start;
import io.undercurrent.job.source.TopicFinder;
import io.undercurrent.job.source.history.History;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.time.PastForecasts;
import io.undercurrent.topic.JobTopics;
import io.undercurrent.topic.TopicSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.acl.AclOperation;

/** Source and sinks of a job in Kafka. */
public final class KafkaEnds {

    private static final int LEAST_BUFFER_BYTES = 32 << 20;

    /** What a partition is sent within the linger time in a flood; Kafka's default of 16 KiB makes it several requests. */
    private static final int BATCH_BYTES = 1 << 17;

    /** Between two looks for new partitions; Flink's default of five minutes leaves their series silent for as long. */
    private static final Duration DISCOVERY = Duration.ofSeconds(10);

    private final KafkaOptions options;
    private final KafkaTopics topics;
    private final Ownership ownership;
    private final ResultRows rows;
    private final PastForecasts past;
    private final Optional<History> history;

    KafkaEnds(
            KafkaOptions options,
            KafkaTopics topics,
            Ownership ownership,
            ResultRows rows,
            PastForecasts past,
            Optional<History> history) {
        this.past = past;
        this.history = history;
        this.options = options;
        this.topics = topics;
        this.ownership = ownership;
        this.rows = rows;
    }

    /**
     * The id of the Kafka cluster, which stays when its addresses change.
     *
     * @throws IllegalStateException if no broker answers
     */
    public static String clusterId(KafkaOptions options) {
        try (KafkaAdmin admin = new KafkaAdmin(options.bootstrapServers(), options.properties())) {
            return admin.clusterId();
        }
    }

    /**
     * Makes sure that the topics are there that a job reads, before anything else is known of it.
     *
     * @param say receives lines for the user: topics created
     * @throws IllegalArgumentException if one is missing
     * @throws IllegalStateException if no broker answers, or a right is missing
     */
    public static void requireReadable(KafkaOptions options, Consumer<String> say) {
        try (KafkaAdmin admin = new KafkaAdmin(options.bootstrapServers(), options.properties())) {
            new TopicMaker(admin, options, say).readings();
            Map<String, List<AclOperation>> rights = new HashMap<>();
            admin.present(options.topics().readings()).forEach(topic -> rights.put(topic, List.of(AclOperation.READ)));
            admin.requireRights(rights);
        }
    }

    /** Connects a job without messages to the user. */
    public static KafkaEnds connect(KafkaOptions options, ForecastShape shape) {
        return connect(options, shape, UUID.randomUUID().toString(), unheard -> {});
    }

    /**
     * Connects to Kafka, creates missing topics, and refuses settings with which the job would fail again and again or
     * harm another job.
     *
     * @param shape of the forecasts, which decides how long their messages can be
     * @param job identifies the job; the same when it is submitted again to continue
     * @param say receives lines for the user: topics created, and warnings
     * @throws IllegalArgumentException if a topic of readings is missing, or there is none for a job that ends
     * @throws IllegalStateException if no broker answers, a right is missing, another job has the group, or a topic does not fit
     */
    public static KafkaEnds connect(KafkaOptions options, ForecastShape shape, String job, Consumer<String> say) {
        Ownership ownership = new Ownership(options.group(), Instant.now(), job);
        try (KafkaAdmin admin = new KafkaAdmin(options.bootstrapServers(), options.properties())) {
            TopicMaker maker = new TopicMaker(admin, options, say);
            maker.readings();
            Set<String> missing = maker.missingResults();
            admin.require(
                    KafkaRights.toStart(options, admin.present(options.topics().readings()), missing));
            ownership.awaitFree(admin, say);
            if (!missing.contains(options.topics().predictions())) {
                new ForeignForecasts(options, shape.targets()).check().ifPresent(say);
            }
            ReadingsTopics readings = admin.readings(options.topics().readings());
            if (readings.found().isEmpty()) {
                sayOrRefuseNothingToRead(options, say);
            }
            maker.results(missing, readings, shape);
            return new KafkaEnds(
                    options,
                    KafkaTopics.check(admin, options.topics(), readings, shape),
                    ownership,
                    new ResultRows(shape, say),
                    past(options, admin),
                    Optional.empty());
        }
    }

    /**
     * The same of a job that reads something else before its topics.
     *
     * @throws IllegalArgumentException if it is a topic that does not exist, or is one of the job
     * @throws IllegalStateException if no broker answers, or the account may not read that topic
     */
    public KafkaEnds after(History first) {
        if (first instanceof History.OfTopic topic) {
            requireReadable(topic.name());
        }
        return new KafkaEnds(
                options,
                topics,
                ownership,
                rows,
                options.replayed() ? PastForecasts.ALL : PastForecasts.NEWEST,
                Optional.of(first));
    }

    private void requireReadable(String topic) {
        if (options.topics().readings().includes(topic)
                || options.topics().results().contains(topic)) {
            throw new IllegalArgumentException(
                    "--history: expected a topic that the job does not read or write, but got " + topic);
        }
        try (KafkaAdmin admin = new KafkaAdmin(options.bootstrapServers(), options.properties())) {
            if (!admin.missing(List.of(topic)).isEmpty()) {
                throw new IllegalArgumentException("--history: expected a topic, but there is no " + topic);
            }
            admin.requireRights(Map.of(topic, List.of(AclOperation.READ)));
        }
    }

    /** Days that were forecast before are not to be forecast again, unless that is asked for. */
    private static PastForecasts past(KafkaOptions options, KafkaAdmin admin) {
        boolean again = !options.replayed()
                && !options.start().isLatest()
                && admin.hadMessages(options.topics().predictions());
        return again ? PastForecasts.NEWEST : PastForecasts.ALL;
    }

    /** What a job reads before its topics that does not go on from a checkpoint. */
    public Optional<History> history() {
        return history;
    }

    /** Which forecasts of the past a job writes that does not go on from a checkpoint. */
    public PastForecasts past() {
        return past;
    }

    /** Without partitions, Flink's source would wait for one also where it has an end. */
    private static void sayOrRefuseNothingToRead(KafkaOptions options, Consumer<String> say) {
        TopicSelection readings = options.topics().readings();
        if (options.bounded()) {
            throw new IllegalArgumentException("--bounded: expected a topic to read, but there are none: " + readings);
        }
        say.accept("There is no topic yet to read: the job waits for " + readings);
    }

    /** The topics of readings as found at the start. */
    public ReadingsTopics readingsTopics() {
        return topics.readings();
    }

    /** Watches for another job that writes to the same topic of forecasts. */
    public ForecastsWatch forecastsWatch() {
        return new ForecastsWatch(
                options.topics().predictions(), ownership, options.bootstrapServers(), options.properties());
    }

    /** The ends, for {@link io.undercurrent.job.ForecastJob#define}, which refuse offsets of other topics of readings. */
    public JobEnds ends() {
        return ends(NewTopic.REFUSE, ResultMessages.NESTED, TopicMappings.CONTRACT);
    }

    /**
     * The ends, for {@link io.undercurrent.job.ForecastJob#define}. Waits for the registry of the results, if they have one, as long as it
     * does not answer.
     *
     * @param mappings how readings are in the messages of each topic
     * @throws IllegalStateException if the registry refuses the schemas of the results
     */
    public JobEnds ends(NewTopic newTopic, ResultMessages messages, TopicMappings mappings) {
        JobTopics names = options.topics();
        TopicFinder finder = new TopicFinder(topics.readings());
        return new JobEnds(
                new ReadingsSource(
                        readings(finder),
                        topics.readings(),
                        finder,
                        newTopic,
                        history,
                        past,
                        options.start(),
                        readerSettings(),
                        guard()),
                forecasts(names.predictions(), "", messages),
                this.<RejectedRecord>sink(
                        new RejectedSerializer(
                                names.rejected(), topics.rejectedBytes() - KafkaTopics.HEADROOM, mappings),
                        "rejected",
                        topics.rejectedBytes()),
                names.scores().map(topic -> scores(topic, messages)),
                names.anomalies().map(topic -> anomalies(topic, messages)),
                names.shadows().map(topic -> forecasts(topic, "shadow-", messages)),
                Optional.empty(),
                past);
    }

    /**
     * @param prefix of the names of operators
     */
    private ResultEnd<Forecast> forecasts(String topic, String prefix, ResultMessages messages) {
        if (messages.layout() == ResultMessages.Layout.NESTED) {
            ResultsSink<Forecast> sink = sink(
                    new ForecastSerializer(topic, options.group(), messages.withMean()),
                    prefix + "predictions",
                    topics.predictionBytes());
            return forecasts -> forecasts.sinkTo(sink);
        }
        ResultsSink<Tuple4<byte[], byte[], byte[], byte[]>> sink =
                sink(new RowSerializer(topic, options.group()), prefix + "predictions", topics.predictionBytes());
        return forecasts -> forecasts
                .flatMap(new ForecastRows(rows.ofForecasts(topic, messages), messages.withMean()), Rows.TYPE)
                .name(prefix + "rows")
                .uid(prefix + "rows")
                .sinkTo(sink);
    }

    private ResultEnd<DayScore> scores(String topic, ResultMessages messages) {
        if (messages.schema() == RowSchema.NONE) {
            ResultsSink<DayScore> sink = sink(new ScoreSerializer(topic), "scores", topics.scoreBytes());
            return scores -> scores.sinkTo(sink);
        }
        ResultsSink<Tuple4<byte[], byte[], byte[], byte[]>> sink =
                sink(new RowSerializer(topic, options.group()), "scores", topics.scoreBytes());
        return scores -> scores.flatMap(new ScoreRows(rows.ofScores(topic, messages)), Rows.TYPE)
                .name("score-rows")
                .uid("score-rows")
                .sinkTo(sink);
    }

    private ResultEnd<Anomaly> anomalies(String topic, ResultMessages messages) {
        if (messages.schema() == RowSchema.NONE) {
            ResultsSink<Anomaly> sink = sink(new AnomalySerializer(topic), "anomalies", topics.anomalyBytes());
            return anomalies -> anomalies.sinkTo(sink);
        }
        ResultsSink<Tuple4<byte[], byte[], byte[], byte[]>> sink =
                sink(new RowSerializer(topic, options.group()), "anomalies", topics.anomalyBytes());
        return anomalies -> anomalies
                .flatMap(new AnomalyRows(rows.ofAnomalies(topic, messages)), Rows.TYPE)
                .name("anomaly-rows")
                .uid("anomaly-rows")
                .sinkTo(sink);
    }

    private KafkaSource<SourceRecord> readings(TopicFinder finder) {
        // Where there is no topic yet, the first one comes later, and is read from its beginning as all that do.
        OffsetsInitializer start = (topics.readings().found().isEmpty() ? Start.EARLIEST : options.start()).offsets();
        Properties properties = new Properties();
        properties.put(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), Long.toString(DISCOVERY.toMillis()));
        // A topic that is missed is not to be made by whoever asks for it.
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.putAll(readerSettings());
        KafkaSourceBuilder<SourceRecord> source = KafkaSource.<SourceRecord>builder()
                .setBootstrapServers(options.bootstrapServers())
                .setKafkaSubscriber(finder)
                .setGroupId(options.group())
                .setClientIdPrefix(options.group())
                .setStartingOffsets(start)
                .setDeserializer(new SourceRecordDeserializer())
                .setProperties(properties);
        return options.bounded()
                ? source.setBounded(OffsetsInitializer.latest()).build()
                : source.build();
    }

    private JobGuard guard() {
        return new JobGuard(
                options.bootstrapServers(),
                options.properties(),
                options.topics().readings(),
                options.topics().predictions(),
                KafkaRights.toRun(options),
                ownership);
    }

    /** The consumer settings, for every reader that must see the same messages as the job. */
    public Map<String, String> readerSettings() {
        Map<String, String> settings = new HashMap<>();
        // Skip readings of aborted transactions.
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.putAll(options.properties());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
        return settings;
    }

    private <T> ResultsSink<T> sink(KafkaRecordSerializationSchema<T> serializer, String name, int maxBytes) {
        Properties settings = options.producerPropertiesOver(Map.of(
                ProducerConfig.LINGER_MS_CONFIG, "5",
                ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES),
                ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(Math.max(LEAST_BUFFER_BYTES, 2 * maxBytes))));
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(maxBytes));
        KafkaSink<T> kafka = KafkaSink.<T>builder()
                .setBootstrapServers(options.bootstrapServers())
                .setKafkaProducerConfig(settings)
                .setRecordSerializer(serializer)
                .setDeliveryGuarantee(
                        options.delivery() == Delivery.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE)
                // Two sinks or jobs with the same prefix would abort each other's transactions.
                .setTransactionalIdPrefix(options.transactionalIdPrefix(name))
                .build();
        return new ResultsSink<>(kafka, name);
    }
}
