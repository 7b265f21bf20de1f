package io.undercurrent.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.sql.SqlPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The functions of SQL as the page says to deploy them: jars in the lib of a cluster and of Flink's gateway, all of them processes. The page's
 * statements run on Kafka, with a join and across a savepoint.
 */
@Timeout(300)
class SqlGatewayIT {

    private static final int DAYS = 20;

    private final Path directory = Distribution.freshDirectory("sql");

    @Test
    void runsTheStatementsOfThePageAndGoesOnFromASavepoint() throws Exception {
        try (KafkaProcess kafka = KafkaProcess.start(directory.resolve("kafka"), Map.of());
                FlinkProcesses flink =
                        FlinkProcesses.of(directory.resolve("flink"), Distribution.flinkLibWithSql(), Map.of())) {
            flink.startJobManager();
            flink.startTaskManager();
            String servers = kafka.bootstrapServers();
            SqlPage.createTopics(servers);
            SqlPage.send(servers, 0, DAYS / 2);
            flink.awaitTaskManagers(1);
            try (SqlGateway gateway = flink.startSqlGateway()) {
                gateway.execute("SET 'parallelism.default' = '1'");
                gateway.execute(SqlPage.setting());
                for (String statement : SqlPage.creations(servers)) {
                    gateway.execute(statement);
                }
                String job = gateway.insert(SqlPage.statement("INSERT"));
                SqlPage.await(servers, forecasts -> forecasts.containsKey(SqlPage.origin(DAYS / 2 - 1)));
                gateway.execute("SET 'execution.checkpointing.savepoint-dir' = '"
                        + directory.resolve("savepoints").toUri() + "'");
                String savepoint = gateway.execute("STOP JOB '" + job + "' WITH SAVEPOINT")
                        .get(0)
                        .get(0)
                        .asText();
                SqlPage.send(servers, DAYS / 2, DAYS);
                gateway.execute("SET 'execution.state-recovery.path' = '" + savepoint + "'");
                String restored = gateway.insert(SqlPage.statement("INSERT"));
                Map<String, List<Double>> forecasts =
                        SqlPage.await(servers, all -> all.containsKey(SqlPage.origin(DAYS - 1)));
                assertEquals(SqlPage.expected(DAYS), forecasts);
                assertTrue(flink.rest().restoredFrom(restored).contains("savepoint"));
                gateway.execute("RESET 'execution.state-recovery.path'");

                List<JsonNode> joined = gateway.execute(SqlPage.statement("SELECT f.store"), DAYS - 1);
                for (JsonNode row : joined) {
                    assertEquals("a", row.get(0).asText());
                    assertTrue(row.get(2).asDouble() <= row.get(4).asDouble(), row.toString());
                }
                IllegalStateException refused = assertThrows(
                        IllegalStateException.class,
                        () -> gateway.execute(
                                SqlPage.statement("SELECT store").replace("horizon => 7", "horizon => 99"), 1));
                assertTrue(refused.getMessage().contains("horizon: expected"), refused.getMessage());
                String said = flink.rest().runs(restored)
                        ? gateway.execute("SHOW JOBS").toString()
                        : "";
                assertTrue(said.contains(restored), said);
            }
        }
    }
}
