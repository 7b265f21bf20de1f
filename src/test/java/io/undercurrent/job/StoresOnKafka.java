package io.undercurrent.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.format.result.ScoreParser;
import io.undercurrent.job.kafka.KafkaEnds;
import io.undercurrent.job.kafka.KafkaOptions;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.kafka.NewTopics;
import io.undercurrent.job.models.KafkaModels;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.job.source.Start;
import io.undercurrent.job.source.history.History;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.topic.JobTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A few stores whose readings lie on a topic, and the production job that forecasts them. */
final class StoresOnKafka {

    static final int STORES = 20;
    static final int FIRST_DAY = 20_000;
    private static final int PARTITIONS = 2;

    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(500);

    private final EmbeddedFlink flink;
    private KafkaOptions options;
    private final Duration checkpointInterval;

    /**
     * @param name of the job and first part of the names of its topics
     */
    StoresOnKafka(EmbeddedKafka kafka, EmbeddedFlink flink, String name, boolean bounded, Delivery delivery) {
        this(kafka.bootstrapServers(), flink, name, bounded, delivery, Map.of(), CHECKPOINT_INTERVAL);
    }

    /**
     * @param name of the job and first part of the names of its topics
     * @param properties of the clients by their Kafka name
     */
    StoresOnKafka(
            String bootstrapServers,
            EmbeddedFlink flink,
            String name,
            boolean bounded,
            Delivery delivery,
            Map<String, String> properties,
            Duration checkpointInterval) {
        this.flink = flink;
        this.checkpointInterval = checkpointInterval;
        options = new KafkaOptions(
                bootstrapServers,
                new JobTopics(
                        name + ".readings",
                        name + ".predictions",
                        name + ".rejected",
                        Optional.of(name + ".scores"),
                        Optional.of(name + ".anomalies")),
                NewTopics.all(PARTITIONS),
                name,
                delivery,
                Start.EARLIEST,
                bounded,
                properties);
    }

    /** The job, not yet running. */
    StreamExecutionEnvironment job(SharedModel model, TimeLimits time, int parallelism, Configuration settings) {
        return job(model, time, parallelism, settings, connect(model).ends());
    }

    /** The job, not yet running, whose model those of a topic succeed. */
    StreamExecutionEnvironment job(SharedModel model, ModelLog models, int parallelism, Configuration settings) {
        SeriesContract contract =
                model.get().contract(TimeLimits.DEFAULT.lateness(model.get().window()));
        connect(model);
        JobEnds ends = KafkaEnds.connect(withShadows(), model.get().shape()).ends();
        return job(
                model,
                TimeLimits.DEFAULT,
                parallelism,
                settings,
                ends.with(
                        KafkaModels.connect(models, options.group(), model, contract, options.bounded(), line -> {})));
    }

    private KafkaOptions withShadows() {
        return new KafkaOptions(
                options.bootstrapServers(),
                options.topics().withShadows(shadowTopic()),
                options.newTopics(),
                options.group(),
                options.delivery(),
                options.start(),
                options.bounded(),
                options.properties());
    }

    private String shadowTopic() {
        return options.topics().predictions() + ".shadow";
    }

    private StreamExecutionEnvironment job(
            SharedModel model, TimeLimits time, int parallelism, Configuration settings, JobEnds ends) {
        StreamExecutionEnvironment env = flink.environment(settings);
        env.setParallelism(parallelism);
        JobOptions job = new JobOptions(
                options.group(),
                new BundleLimits(256, Duration.ofMillis(20)),
                time,
                CalibrationOptions.DEFAULT,
                checkpointInterval);
        ForecastJob.define(env, model, job, ends);
        return env;
    }

    /** Settings of a job whose checkpoints stay there when it is cancelled. */
    static Configuration keepingCheckpoints(String directory) {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        return settings;
    }

    /** From now on jobs begin there, and write forecasts once more only if they are to. */
    void begin(Start start, boolean replayed) {
        options = new KafkaOptions(
                options.bootstrapServers(),
                options.topics(),
                options.newTopics(),
                options.group(),
                options.delivery(),
                start,
                options.bounded(),
                replayed,
                options.properties());
    }

    /** The job, not yet running, that reads something else before its topics. */
    StreamExecutionEnvironment job(SharedModel model, History first, int parallelism, Configuration settings) {
        JobEnds ends = connect(model).after(first).ends();
        return job(model, TimeLimits.DEFAULT, parallelism, settings, ends);
    }

    /** Connects to the topics, which creates them. */
    KafkaEnds connect(SharedModel model) {
        return KafkaEnds.connect(options, model.get().shape());
    }

    /** Sends a reading of each store for some days, always the same. */
    void send(ReadingWriter writer, int days, int skippedDays) {
        send(options.topics().readings().toString(), writer, days, skippedDays);
    }

    /** The same to another topic. */
    void send(String topic, ReadingWriter writer, int days, int skippedDays) {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int day = skippedDays; day < skippedDays + days; day++) {
                for (int store = 0; store < STORES; store++) {
                    String key = "store-" + store;
                    producer.send(new ProducerRecord<>(
                            topic,
                            key.getBytes(UTF_8),
                            writer.write(new Reading(key, FIRST_DAY + day, values(store, day)))));
                }
            }
        }
    }

    static double[] values(int store, int day) {
        return new double[] {10 + day % 7 + store, 100 + 3 * (day % 5), day % 2};
    }

    /** Returns when that many forecasts and scores are there; a job that never gets there runs into the test's time limit. */
    void await(int forecasts, int scores) {
        TopicReader.await(options.bootstrapServers(), options.topics().predictions(), forecasts, () -> {});
        TopicReader.await(options.bootstrapServers(), scoresTopic(), scores, () -> {});
    }

    /** How far the partitions of forecasts go, with those that are not committed. */
    long forecastsEnd() {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
        String topic = options.topics().predictions();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Returns when shadows have made that many forecasts. */
    void awaitShadows(int forecasts) {
        TopicReader.await(options.bootstrapServers(), shadowTopic(), forecasts, () -> {});
    }

    /** All forecasts by key, in their order within it. */
    Map<String, List<Forecast>> forecasts() {
        return forecasts(options.topics().predictions());
    }

    /** The same, of shadows. */
    Map<String, List<Forecast>> shadows() {
        return forecasts(shadowTopic());
    }

    private Map<String, List<Forecast>> forecasts(String topic) {
        ForecastParser parser = new ForecastParser();
        Map<String, List<Forecast>> forecasts = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
            Forecast forecast = parser.parse(record.value());
            forecasts.computeIfAbsent(forecast.key(), key -> new ArrayList<>()).add(forecast);
        }
        return forecasts;
    }

    /** All scores by key, in their order within it. */
    Map<String, List<DayScore>> scores() {
        ScoreParser parser = new ScoreParser();
        Map<String, List<DayScore>> scores = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : read(scoresTopic())) {
            DayScore score = parser.parse(record.value());
            scores.computeIfAbsent(score.key(), key -> new ArrayList<>()).add(score);
        }
        return scores;
    }

    private String scoresTopic() {
        return options.topics().scores().orElseThrow();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return TopicReader.read(options.bootstrapServers(), topic);
    }
}
