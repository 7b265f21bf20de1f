package io.undercurrent.sql;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.Test;

/** Queries in which rows would vanish, or which Flink cannot run, are refused when they are planned. */
class RefusedQueriesTest {

    private static void refuses(EnvironmentSettings settings, String table, String more, String message) {
        TableEnvironment tables = TableEnvironment.create(settings);
        tables.executeSql("CREATE TEMPORARY SYSTEM FUNCTION FORECAST AS '" + ForecastFunction.class.getName() + "'");
        tables.executeSql("CREATE TEMPORARY TABLE readings (store STRING, `at` DATE, sales DOUBLE, t TIMESTAMP_LTZ(3),"
                + " WATERMARK FOR t AS t) WITH ('connector' = 'datagen', 'number-of-rows' = '1')");
        Exception refused = assertThrows(
                Exception.class,
                () -> tables.explainSql("SELECT * FROM FORECAST(data => TABLE readings " + table
                        + ", on_day => DESCRIPTOR(`at`), target => DESCRIPTOR(sales), horizon => 7" + more + ")"));
        ForecastFunctionTest.assertRefused(message, refused);
    }

    @Test
    void refusesATimeByWhichLateRowsWouldVanish() {
        refuses(
                EnvironmentSettings.inStreamingMode(),
                "PARTITION BY store",
                ", on_time => DESCRIPTOR(t)",
                "on_time: expected none, because the function goes by the dates of on_day");
    }

    /** Flink 2.2 refuses every order itself; Flink 2.3 knows that of a time column, and would drop late rows for it. */
    @Test
    void refusesAnOrderByWhichLateRowsWouldVanish() {
        boolean unknown = EnvironmentInformation.getVersion().startsWith("2.2.");
        refuses(
                EnvironmentSettings.inStreamingMode(),
                "PARTITION BY store ORDER BY t",
                "",
                unknown ? "ORDER BY clause is currently not supported" : "ORDER BY: expected none");
    }

    /** Flink itself refuses it. */
    @Test
    void refusesBatchMode() {
        refuses(EnvironmentSettings.inBatchMode(), "PARTITION BY store", "", "LOGICAL -> BATCH_PHYSICAL");
    }
}
