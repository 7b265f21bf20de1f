package io.undercurrent.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Forecast;
import io.undercurrent.stream.SharedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka is away for longer than its clients wait, while the job has written forecasts that are not yet committed. */
@Timeout(300)
class OutageTest {

    private static final int PARALLELISM = 2;
    private static final int DAYS = 20;
    private static final int FORECASTS = DAYS * StoresOnKafka.STORES;
    private static final Columns COLUMNS = new Columns(List.of("temperature", "sales"), List.of("promotion"));
    private static final SharedModel MODEL = SharedModel.of(RecurrentModel.untrained(
            new ModelSpec(COLUMNS, List.of(true), 14, 5, List.of(0.5), ModelSpec.Cell.GRU, 8, 1, 8), 5));

    /** Kafka's own times are a minute or two, and Flink looks for new partitions every ten seconds. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "max.block.ms", "1000",
            "request.timeout.ms", "5000",
            "delivery.timeout.ms", "6000",
            "default.api.timeout.ms", "5000",
            "partition.discovery.interval.ms", "1000");

    /** Longer than the test: nothing is committed. */
    private static final Duration NO_CHECKPOINT = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private EmbeddedKafka kafka;
    private EmbeddedFlink flink;
    private String address;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(0, directory.resolve("kafka"));
        address = kafka.bootstrapServers();
        flink = EmbeddedFlink.start(PARALLELISM);
    }

    @AfterEach
    void stop() {
        flink.close();
        kafka.close();
    }

    /** It fails because Flink looks for new partitions, and no broker answers. */
    @Test
    void theJobFailsAndGoesOn() throws Exception {
        StoresOnKafka stores = stores(false, IMPATIENT, NO_CHECKPOINT);
        JobClient job = startWriting(stores);
        long before = stores.forecastsEnd();
        kafka.close();
        // The second time it has begun again, and its tasks of the first time have ended.
        while (failures(job) < 2) {
            assertTaskManagerIsThere();
            Thread.sleep(100);
        }
        comeBack();
        while (stores.forecastsEnd() < before + FORECASTS) {
            Thread.sleep(100);
        }
        assertTaskManagerIsThere();
        job.cancel().get();
        assertEachForecastComesOnce();
    }

    /** With Kafka's own times, of which a job that is cancelled waits out none. */
    @Test
    void theJobIsCancelledWithoutHarm() throws Exception {
        JobClient job = startWriting(stores(false, Map.of(), NO_CHECKPOINT));
        kafka.close();
        job.cancel().get();
        while (job.getJobStatus().get() != JobStatus.CANCELED) {
            Thread.sleep(100);
        }
        assertTaskManagerIsThere();
        comeBack();
        assertEachForecastComesOnce();
    }

    private JobClient startWriting(StoresOnKafka stores) throws Exception {
        stores.connect(MODEL);
        stores.send(new ReadingWriter(COLUMNS), DAYS, 0);
        JobClient job = stores.job(MODEL, TimeLimits.DEFAULT, PARALLELISM, new Configuration())
                .executeAsync();
        while (stores.forecastsEnd() < FORECASTS) {
            Thread.sleep(100);
        }
        return job;
    }

    private void comeBack() {
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        kafka = EmbeddedKafka.start(port, directory.resolve("kafka"));
    }

    private void assertTaskManagerIsThere() throws IOException {
        assertEquals(1, ask("/overview").path("taskmanagers").asInt());
    }

    private int failures(JobClient job) throws IOException {
        return ask("/jobs/" + job.getJobID() + "/exceptions")
                .at("/exceptionHistory/entries")
                .size();
    }

    private JsonNode ask(String path) throws IOException {
        return new ObjectMapper()
                .readTree(flink.webAddress().resolve(path).toURL().openStream());
    }

    /** What the job wrote and did not commit is aborted when it starts again. */
    private void assertEachForecastComesOnce() throws Exception {
        StoresOnKafka stores = stores(true, Map.of(), Duration.ofMillis(500));
        stores.job(MODEL, TimeLimits.DEFAULT, PARALLELISM, new Configuration()).execute();
        Map<String, List<Forecast>> forecasts = stores.forecasts();
        assertEquals(StoresOnKafka.STORES, forecasts.size());
        List<Integer> days = IntStream.range(0, DAYS)
                .mapToObj(day -> StoresOnKafka.FIRST_DAY + day)
                .toList();
        forecasts.forEach((key, all) ->
                assertEquals(days, all.stream().map(Forecast::origin).toList(), key));
    }

    private StoresOnKafka stores(boolean bounded, Map<String, String> properties, Duration checkpointInterval) {
        return new StoresOnKafka(
                address, flink, "outage", bounded, Delivery.EXACTLY_ONCE, properties, checkpointInterval);
    }
}
