package io.undercurrent.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.source.Start;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.stream.time.PastForecasts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A job without a checkpoint on topics of a real broker that another one has read before. */
@Timeout(300)
class PastReadAgainTest {

    private static final int STORES = StoresOnKafka.STORES;
    private static final int FIRST_DAY = StoresOnKafka.FIRST_DAY;
    private static final int BEFORE = 12;
    private static final int AWAY = 3;
    private static final int AFTER = 2;
    private static final Columns COLUMNS = new Columns(List.of("temperature", "sales"), List.of("promotion"));
    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    private static final SharedModel MODEL = SharedModel.of(RecurrentModel.untrained(
            new ModelSpec(COLUMNS, List.of(true), 14, 5, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8), 3));

    private static EmbeddedFlink flink;

    @BeforeAll
    static void start() {
        flink = EmbeddedFlink.start(2);
    }

    @AfterAll
    static void stop() {
        flink.close();
    }

    /** Aborted messages and marks of transactions stand at the end of a partition, where no reader sees anything. */
    @Test
    void forecastsFromTheNewestDayAloneAndThenFromEachThatComes() throws Exception {
        ReadingWriter writer = new ReadingWriter(COLUMNS);
        StoresOnKafka whole = new StoresOnKafka(KAFKA, flink, "past.whole", true, Delivery.EXACTLY_ONCE);
        whole.connect(MODEL);
        whole.send(writer, BEFORE + AWAY + AFTER, 0);
        whole.begin(Start.EARLIEST, false);
        assertEquals(PastForecasts.ALL, whole.connect(MODEL).past(), "nothing was forecast before");
        whole.job(MODEL, TimeLimits.DEFAULT, 2, new Configuration()).execute();
        assertEquals(PastForecasts.NEWEST, whole.connect(MODEL).past());

        StoresOnKafka stores = new StoresOnKafka(KAFKA, flink, "past.again", false, Delivery.EXACTLY_ONCE);
        stores.connect(MODEL);
        stores.send(writer, BEFORE, 0);
        JobClient first =
                stores.job(MODEL, TimeLimits.DEFAULT, 2, new Configuration()).executeAsync();
        stores.await(STORES * BEFORE, STORES * (BEFORE - 1));
        first.cancel().get();

        stores.send(writer, AWAY, BEFORE);
        abort("past.again.readings", writer);
        stores.begin(Start.EARLIEST, false);
        JobClient again =
                stores.job(MODEL, TimeLimits.DEFAULT, 2, new Configuration()).executeAsync();
        int scoresBefore = STORES * (BEFORE - 1) + STORES * (BEFORE + AWAY - 1);
        stores.await(STORES * (BEFORE + 1), scoresBefore);
        stores.send(writer, AFTER, BEFORE + AWAY);
        stores.await(STORES * (BEFORE + 1 + AFTER), scoresBefore + STORES * AFTER);
        again.cancel().get();

        Map<String, List<Forecast>> expected = new HashMap<>();
        whole.forecasts()
                .forEach((key, forecasts) -> expected.put(
                        key,
                        forecasts.stream()
                                .filter(forecast -> forecast.origin() >= FIRST_DAY + BEFORE + AWAY - 1)
                                .toList()));
        Map<String, List<Forecast>> written = new HashMap<>();
        stores.forecasts().forEach((key, forecasts) -> written.put(key, forecasts.subList(BEFORE, forecasts.size())));
        assertEquals(expected, written);
    }

    /** Leaves messages in all partitions that are never committed. */
    private static void abort(String topic, ReadingWriter writer) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                KAFKA.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topic);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < 20; i++) {
                byte[] never = writer.write(new Reading("never", FIRST_DAY + i, new double[] {1, 2, 0}));
                producer.send(new ProducerRecord<>(topic, i % 2, "never".getBytes(UTF_8), never));
            }
            producer.flush();
            producer.abortTransaction();
        }
    }

    /** What was sent before that day is not read, whatever day the readings are of. */
    @Test
    void beginsWithTheFirstMessageOfADay() throws Exception {
        StoresOnKafka stores = new StoresOnKafka(KAFKA, flink, "past.day", true, Delivery.EXACTLY_ONCE);
        stores.connect(MODEL);
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers());
        long millisADay = 86_400_000;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int day = 0; day < 10; day++) {
                byte[] value =
                        new ReadingWriter(COLUMNS).write(new Reading("a", FIRST_DAY + day, new double[] {day, 2, 0}));
                // In the evening, a minute before the next day.
                long sent = (FIRST_DAY + day + 1) * millisADay - 60_000;
                producer.send(new ProducerRecord<>("past.day.readings", 0, sent, "a".getBytes(UTF_8), value));
            }
        }
        stores.begin(Start.on(LocalDate.ofEpochDay(FIRST_DAY + 7)), true);
        stores.job(MODEL, TimeLimits.DEFAULT, 2, new Configuration()).execute();
        List<Forecast> forecasts = stores.forecasts().get("a");
        assertEquals(
                List.of(7, 8, 9),
                forecasts.stream().map(f -> f.origin() - FIRST_DAY).toList());
        assertTrue(forecasts.stream().allMatch(f -> f.days() <= 3), "no earlier day is known");
    }
}
