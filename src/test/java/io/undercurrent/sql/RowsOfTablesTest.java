package io.undercurrent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.embedded.EmbeddedFlink;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What rows of tables may have: nulls, and numbers of all types. */
@Timeout(120)
class RowsOfTablesTest {

    private static EmbeddedFlink flink;

    @BeforeAll
    static void start() {
        flink = EmbeddedFlink.start(1);
    }

    @AfterAll
    static void stop() {
        flink.close();
    }

    private static List<Row> query(String rows, String sql) throws Exception {
        StreamTableEnvironment tables = StreamTableEnvironment.create(
                flink.environment(new Configuration()).setParallelism(1));
        tables.executeSql("CREATE TEMPORARY SYSTEM FUNCTION FORECAST AS '" + ForecastFunction.class.getName() + "'");
        tables.executeSql(
                "CREATE TEMPORARY SYSTEM FUNCTION DETECT_ANOMALIES AS '" + AnomalyFunction.class.getName() + "'");
        tables.executeSql("CREATE TEMPORARY VIEW readings AS SELECT * FROM (VALUES " + rows
                + ") AS t(store, region, `at`, sales)");
        List<Row> results = new ArrayList<>();
        CloseableIterator<Row> all = tables.executeSql(sql).collect();
        all.forEachRemaining(results::add);
        all.close();
        return results;
    }

    /** Nobody knows whether two such rows are of one series. */
    @Test
    void rowsOfNoSeriesAreRejected() throws Exception {
        List<Row> rows = query(
                "(CAST(NULL AS STRING), CAST(NULL AS STRING), DATE '2025-01-01', 1e0),"
                        + "(CAST(NULL AS STRING), 'north', DATE '2025-01-01', 1e0)",
                "SELECT store, region, on_day, days_ahead, rejection FROM FORECAST("
                        + "data => TABLE readings PARTITION BY (store, region), on_day => DESCRIPTOR(`at`),"
                        + " target => DESCRIPTOR(sales), horizon => 1)");
        assertEquals(
                List.of(
                        "+I[null, null, 2025-01-01, null, missing-key: PARTITION BY: expected the name of the series,"
                                + " but got NULL]",
                        "+I[null, north, 2025-01-02, 1, null]"),
                rows.stream().map(Row::toString).toList());
    }

    /** 12.4 as a float is 12.399999618530273 as a double. */
    @Test
    void aFloatIsTheNumberThatSomebodyWrote() throws Exception {
        assertEquals(
                List.of(Row.of(12.4)),
                query(
                        "('a', 'north', DATE '2025-01-01', CAST(12.5 AS FLOAT)),"
                                + "('a', 'north', DATE '2025-01-02', CAST(12.4 AS FLOAT))",
                        "SELECT actual FROM DETECT_ANOMALIES(data => TABLE readings PARTITION BY store,"
                                + " on_day => DESCRIPTOR(`at`), target => DESCRIPTOR(sales))"));
    }
}
