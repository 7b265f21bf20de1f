package io.undercurrent.sql;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.stream.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries in which rows would vanish, or which Flink cannot run, are refused when they are planned. */
class RefusedQueriesTest {

    @TempDir
    private static Path folder;

    private static void refuses(EnvironmentSettings settings, String query, String message) {
        TableEnvironment tables = TableEnvironment.create(settings);
        tables.executeSql("CREATE TEMPORARY SYSTEM FUNCTION FORECAST AS '" + ForecastFunction.class.getName() + "'");
        tables.executeSql("CREATE TEMPORARY TABLE readings (store STRING, `at` DATE, temperature DOUBLE, sales DOUBLE,"
                + " promotion DOUBLE, t TIMESTAMP_LTZ(3), WATERMARK FOR t AS t)"
                + " WITH ('connector' = 'datagen', 'number-of-rows' = '1')");
        Exception refused = assertThrows(Exception.class, () -> tables.explainSql(query));
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        assertTrue(messages.toString().contains(message), messages.toString());
    }

    private static void refuses(EnvironmentSettings settings, String table, String more, String message) {
        refuses(
                settings,
                "SELECT * FROM FORECAST(data => TABLE readings " + table
                        + ", on_day => DESCRIPTOR(`at`), target => DESCRIPTOR(sales), horizon => 7" + more + ")",
                message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            on_day => DESCRIPTOR(store), target => DESCRIPTOR(sales) | on_day: expected a column of type DATE, but store is STRING
            on_day => DESCRIPTOR(`at`, store), target => DESCRIPTOR(sales) | on_day: expected one column, but got [at, store]
            on_day => DESCRIPTOR(`at`), target => DESCRIPTOR(store) | target: expected a column of numbers, but store is STRING
            on_day => DESCRIPTOR(`at`), target => DESCRIPTOR(nothing) | target: expected a column of the table, one of [store, at, temperature, sales, promotion, t], but got nothing
            on_day => DESCRIPTOR(`at`), target => DESCRIPTOR(sales), horizon => 29 | horizon: expected 1 to 28
            on_day => DESCRIPTOR(`at`), target => DESCRIPTOR(sales), counts => DESCRIPTOR(temperature) | counts: expected some of the targets [sales], but got [temperature]
            on_day => DESCRIPTOR(`at`), target => DESCRIPTOR(sales), lateness => 57 | lateness: expected at most the 56 days of the
            on_day => DESCRIPTOR(`at`), target => DESCRIPTOR(sales), model => 'FILE' | target: expected [temperature, sales], as model gru
            on_day => DESCRIPTOR(`at`), target => DESCRIPTOR(sales), model => 'nowhere' | model: model file nowhere: there is no such file
            """)
    void refusesArgumentsThatDoNotFit(String arguments, String message) throws IOException {
        Path file = folder.resolve("stores.safetensors");
        ModelFile.write(TestModels.of(ModelSpec.Cell.GRU), file);
        refuses(
                EnvironmentSettings.inStreamingMode(),
                "SELECT * FROM FORECAST(data => TABLE readings PARTITION BY store, "
                        + arguments.replace("FILE", file.toString()) + ")",
                message);
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
