package io.undercurrent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.Counts;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.engine.SeriesEngine;
import io.undercurrent.engine.SeriesReceiver;
import io.undercurrent.engine.SeriesState;
import io.undercurrent.engine.window.Arrival;
import io.undercurrent.engine.window.MessageTime;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.stream.RandomReadings;
import io.undercurrent.stream.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FORECAST in Flink's own planner and runtime. */
@Timeout(180)
class ForecastFunctionTest {

    private static final ForecastModel MODEL = TestModels.of(ModelSpec.Cell.GRU);
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final String TOO_LATE = "too-late: date: expected ";
    private static final TimeLimits LIMITS = new TimeLimits(
            OptionalInt.empty(), OptionalInt.empty(), TimeLimits.DEFAULT.confirmation(), Optional.empty());
    private static final String VALUES =
            "target => DESCRIPTOR(temperature, sales), covariates => DESCRIPTOR(promotion)";

    @TempDir
    private static Path folder;

    private static EmbeddedFlink flink;
    private static String file;

    @BeforeAll
    static void start() throws IOException {
        file = folder.resolve("stores.safetensors").toString();
        ModelFile.write(MODEL, Path.of(file));
        flink = EmbeddedFlink.start(2);
    }

    @AfterAll
    static void stop() {
        flink.close();
    }

    /** A table {@code readings} of changes, in their order. */
    private static StreamTableEnvironment tables(List<Row> changes) {
        return tables(changes, new Configuration());
    }

    private static StreamTableEnvironment tables(List<Row> changes, Configuration settings) {
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = flink.environment(settings).setParallelism(2);
        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        tables.createTemporaryView(
                "readings",
                tables.fromChangelogStream(
                        env.fromData(
                                        Types.ROW_NAMED(
                                                new String[] {"store", "at", "temperature", "sales", "promotion"},
                                                Types.STRING,
                                                Types.LOCAL_DATE,
                                                Types.DOUBLE,
                                                Types.DOUBLE,
                                                Types.DOUBLE),
                                        changes.toArray(new Row[0]))
                                .setParallelism(1),
                        Schema.newBuilder()
                                .column("store", DataTypes.STRING())
                                .column("at", DataTypes.DATE())
                                .column("temperature", DataTypes.DOUBLE())
                                .column("sales", DataTypes.DOUBLE())
                                .column("promotion", DataTypes.DOUBLE())
                                .build()));
        tables.executeSql("CREATE TEMPORARY SYSTEM FUNCTION FORECAST AS '" + ForecastFunction.class.getName() + "'");
        tables.executeSql(
                "CREATE TEMPORARY SYSTEM FUNCTION DETECT_ANOMALIES AS '" + AnomalyFunction.class.getName() + "'");
        return tables;
    }

    private static List<Row> query(StreamTableEnvironment tables, String sql) throws Exception {
        List<Row> rows = new ArrayList<>();
        CloseableIterator<Row> results = tables.executeSql(sql).collect();
        results.forEachRemaining(rows::add);
        results.close();
        return rows;
    }

    private static String forecast(String arguments) {
        return "SELECT * FROM FORECAST(data => TABLE readings PARTITION BY store, on_day => DESCRIPTOR(`at`), "
                + arguments + ")";
    }

    private static Row row(RowKind kind, Reading reading) {
        Row row = new Row(kind, 3 + 2);
        row.setField(0, reading.key());
        row.setField(1, reading.date());
        for (int column = 0; column < reading.values().length; column++) {
            double value = reading.values()[column];
            row.setField(2 + column, Double.isNaN(value) ? null : value);
        }
        return row;
    }

    private record Plain(Reading reading) implements Arrival {
        @Override
        public long time() {
            return MessageTime.UNKNOWN;
        }

        @Override
        public long bytes() {
            return 0;
        }
    }

    /** What the plain engine makes of readings, as rows are printed. */
    private static Map<String, List<String>> expected(List<Reading> readings, int horizon) {
        return expected(readings, horizon, CalibrationOptions.DEFAULT);
    }

    private static Map<String, List<String>> expected(
            List<Reading> readings, int horizon, CalibrationOptions calibration) {
        Map<String, List<String>> rows = new HashMap<>();
        Map<String, SeriesState<Plain>> states = new HashMap<>();
        try (SeriesEngine<Plain> engine = new SeriesEngine<>(MODEL, LIMITS, calibration)) {
            for (Reading reading : readings) {
                List<String> of = rows.computeIfAbsent(reading.key(), key -> new ArrayList<>());
                engine.accept(
                        new Plain(reading),
                        states.computeIfAbsent(reading.key(), SeriesState::new),
                        new SeriesReceiver<>() {
                            @Override
                            public void forecast(Forecast forecast) {
                                of.addAll(rows(forecast, horizon));
                            }

                            @Override
                            public void score(DayScore score) {
                                // Not asked for.
                            }

                            @Override
                            public void reject(Plain message, Rejection rejection) {
                                of.add(Row.of(
                                                message.reading().key(),
                                                null,
                                                message.reading().date(),
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                rejection.reason().code() + ": " + rejection.detail())
                                        .toString());
                            }
                        });
            }
        }
        return rows;
    }

    private static List<String> rows(Forecast forecast, int horizon) {
        List<String> rows = new ArrayList<>();
        for (int target = 0; target < 2; target++) {
            for (int lead = 0; lead < horizon; lead++) {
                Row row = Row.withPositions(12);
                row.setField(0, forecast.key());
                row.setField(1, forecast.originDate());
                row.setField(2, forecast.originDate().plusDays(lead + 1));
                row.setField(3, lead + 1);
                row.setField(4, forecast.shape().targets().get(target));
                for (int quantile = 0; quantile < 3; quantile++) {
                    double value = forecast.value(target, quantile, lead);
                    row.setField(5 + quantile, Double.isNaN(value) ? null : value);
                }
                row.setField(8, forecast.revision());
                row.setField(9, forecast.source().label());
                row.setField(10, forecast.model());
                rows.add(row.toString());
            }
        }
        return rows;
    }

    /** With checkpoints all the time, for which Flink copies state that changes meanwhile, in a session whose state lives for a moment. */
    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void givesWhatTheEngineGivesHoweverLateRowsCome(String backend) throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<Reading> readings = new ArrayList<>();
        // Not every history has a row that comes too late.
        for (int attempt = 0; attempt < 50 && !expected(readings, 3).toString().contains(TOO_LATE); attempt++) {
            readings.clear();
            for (int i = 0; i < 3; i++) {
                readings.addAll(new RandomReadings("s" + i, MODEL.columns(), 5, 20_000, random.split())
                        .next(60, 2 * MODEL.window()));
            }
        }
        Configuration settings = new Configuration();
        settings.set(StateBackendOptions.STATE_BACKEND, backend);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(10));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamTableEnvironment tables =
                tables(readings.stream().map(r -> row(RowKind.INSERT, r)).toList(), settings);
        tables.getConfig().set(ExecutionConfigOptions.IDLE_STATE_RETENTION, Duration.ofMillis(1));
        Map<String, List<String>> rows =
                query(tables, forecast(VALUES + ", model => '" + file + "', horizon => 3")).stream()
                        .collect(Collectors.groupingBy(
                                row -> row.getField(0).toString(),
                                Collectors.mapping(Row::toString, Collectors.toList())));
        assertEquals(expected(readings, 3), rows, "seed " + seed);
        assertTrue(rows.toString().contains(TOO_LATE), "seed " + seed);
    }

    /** A spike is one until an update of its row takes it back. */
    @Test
    void findsAnomaliesUntilTheyAreCorrected() throws Exception {
        List<Row> changes = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            changes.add(row(RowKind.INSERT, Reading.of("a", FIRST.plusDays(day), 20 + day % 3, 100 + day % 7, 0)));
        }
        LocalDate last = FIRST.plusDays(60);
        changes.add(row(RowKind.INSERT, Reading.of("a", last, 20, 5000, 0)));
        changes.add(row(RowKind.UPDATE_BEFORE, Reading.of("a", last, 20, 5000, 0)));
        changes.add(row(RowKind.UPDATE_AFTER, Reading.of("a", last, 20, 104, 0)));
        List<Row> rows = query(
                tables(changes),
                "SELECT actual, is_anomaly, revision, threshold, rejection FROM DETECT_ANOMALIES("
                        + "data => TABLE readings PARTITION BY store, on_day => DESCRIPTOR(`at`),"
                        + " target => DESCRIPTOR(sales), alarms_per_year => 2e0) WHERE on_day >= DATE '"
                        + last
                        + "'");
        assertEquals(5000.0, rows.get(0).getField("actual"));
        assertEquals(true, rows.get(0).getField("is_anomaly"));
        assertEquals(0, rows.get(0).getField("revision"));
        Row corrected = rows.get(rows.size() - 1);
        assertEquals(104.0, corrected.getField("actual"));
        assertEquals(false, corrected.getField("is_anomaly"));
        assertTrue(corrected.<Integer>getFieldAs("revision") > 0);
        assertTrue(corrected.<Double>getFieldAs("threshold") > 3);
    }

    /** Of an update, the row before is taken back. What is known last is as if the table had always been as it is. */
    @Test
    void takesUpdatesAndDeletesAsSuch() throws Exception {
        List<Row> changes = new ArrayList<>();
        List<Reading> clean = new ArrayList<>();
        for (int day = 0; day < 12; day++) {
            Reading reading = Reading.of("a", FIRST.plusDays(day), 10 + day % 7, 100 + 5 * day, 0);
            changes.add(row(RowKind.INSERT, reading));
            clean.add(reading);
        }
        Reading corrected = Reading.of("a", FIRST.plusDays(8), 30, 300, 1);
        changes.add(row(RowKind.UPDATE_BEFORE, clean.get(8)));
        changes.add(row(RowKind.UPDATE_AFTER, corrected));
        changes.add(row(RowKind.DELETE, clean.get(5)));
        clean.set(8, corrected);
        clean.set(5, Reading.of("a", FIRST.plusDays(5), Double.NaN, Double.NaN, Double.NaN));
        List<Row> rows = query(tables(changes), forecast(VALUES + ", model => '" + file + "'"));
        Map<String, String> newest =
                newestByOrigin(rows.stream().map(Row::toString).toList());
        Map<String, String> whole = newestByOrigin(expected(clean, 5).get("a"));
        for (int day = 8; day < 12; day++) {
            String last = FIRST.plusDays(day) + ", " + FIRST.plusDays(day + 1L);
            assertNotNull(whole.get(last));
            assertEquals(whole.get(last), newest.get(last), last);
        }
    }

    /** Of one target and the day after the origin, without the revision. */
    private static Map<String, String> newestByOrigin(List<String> rows) {
        Map<String, String> newest = new HashMap<>();
        for (String row : rows) {
            if (row.contains(", 1, sales, ")) {
                String[] cells = row.split(", ");
                newest.put(cells[1] + ", " + cells[2], cells[5] + " " + cells[6] + " " + cells[7]);
            }
        }
        return newest;
    }

    /** Sales that follow the weekdays are forecast by these. */
    @Test
    void withoutAModelTheBestHabitForecasts() throws Exception {
        List<Row> changes = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            changes.add(row(
                    RowKind.INSERT, Reading.of("a", FIRST.plusDays(day), day, day % 7 == 3 ? 500 : 100 + day % 2, 0)));
        }
        List<Row> rows = query(tables(changes), forecast("target => DESCRIPTOR(sales), horizon => 7"));
        assertEquals(60 * 7, rows.size());
        for (Row row : rows.subList(59 * 7, 60 * 7)) {
            assertEquals("model", row.getField("source"));
            double median = row.<Double>getFieldAs("q50");
            boolean peak = row.<LocalDate>getFieldAs("on_day").getDayOfWeek()
                    == FIRST.plusDays(3).getDayOfWeek();
            assertEquals(peak ? 500 : 100.5, median, 1.5, row.toString());
            assertTrue(
                    row.<Double>getFieldAs("q10") <= median && median <= row.<Double>getFieldAs("q90"), row.toString());
            assertTrue(row.<Double>getFieldAs("q10") >= 0, row.toString());
        }
    }

    /** One of two targets is a count, in the forecasts and in what was expected of its days. */
    @Test
    void quantilesOfCountsAreWholeNumbers() throws Exception {
        List<Reading> readings = new ArrayList<>();
        for (int day = 0; day < 40; day++) {
            readings.add(Reading.of("a", FIRST.plusDays(day), 20.5 + day % 3, day % 4 == 0 ? day % 7 : 0, 0));
        }
        StreamTableEnvironment tables =
                tables(readings.stream().map(r -> row(RowKind.INSERT, r)).toList());
        String arguments = VALUES + ", model => '" + file + "', counts => DESCRIPTOR(sales)";
        List<Row> rows = query(tables, forecast(arguments + ", horizon => 3"));
        CalibrationOptions usual = CalibrationOptions.DEFAULT;
        assertEquals(
                expected(
                                readings,
                                3,
                                new CalibrationOptions(
                                        usual.intervals(),
                                        usual.takeoverDays(),
                                        usual.alarmsPerYear(),
                                        Counts.of(List.of("sales"))))
                        .get("a"),
                rows.stream().map(Row::toString).toList());
        for (String quantile : List.of("q10", "q50", "q90")) {
            assertTrue(
                    rows.stream().filter(row -> isOf("sales", row)).allMatch(row -> isWhole(row.getField(quantile))));
            assertTrue(rows.stream()
                    .filter(row -> isOf("temperature", row))
                    .anyMatch(row -> !isWhole(row.getField(quantile))));
        }
        List<Row> days = query(
                tables,
                "SELECT target, expected FROM DETECT_ANOMALIES(data => TABLE readings PARTITION BY store,"
                        + " on_day => DESCRIPTOR(`at`), " + arguments + ")");
        assertEquals(2 * 39, days.size());
        assertTrue(days.stream().filter(row -> isOf("sales", row)).allMatch(row -> isWhole(row.getField("expected"))));
        assertTrue(days.stream()
                .filter(row -> isOf("temperature", row))
                .anyMatch(row -> !isWhole(row.getField("expected"))));
    }

    private static boolean isOf(String target, Row row) {
        return row.getField("target").equals(target);
    }

    private static boolean isWhole(Object number) {
        return (Double) number == Math.rint((Double) number);
    }
}
