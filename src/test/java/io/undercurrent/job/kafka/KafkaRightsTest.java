package io.undercurrent.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.GuardedKafka;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.job.ForecastJob;
import io.undercurrent.job.JobOptions;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.source.Start;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.topic.JobTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job whose Kafka account has the least rights that kafka.md among the pages lists, or one less, at a broker that asks. */
@Timeout(120)
class KafkaRightsTest {

    private static final String READINGS = "few.readings";
    private static final String GROUP = "few";
    private static final ForecastModel MODEL = RecurrentModel.untrained(
            new ModelSpec(Columns.ofTargets("sales"), List.of(), 14, 5, List.of(0.5), ModelSpec.Cell.GRU, 4, 1, 4), 5);

    private static EmbeddedKafka kafka;
    private static EmbeddedFlink flink;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        kafka = GuardedKafka.start();
        flink = EmbeddedFlink.start(1);
        Map<String, Object> settings = new HashMap<>(GuardedKafka.account("admin"));
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        admin = Admin.create(settings);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(READINGS, 1, (short) 1)))
                    .all()
                    .get();
            for (int day = 20_000; day < 20_003; day++) {
                byte[] reading = new ReadingWriter(Columns.ofTargets("sales"))
                        .write(new Reading("a", day, new double[] {day % 7}));
                producer.send(new ProducerRecord<>(READINGS, "a".getBytes(UTF_8), reading))
                        .get();
            }
        }
    }

    @AfterAll
    static void stop() {
        admin.close();
        flink.close();
        kafka.close();
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void theLeastRightsAreEnoughAndEachThatIsMissingIsNamed(Delivery delivery) throws Exception {
        KafkaOptions options = options(delivery.toString(), delivery, true);
        createResults(options);
        Map<String, AclBinding> rights = leastRights(options);
        grant(rights.values());
        environment(options).execute();
        assertTrue(end(options.topics().predictions()) >= 3, "three forecasts");
        for (Map.Entry<String, AclBinding> right : rights.entrySet()) {
            withdraw(right.getValue());
            KafkaRefusalException refused = assertThrows(
                    KafkaRefusalException.class, () -> KafkaEnds.connect(options, MODEL.shape()), right.getKey());
            assertEquals("the Kafka account lacks these rights: " + right.getKey(), refused.getMessage());
            grant(List.of(right.getValue()));
        }
        KafkaEnds.connect(options, MODEL.shape());
        admin.deleteAcls(rights.values().stream().map(AclBinding::toFilter).toList())
                .all()
                .get();
    }

    @Test
    void aTopicThatMayNotBeCreatedIsNamed() throws Exception {
        KafkaOptions options = options("uncreated", Delivery.AT_LEAST_ONCE, true);
        Map<String, AclBinding> rights = leastRights(options);
        grant(rights.values());
        KafkaRefusalException refused =
                assertThrows(KafkaRefusalException.class, () -> KafkaEnds.connect(options, MODEL.shape()));
        assertEquals(
                "the topic uncreated.predictions is missing, and the account lacks the right to create it: Create on topic"
                        + " uncreated.predictions, or on the cluster",
                refused.getMessage());
        assertThrows(KafkaRefusalException.class, () -> KafkaEnds.connect(options, MODEL.shape()));
    }

    @Test
    void aJobThatLosesARightWhileItRunsEndsAndSaysWhich() throws Exception {
        KafkaOptions options = options("losing", Delivery.EXACTLY_ONCE, false);
        createResults(options);
        Map<String, AclBinding> rights = leastRights(options);
        grant(rights.values());
        JobClient job = environment(options).executeAsync();
        while (end(options.topics().predictions()) < 3) {
            Thread.sleep(50);
        }
        String lost = "Write on transactional ids that begin with losing.few-predictions";
        withdraw(rights.get(lost));
        ExecutionException failure = assertThrows(
                ExecutionException.class, () -> job.getJobExecutionResult().get());
        List<String> messages = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.add(cause.getMessage());
        }
        assertTrue(
                messages.stream()
                        .anyMatch(message -> message.contains("the Kafka account lacks these rights: " + lost)),
                messages.toString());
    }

    /** By the name that a refusal has for each. */
    private static Map<String, AclBinding> leastRights(KafkaOptions options) {
        Map<String, AclBinding> rights = new TreeMap<>();
        JobTopics names = options.topics();
        rights.put("Read on topic " + names.readings(), topic(READINGS, AclOperation.READ));
        for (String topic : names.results()) {
            rights.put("Write on topic " + topic, topic(topic, AclOperation.WRITE));
            rights.put("DescribeConfigs on topic " + topic, topic(topic, AclOperation.DESCRIBE_CONFIGS));
        }
        rights.put("DescribeConfigs on topic " + names.readings(), topic(READINGS, AclOperation.DESCRIBE_CONFIGS));
        for (String group : List.of(options.group(), options.group() + ".owner")) {
            rights.put(
                    "Read on group " + group, allow(ResourceType.GROUP, group, PatternType.LITERAL, AclOperation.READ));
        }
        if (options.delivery() == Delivery.EXACTLY_ONCE) {
            for (String sink : List.of("predictions", "rejected", "scores", "anomalies")) {
                String prefix = options.group() + "-" + sink;
                rights.put(
                        "Write on transactional ids that begin with " + prefix,
                        allow(ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED, AclOperation.WRITE));
            }
        }
        return rights;
    }

    private static AclBinding topic(String name, AclOperation operation) {
        return allow(ResourceType.TOPIC, name, PatternType.LITERAL, operation);
    }

    private static AclBinding allow(ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:few", "*", operation, AclPermissionType.ALLOW));
    }

    private static void grant(Collection<AclBinding> rights) throws Exception {
        admin.createAcls(rights).all().get();
        // The controller answers before the broker knows.
        for (AclBinding right : rights) {
            while (admin.describeAcls(right.toFilter()).values().get().isEmpty()) {
                Thread.sleep(10);
            }
        }
    }

    private static void withdraw(AclBinding right) throws Exception {
        admin.deleteAcls(List.of(right.toFilter())).all().get();
        while (!admin.describeAcls(right.toFilter()).values().get().isEmpty()) {
            Thread.sleep(10);
        }
    }

    private static void createResults(KafkaOptions options) throws Exception {
        List<NewTopic> topics = options.topics().results().stream()
                .map(name -> new NewTopic(name, 1, (short) 1).configs(Map.of("max.message.bytes", "2000000")))
                .toList();
        admin.createTopics(topics).all().get();
        while (!admin.listTopics().names().get().containsAll(options.topics().results())) {
            Thread.sleep(10);
        }
    }

    private static long end(String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        ListOffsetsResultInfo end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get();
        return end.offset();
    }

    private static KafkaOptions options(String name, Delivery delivery, boolean bounded) {
        return new KafkaOptions(
                kafka.bootstrapServers(),
                new JobTopics(
                        READINGS,
                        name + ".predictions",
                        name + ".rejected",
                        Optional.of(name + ".scores"),
                        Optional.of(name + ".anomalies")),
                new NewTopics(false, OptionalInt.of(1), NewTopics.Cleanup.COMPACT, OptionalLong.empty()),
                name + "." + GROUP,
                delivery,
                Start.EARLIEST,
                bounded,
                GuardedKafka.account("few"));
    }

    private static StreamExecutionEnvironment environment(KafkaOptions options) {
        StreamExecutionEnvironment env = flink.environment(new Configuration());
        env.setParallelism(1);
        JobOptions job = new JobOptions(
                options.group(),
                BundleLimits.DEFAULT,
                TimeLimits.DEFAULT,
                CalibrationOptions.DEFAULT,
                Duration.ofMillis(200));
        ForecastJob.define(
                env, MODEL, job, KafkaEnds.connect(options, MODEL.shape()).ends());
        return env;
    }
}
