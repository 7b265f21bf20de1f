package io.undercurrent.job.kafka;

import io.undercurrent.job.JobEnds;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.kafka.KafkaOptions.Start;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.stream.RejectedRecord;
import io.undercurrent.stream.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The ends of a job in Kafka. */
public final class KafkaEnds {

    /** Below the broker's transaction.max.timeout.ms of 15 minutes, where Flink's default of an hour is above it. */
    private static final int TRANSACTION_TIMEOUT_MS = 600_000;

    private static final int LEAST_BUFFER_BYTES = 32 << 20;

    /** What a partition is sent within the linger time in a flood; Kafka's default of 16 KiB makes it several requests. */
    private static final int BATCH_BYTES = 1 << 17;

    private final KafkaOptions options;
    private final KafkaTopics topics;

    KafkaEnds(KafkaOptions options, KafkaTopics topics) {
        this.options = options;
        this.topics = topics;
    }

    /**
     * Connects to Kafka, creates topics that are missing, and checks that the others take what the job will write.
     *
     * @param shape of the forecasts, which decides how long their messages can be
     * @throws IllegalStateException if no broker answers, or a topic does not fit
     */
    public static KafkaEnds connect(KafkaOptions options, ForecastShape shape) {
        return new KafkaEnds(options, KafkaTopics.prepare(options, shape));
    }

    /** The topics that were missing. */
    public List<String> createdTopics() {
        return topics.created();
    }

    /** The ends, for {@link io.undercurrent.job.ForecastJob#define}. */
    public JobEnds ends() {
        KafkaTopicNames names = options.topics();
        return new JobEnds(
                readings(),
                this.<Forecast>sink(
                        new ForecastSerializer(names.predictions()), "predictions", topics.predictionBytes()),
                this.<RejectedRecord>sink(
                        new RejectedSerializer(names.rejected(), topics.rejectedBytes() - KafkaTopics.HEADROOM),
                        "rejected",
                        topics.rejectedBytes()),
                names.scores()
                        .map(topic -> this.<DayScore>sink(new ScoreSerializer(topic), "scores", topics.scoreBytes())));
    }

    private KafkaSource<SourceRecord> readings() {
        OffsetsInitializer start =
                options.start() == Start.EARLIEST ? OffsetsInitializer.earliest() : OffsetsInitializer.latest();
        KafkaSourceBuilder<SourceRecord> source = KafkaSource.<SourceRecord>builder()
                .setBootstrapServers(options.bootstrapServers())
                .setTopics(options.topics().readings())
                .setGroupId(options.group())
                .setClientIdPrefix(options.group())
                .setStartingOffsets(start)
                .setDeserializer(new SourceRecordDeserializer())
                // Readings of a transaction that failed were never sent.
                .setProperties(options.propertiesOver(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")));
        return options.bounded()
                ? source.setBounded(OffsetsInitializer.latest()).build()
                : source.build();
    }

    private <T> KafkaSink<T> sink(KafkaRecordSerializationSchema<T> serializer, String name, int maxBytes) {
        Properties settings = options.propertiesOver(Map.of(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Integer.toString(TRANSACTION_TIMEOUT_MS),
                ProducerConfig.LINGER_MS_CONFIG, "5",
                ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES),
                ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(Math.max(LEAST_BUFFER_BYTES, 2 * maxBytes))));
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(maxBytes));
        return KafkaSink.<T>builder()
                .setBootstrapServers(options.bootstrapServers())
                .setKafkaProducerConfig(settings)
                .setRecordSerializer(serializer)
                .setDeliveryGuarantee(
                        options.delivery() == Delivery.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE)
                // Two sinks, or two jobs, with one prefix would end each other's transactions.
                .setTransactionalIdPrefix(options.group() + "-" + name)
                .build();
    }
}
