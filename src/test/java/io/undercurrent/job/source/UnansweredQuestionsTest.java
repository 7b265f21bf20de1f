package io.undercurrent.job.source;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.GuardedKafka;
import io.undercurrent.job.kafka.record.SourceRecordDeserializer;
import io.undercurrent.stream.StreamTypes;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.time.PastForecasts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsContext;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources that ask a broker where topics end, and get no answer. */
@Timeout(120)
class UnansweredQuestionsTest {

    private static final String TOPIC = "unseen";

    private static EmbeddedKafka kafka;
    private static EmbeddedFlink flink;
    private static ReadingsTopics topics;

    @BeforeAll
    static void start() throws Exception {
        kafka = GuardedKafka.start();
        flink = EmbeddedFlink.start(1);
        try (Admin admin = Admin.create(new HashMap<String, Object>(settings(GuardedKafka.account("admin"))))) {
            admin.createTopics(List.of(new org.apache.kafka.clients.admin.NewTopic(TOPIC, 1, (short) 1)))
                    .all()
                    .get();
            topics = ReadingsTopics.of(ReadingsTopic.of(
                    admin.describeTopics(List.of(TOPIC)).allTopicNames().get().get(TOPIC)));
        }
    }

    @AfterAll
    static void stop() {
        flink.close();
        kafka.close();
    }

    private static Map<String, String> settings(Map<String, String> account) {
        Map<String, String> settings = new HashMap<>(account);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        return settings;
    }

    /** One that lets the job go on. */
    private static final class NoGuard implements SourceGuard, SourceGuard.Watch {

        private static final long serialVersionUID = 1;

        @Override
        public Watch begin() {
            return this;
        }

        @Override
        public void register(MetricGroup metrics) {}

        @Override
        public Duration period() {
            return Duration.ofHours(1);
        }

        @Override
        public void look() {}

        @Override
        public void failed() {}

        @Override
        public void close() {}
    }

    private static StreamExecutionEnvironment job(Map<String, String> settings) {
        TopicFinder finder = new TopicFinder(topics);
        Properties properties = new Properties();
        properties.putAll(settings);
        KafkaSource<SourceRecord> source = KafkaSource.<SourceRecord>builder()
                .setKafkaSubscriber(finder)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new SourceRecordDeserializer())
                .setProperties(properties)
                .build();
        StreamExecutionEnvironment env = flink.environment(new Configuration()).setParallelism(1);
        env.fromSource(
                        new ReadingsSource(
                                source,
                                topics,
                                finder,
                                NewTopic.REFUSE,
                                Optional.empty(),
                                PastForecasts.NEWEST,
                                Start.EARLIEST,
                                settings,
                                new NoGuard()),
                        WatermarkStrategy.noWatermarks(),
                        "readings",
                        StreamTypes.SOURCE_RECORD)
                .sinkTo(new DiscardingSink<>());
        return env;
    }

    /** Kafka's clients wrap the refusal when an admin asks. */
    @Test
    void aLackOfRightsEndsTheJob() {
        Exception failure = assertThrows(
                Exception.class,
                () -> job(settings(GuardedKafka.account("few"))).execute());
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertTrue(
                trace.toString()
                        .contains("TopicAuthorizationException: Not authorized to access topics: [" + TOPIC + "]"),
                trace.toString());
    }

    /** Kafka turns a wrong password down at once, and might know it later. */
    @Test
    void thereIsAPauseBeforeItAsksAgain() throws Exception {
        Map<String, String> settings = settings(GuardedKafka.account("few", "wrong"));
        settings.put("metric.reporters", Clients.class.getName());
        Clients.STARTED.clear();
        JobClient job = job(settings).executeAsync();
        // The first is that of the watch, then one comes with each question.
        while (Clients.STARTED.size() < 5) {
            Thread.sleep(20);
        }
        job.cancel().get();
        long nanos = Clients.STARTED.get(4) - Clients.STARTED.get(1);
        assertTrue(nanos >= Duration.ofMillis(2900).toNanos(), nanos + " ns from the first to the fourth question");
    }

    /** Hears of each admin client that starts. */
    public static final class Clients implements MetricsReporter {

        private static final List<Long> STARTED = new CopyOnWriteArrayList<>();

        @Override
        public void contextChange(MetricsContext context) {
            if ("kafka.admin.client".equals(context.contextLabels().get(MetricsContext.NAMESPACE))) {
                STARTED.add(System.nanoTime());
            }
        }

        @Override
        public void init(List<KafkaMetric> metrics) {}

        @Override
        public void metricChange(KafkaMetric metric) {}

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }
}
