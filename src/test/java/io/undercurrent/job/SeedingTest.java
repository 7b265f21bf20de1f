package io.undercurrent.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvWriter;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.restore.CheckpointDirectory;
import io.undercurrent.job.source.Start;
import io.undercurrent.job.source.history.History;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.stream.SharedModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job on topics of a real broker that keep few days, with a history that has more. */
@Timeout(300)
class SeedingTest {

    private static final int STORES = StoresOnKafka.STORES;
    private static final int FIRST_DAY = StoresOnKafka.FIRST_DAY;

    /** Days of the history, of which the topic has the last again, then those of the topic alone, then those to come. */
    private static final int HISTORY = 30;

    private static final int BOTH = 5;
    private static final int PRESENT = 3;
    private static final int LIVE = 2;
    private static final int DAYS = HISTORY + PRESENT + LIVE;
    private static final Columns COLUMNS = new Columns(List.of("temperature", "sales"), List.of("promotion"));
    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    private static final SharedModel MODEL = SharedModel.of(RecurrentModel.untrained(
            new ModelSpec(COLUMNS, List.of(true), 14, 5, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8), 3));

    private static EmbeddedFlink flink;
    private static Map<String, List<Forecast>> expected;

    @TempDir
    private Path directory;

    /** What a job makes that reads all days from its topic. */
    @BeforeAll
    static void start() throws Exception {
        flink = EmbeddedFlink.start(2);
        StoresOnKafka whole = new StoresOnKafka(KAFKA, flink, "history.whole", true, Delivery.EXACTLY_ONCE);
        whole.connect(MODEL);
        whole.send(new ReadingWriter(COLUMNS), DAYS, 0);
        whole.job(MODEL, TimeLimits.DEFAULT, 2, new Configuration()).execute();
        expected = new HashMap<>();
        whole.forecasts()
                .forEach((key, forecasts) -> expected.put(
                        key,
                        forecasts.stream()
                                .filter(forecast -> forecast.origin() >= FIRST_DAY + HISTORY + PRESENT - 1)
                                .toList()));
    }

    @AfterAll
    static void stop() {
        flink.close();
    }

    @Test
    void aFileFillsTheWindows() throws Exception {
        Path path = directory.resolve("history.csv.gz");
        try (ReadingCsvWriter rows = ReadingCsv.write(path, COLUMNS)) {
            for (int store = 0; store < STORES; store++) {
                for (int day = 0; day < HISTORY; day++) {
                    rows.write(new Reading("store-" + store, FIRST_DAY + day, StoresOnKafka.values(store, day)));
                }
            }
        }
        follows(
                "history.file",
                History.OfFile.of(path.toUri().toString(), ReadingMapping.CONTRACT, FileForm.LONG_CSV, COLUMNS));
    }

    @Test
    void anotherTopicFillsTheWindows() throws Exception {
        KAFKA.createTopic("history.past", 3);
        stores("history.other").send("history.past", new ReadingWriter(COLUMNS), HISTORY, 0);
        follows("history.topic", new History.OfTopic("history.past"));
    }

    private static StoresOnKafka stores(String name) {
        return new StoresOnKafka(KAFKA, flink, name, false, Delivery.EXACTLY_ONCE);
    }

    private void follows(String name, History history) throws Exception {
        StoresOnKafka stores = stores(name);
        stores.begin(Start.EARLIEST, false);
        stores.connect(MODEL);
        stores.send(new ReadingWriter(COLUMNS), BOTH + PRESENT, HISTORY - BOTH);
        JobClient job = stores.job(MODEL, history, 2, StoresOnKafka.keepingCheckpoints(checkpoints()))
                .executeAsync();
        stores.await(STORES, STORES * (HISTORY + PRESENT - 1));
        job.cancel().get();

        Configuration restored = StoresOnKafka.keepingCheckpoints(checkpoints());
        restored.set(
                StateRecoveryOptions.SAVEPOINT_PATH,
                new CheckpointDirectory(checkpoints()).latest().orElseThrow());
        JobClient again = stores.job(MODEL, TimeLimits.DEFAULT, 1, restored).executeAsync();
        stores.send(new ReadingWriter(COLUMNS), LIVE, HISTORY + PRESENT);
        stores.await(STORES * (1 + LIVE), STORES * (DAYS - 1));
        again.cancel().get();
        assertEquals(expected, stores.forecasts());
    }

    private String checkpoints() {
        return directory.resolve("checkpoints").toUri().toString();
    }
}
