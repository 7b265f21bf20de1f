package io.undercurrent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements of the page on SQL run as they stand there, on Kafka's and Flink's own tables, and across a savepoint. */
@Timeout(300)
class SqlPageTest {

    private static final String FIXTURE = "savepoint-flink-2.2-map";
    private static final int DAYS = 30;
    /** A day that nobody expected. */
    private static final int ODD = 45;

    @TempDir
    private Path folder;

    /** With all that the page creates. */
    private static StreamTableEnvironment tables(EmbeddedFlink flink, EmbeddedKafka kafka, Configuration settings) {
        StreamTableEnvironment tables =
                StreamTableEnvironment.create(flink.environment(settings).setParallelism(1));
        SqlPage.set(tables);
        SqlPage.creations(kafka.bootstrapServers()).forEach(tables::executeSql);
        return tables;
    }

    @Test
    void itsStatementsRunAndGoOnFromASavepoint() throws Exception {
        assertEquals(9, SqlPage.STATEMENTS.size());
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                EmbeddedFlink flink = EmbeddedFlink.start(2)) {
            String servers = kafka.bootstrapServers();
            SqlPage.createTopics(servers);
            SqlPage.send(servers, 0, DAYS / 2);
            StreamTableEnvironment tables = tables(flink, kafka, new Configuration());
            List<Row> first = some(tables, SqlPage.statement("SELECT store"), DAYS / 2 * SqlPage.HORIZON);
            assertEquals(SqlPage.FIRST.plusDays(1), first.get(0).getField("on_day"));

            JobClient job = tables.executeSql(SqlPage.statement("INSERT"))
                    .getJobClient()
                    .orElseThrow();
            SqlPage.await(servers, forecasts -> forecasts.containsKey(SqlPage.origin(DAYS / 2 - 1)));
            String savepoint = job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get();
            SqlPage.send(servers, DAYS / 2, DAYS);
            Configuration settings = new Configuration();
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            StreamTableEnvironment restored = tables(flink, kafka, settings);
            JobClient goesOn = restored.executeSql(SqlPage.statement("INSERT"))
                    .getJobClient()
                    .orElseThrow();
            Map<String, List<Double>> forecasts =
                    SqlPage.await(servers, all -> all.containsKey(SqlPage.origin(DAYS - 1)));
            goesOn.cancel().get();
            assertEquals(SqlPage.expected(DAYS), forecasts);

            List<Row> met = some(tables, SqlPage.statement("SELECT f.store"), DAYS - 1);
            for (Row row : met) {
                assertTrue(row.<Double>getFieldAs("q10") <= row.<Double>getFieldAs("q90"), row.toString());
            }

            SqlPage.send(servers, DAYS, ODD);
            SqlPage.send(servers, ODD, ODD + 1, 9000);
            SqlPage.send(servers, ODD + 1, ODD + 3);
            Row odd = some(tables, SqlPage.statement("SELECT on_day, store"), 1).get(0);
            assertEquals(SqlPage.FIRST.plusDays(ODD), odd.getField("on_day"));
            assertEquals("a", odd.getField("store"));
            assertEquals("sales", odd.getField("target"));
            assertEquals(9000.0, odd.getField("actual"));
            assertTrue(odd.<Double>getFieldAs("surprise") >= odd.<Double>getFieldAs("threshold"), odd.toString());
        }
    }

    /**
     * Written by Flink 2.2.1, whichever version this is. Flink 2.3 gives the source another uid, so that it reads from the beginning again.
     * The first was written by an earlier build, which kept bytes.
     */
    @ParameterizedTest
    @ValueSource(strings = {"savepoint-flink-2.2", FIXTURE})
    void goesOnFromASavepointOfFlink2_2(String fixture) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                EmbeddedFlink flink = EmbeddedFlink.start(2)) {
            String servers = kafka.bootstrapServers();
            SqlPage.createTopics(servers);
            SqlPage.send(servers, 0, DAYS);
            Configuration settings = new Configuration();
            Path savepoint = Path.of(
                    SqlPageTest.class.getResource(fixture + "/_metadata").toURI());
            settings.set(
                    StateRecoveryOptions.SAVEPOINT_PATH,
                    savepoint.getParent().toUri().toString());
            settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
            JobClient job = tables(flink, kafka, settings)
                    .executeSql(SqlPage.statement("INSERT"))
                    .getJobClient()
                    .orElseThrow();
            Map<String, List<Double>> forecasts =
                    SqlPage.await(servers, all -> all.containsKey(SqlPage.origin(DAYS - 1)));
            job.cancel().get();
            Map<String, List<Double>> expected = SqlPage.expected(DAYS);
            // Those of the first days were written before the savepoint.
            Predicate<String> before = of -> of.compareTo(SqlPage.FIRST.plusDays(DAYS / 2) + " ") < 0;
            assertTrue(expected.keySet().removeIf(before));
            forecasts.keySet().removeIf(before);
            assertGoesOn(expected, forecasts);
        }
    }

    /** The builds that wrote the fixtures learnt intervals by other rates: quantiles go on from where they were. Medians are the same. */
    private static void assertGoesOn(Map<String, List<Double>> expected, Map<String, List<Double>> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((of, values) -> {
            List<Double> got = actual.get(of);
            double width = values.get(2) - values.get(0);
            assertEquals(values.get(0), got.get(0), width / 10, of);
            assertEquals(values.get(1), got.get(1), of);
            assertEquals(values.get(2), got.get(2), width / 10, of);
        });
    }

    /** Writes the fixture, by Flink 2.2. */
    @Disabled("a fixture is written once")
    @Test
    void writeFixture() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                EmbeddedFlink flink = EmbeddedFlink.start(2)) {
            String servers = kafka.bootstrapServers();
            SqlPage.createTopics(servers);
            SqlPage.send(servers, 0, DAYS / 2);
            JobClient job = tables(flink, kafka, new Configuration())
                    .executeSql(SqlPage.statement("INSERT"))
                    .getJobClient()
                    .orElseThrow();
            SqlPage.await(servers, forecasts -> forecasts.containsKey(SqlPage.origin(DAYS / 2 - 1)));
            Path savepoint = Path.of(
                    URI.create(job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                            .get()));
            Path kept = Path.of("src/test/resources/io/undercurrent/sql", FIXTURE);
            Files.createDirectories(kept);
            try (Stream<Path> files = Files.list(savepoint)) {
                for (Path file : files.toList()) {
                    Files.copy(file, kept.resolve(file.getFileName()));
                }
            }
        }
    }

    /** The first rows of a query that does not end. */
    private static List<Row> some(StreamTableEnvironment tables, String query, int count) throws Exception {
        List<Row> rows = new ArrayList<>();
        CloseableIterator<Row> results = tables.executeSql(query).collect();
        while (rows.size() < count) {
            rows.add(results.next());
        }
        results.close();
        return rows;
    }
}
