package io.undercurrent.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.source.Start;
import io.undercurrent.job.source.history.History;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.stream.state.UnusableStateException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A past that a job finds when it begins, and that is gone before it is read, on topics of a real broker. */
@Timeout(300)
class GonePastTest {

    private static final int STORES = StoresOnKafka.STORES;
    private static final int BEFORE = 6;
    private static final int AFTER = 2;
    private static final Columns COLUMNS = new Columns(List.of("temperature", "sales"), List.of("promotion"));
    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    private static final SharedModel MODEL = SharedModel.of(RecurrentModel.untrained(
            new ModelSpec(COLUMNS, List.of(true), 14, 5, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8), 3));

    /** Happens when a consumer of the job has the first messages of a topic: one looks where the past ends before others read it. */
    private static final Map<String, Runnable> NEXT = new ConcurrentHashMap<>();

    private static Admin admin;
    private static EmbeddedFlink flink;

    @BeforeAll
    static void start() {
        admin = Admin.create(Map.of("bootstrap.servers", (Object) KAFKA.bootstrapServers()));
        flink = EmbeddedFlink.start(2);
    }

    @AfterAll
    static void stop() {
        flink.close();
        admin.close();
    }

    private static StoresOnKafka stores(String name) {
        StoresOnKafka stores = new StoresOnKafka(
                KAFKA.bootstrapServers(),
                flink,
                name,
                false,
                Delivery.EXACTLY_ONCE,
                Map.of("interceptor.classes", Happening.class.getName()),
                Duration.ofMillis(500));
        stores.begin(Start.EARLIEST, false);
        stores.connect(MODEL);
        return stores;
    }

    /** The stores of the one partition are forecast although nothing comes from the other. */
    @Test
    void retentionMayTakeThatOfAPartition() throws Exception {
        StoresOnKafka stores = stores("gone.partition");
        stores.send(new ReadingWriter(COLUMNS), BEFORE, 0);
        JobClient first =
                stores.job(MODEL, TimeLimits.DEFAULT, 2, new Configuration()).executeAsync();
        stores.await(STORES * BEFORE, STORES * (BEFORE - 1));
        first.cancel().get();
        stores.begin(Start.EARLIEST, false);
        NEXT.put("gone.partition.readings", () -> empty("gone.partition.readings", 1));
        JobClient again =
                stores.job(MODEL, TimeLimits.DEFAULT, 2, new Configuration()).executeAsync();
        stores.await(STORES * BEFORE + 1, STORES * (BEFORE - 1));
        again.cancel().get();
    }

    @Test
    void retentionMayTakeAllOfAHistory() throws Exception {
        KAFKA.createTopic("gone.emptied", 2);
        StoresOnKafka stores = stores("gone.history");
        stores.send("gone.emptied", new ReadingWriter(COLUMNS), BEFORE, 0);
        stores.send(new ReadingWriter(COLUMNS), AFTER, BEFORE);
        NEXT.put("gone.emptied", () -> {
            empty("gone.emptied", 0);
            empty("gone.emptied", 1);
        });
        JobClient job = stores.job(MODEL, new History.OfTopic("gone.emptied"), 2, new Configuration())
                .executeAsync();
        stores.await(STORES, STORES * (AFTER - 1));
        job.cancel().get();
        Map<String, Integer> days = new HashMap<>();
        stores.forecasts().values().stream()
                .flatMap(List::stream)
                .forEach(f -> days.merge(f.key(), f.days(), Math::max));
        assertEquals(STORES, days.size());
        assertTrue(days.values().stream().allMatch(known -> known == AFTER), days.toString());
    }

    @Test
    void aHistoryThatIsDeletedBeforeItIsFoundEndsTheJob() throws Exception {
        KAFKA.createTopic("gone.early", 2);
        StoresOnKafka stores = stores("gone.unfound");
        stores.send("gone.early", new ReadingWriter(COLUMNS), BEFORE, 0);
        StreamExecutionEnvironment job = stores.job(MODEL, new History.OfTopic("gone.early"), 2, new Configuration());
        delete("gone.early");
        assertEquals("--history: the topic gone.early was not read to its end: it was deleted", failure(job));
    }

    @Test
    void aHistoryThatIsDeletedBeforeItIsReadEndsTheJob() throws Exception {
        KAFKA.createTopic("gone.late", 2);
        StoresOnKafka stores = stores("gone.unread");
        stores.send("gone.late", new ReadingWriter(COLUMNS), BEFORE, 0);
        NEXT.put("gone.late", () -> delete("gone.late"));
        assertEquals(
                "--history: the topic gone.late was not read to its end: it was deleted",
                failure(stores.job(MODEL, new History.OfTopic("gone.late"), 2, new Configuration())));
    }

    private static String failure(StreamExecutionEnvironment job) {
        Exception failure = assertThrows(Exception.class, job::execute);
        return ExceptionUtils.findSerializedThrowable(
                        failure, UnusableStateException.class, GonePastTest.class.getClassLoader())
                .orElseThrow(() -> new AssertionError(failure))
                .getMessage();
    }

    private static void empty(String topic, int partition) {
        await(() -> admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(-1)))
                .all()
                .get());
    }

    private static void delete(String topic) {
        await(() -> {
            admin.deleteTopics(List.of(topic)).all().get();
            while (admin.listTopics().names().get().contains(topic)) {
                Thread.onSpinWait();
            }
            return null;
        });
    }

    private interface Answered {
        Object get() throws InterruptedException, ExecutionException;
    }

    private static void await(Answered answered) {
        try {
            answered.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Lets something happen once. */
    public static final class Happening
            implements ConsumerInterceptor<byte[], byte[]>, ProducerInterceptor<byte[], byte[]> {

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            for (TopicPartition partition : records.partitions()) {
                Runnable next = NEXT.remove(partition.topic());
                if (next != null) {
                    next.run();
                }
            }
            return records;
        }

        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> sent) {
            return sent;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }
}
