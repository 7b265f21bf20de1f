package io.undercurrent.format.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlatForecastWriterTest {

    @Test
    void writesARowForEachTargetAndDay() {
        Forecast forecast = new Forecast(
                "a\"b",
                20_165,
                2,
                "gru48@1f3c9a",
                Forecast.Source.BASELINE,
                true,
                17,
                new ForecastShape(List.of("sales", "returns"), List.of(0.025, 0.5), 2),
                new double[] {1, 2, 3.5, 4, Double.NaN, Double.NaN, Double.NaN, Double.NaN});
        List<String> rows = new ArrayList<>();
        new FlatForecastWriter(RowEncoders.PLAIN, false)
                .write(forecast, (key, value, place) -> rows.add(text(key) + " " + text(value)));
        assertEquals(4, rows.size());
        assertEquals(
                "{\"key\":\"a\\\"b\",\"target\":\"sales\",\"lead\":2} {\"key\":\"a\\\"b\",\"origin\":\"2025-03-18\","
                        + "\"day\":\"2025-03-20\",\"lead\":2,\"target\":\"sales\",\"q2_5\":2,\"q50\":4,\"revision\":2,"
                        + "\"model\":\"gru48@1f3c9a\",\"generation\":null,\"source\":\"baseline\",\"restarted\":true,\"days\":17}",
                rows.get(1));
        assertEquals(
                "{\"key\":\"a\\\"b\",\"target\":\"returns\",\"lead\":1} {\"key\":\"a\\\"b\",\"origin\":\"2025-03-18\","
                        + "\"day\":\"2025-03-19\",\"lead\":1,\"target\":\"returns\",\"q2_5\":null,\"q50\":null,"
                        + "\"revision\":2,\"model\":\"gru48@1f3c9a\",\"generation\":null,\"source\":\"baseline\",\"restarted\":true,\"days\":17}",
                rows.get(2));
    }

    @Test
    void writesTheMeanOnDemand() {
        Forecast forecast = new Forecast(
                "a",
                20_165,
                2,
                "gru48@1f3c9a",
                3,
                Forecast.Source.MODEL,
                false,
                17,
                new ForecastShape(List.of("sales"), List.of(0.5), 2),
                new double[] {1, 2},
                new double[] {1.5, 2.5});
        List<String> rows = new ArrayList<>();
        new FlatForecastWriter(RowEncoders.PLAIN, true).write(forecast, (key, value, place) -> rows.add(text(value)));
        assertEquals(
                "{\"key\":\"a\",\"origin\":\"2025-03-18\",\"day\":\"2025-03-20\",\"lead\":2,\"target\":\"sales\","
                        + "\"mean\":2.5,\"q50\":2,\"revision\":2,\"model\":\"gru48@1f3c9a\",\"generation\":3,\"source\":\"model\","
                        + "\"restarted\":false,\"days\":17}",
                rows.get(1));
    }

    static List<RowEncoders> encoders() {
        return List.of(RowEncoders.PLAIN, RowEncoders.CONNECT);
    }

    /** As the converter of Kafka Connect reads them: typed, and whole where they come back. */
    @ParameterizedTest
    @MethodSource("encoders")
    void rowsComeBackAsForecasts(RowEncoders encoders) {
        Forecast forecast = new Forecast(
                "a\"b",
                20_165,
                2,
                "gru48@1f3c9a",
                3,
                Forecast.Source.BASELINE,
                true,
                17,
                new ForecastShape(List.of("sales", "returns"), List.of(0.025, 0.5), 2),
                new double[] {1, 2, 3.5, 4, Double.NaN, 6, 7, 8},
                new double[] {1.5, 2.5, Double.NaN, 7});
        FlatForecastParser parser = new FlatForecastParser();
        List<Forecast> read = new ArrayList<>();
        new FlatForecastWriter(encoders, true)
                .write(forecast, (key, value, place) -> parser.add(value, place).ifPresent(read::add));
        assertEquals(List.of(forecast), read);
        // A reader that begins in the middle waits for the next one.
        new FlatForecastWriter(encoders, true).write(forecast, (key, value, place) -> {
            if (place.number() > 1) {
                parser.add(value, place).ifPresent(read::add);
            }
        });
        assertEquals(1, read.size());
    }

    /** Rows are read from topics that others can write to. */
    @Test
    void takesNoRowAtItsWord() {
        List<byte[]> rows = new ArrayList<>();
        new FlatForecastWriter(RowEncoders.PLAIN, false)
                .write(
                        new Forecast(
                                "a",
                                20_165,
                                2,
                                "gru48@1f3c9a",
                                Forecast.Source.MODEL,
                                new ForecastShape(List.of("sales"), List.of(0.5), 1),
                                new double[] {1}),
                        (key, value, place) -> rows.add(value));
        FlatForecastParser parser = new FlatForecastParser();
        assertEquals(
                Optional.empty(), parser.add(rows.get(0), new RowPlace(1, 999_999_999)), "of rows that never come");
        String row = text(rows.get(0));
        for (String day : List.of("\"+999999999-12-31\"", "\"2025-3-18\"", "2147483647", "true")) {
            byte[] changed = row.replace("\"2025-03-18\"", day).getBytes(StandardCharsets.UTF_8);
            String refused = assertThrows(
                            IllegalArgumentException.class, () -> parser.add(changed, new RowPlace(1, 1)), day)
                    .getMessage();
            assertEquals("origin: expected a day of the years 1 to 9999, but got " + day, refused);
        }
        assertThrows(IllegalArgumentException.class, () -> RowPlace.parse(null));
    }

    @Test
    void kafkaConnectReadsKeysAndRows() {
        Forecast forecast = new Forecast(
                "a",
                20_165,
                2,
                "gru48@1f3c9a",
                Forecast.Source.MODEL,
                new ForecastShape(List.of("sales"), List.of(0.5, 0.975), 2),
                new double[] {1, 2, Double.NaN, 4});
        List<Struct> rows = new ArrayList<>();
        List<Struct> keys = new ArrayList<>();
        try (JsonConverter values = new JsonConverter();
                JsonConverter keyConverter = new JsonConverter()) {
            values.configure(Map.of(), false);
            keyConverter.configure(Map.of(), true);
            new FlatForecastWriter(RowEncoders.CONNECT, false).write(forecast, (key, value, place) -> {
                keys.add((Struct) keyConverter.toConnectData("t", key).value());
                rows.add((Struct) values.toConnectData("t", value).value());
            });
        }
        Struct row = rows.get(0);
        assertEquals("io.undercurrent.Forecast", row.schema().name());
        assertEquals(Date.from(Instant.parse("2025-03-19T00:00:00Z")), row.get("day"));
        assertEquals(1.0, row.get("q50"));
        assertNull(row.get("q97_5"));
        assertNull(row.get("days"));
        assertEquals(false, row.get("restarted"));
        assertEquals(row.schema(), rows.get(1).schema());
        assertEquals("io.undercurrent.ForecastKey", keys.get(1).schema().name());
        assertEquals(
                List.of("a", "sales", 2),
                List.of(
                        keys.get(1).get("key"),
                        keys.get(1).get("target"),
                        keys.get(1).get("lead")));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
