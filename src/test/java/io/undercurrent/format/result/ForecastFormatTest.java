package io.undercurrent.format.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastFormatTest {

    private static final int ORIGIN = (int) LocalDate.of(2025, 3, 18).toEpochDay();

    private final ForecastWriter writer = new ForecastWriter();
    private final ForecastParser parser = new ForecastParser();

    @Test
    void writesTheRecordOfTheContract() {
        ForecastShape shape = new ForecastShape(List.of("sales", "temperature"), List.of(0.025, 0.5), 2);
        double[] values = {1, 2.5, 3e-9, 1e10, 5, 6, 7, 8};
        Forecast forecast = new Forecast("store-17", ORIGIN, 1, "gru48@1f3c9a", Source.MODEL, true, 7, shape, values);
        String text = "{\"key\":\"store-17\",\"origin\":\"2025-03-18\",\"revision\":1,\"model\":\"gru48@1f3c9a\","
                + "\"source\":\"model\",\"restarted\":true,\"days\":7,\"targets\":{\"sales\":{\"0.025\":[1,2.5],\"0.5\":[3.0E-9,10000000000]},"
                + "\"temperature\":{\"0.025\":[5,6],\"0.5\":[7,8]}}}";
        assertEquals(text, new String(writer.write(forecast), UTF_8));
        assertEquals(forecast, parser.parse(text.getBytes(UTF_8)));
    }

    @Test
    void writesTheMeanOnDemand() {
        ForecastShape shape = new ForecastShape(List.of("sales", "temperature"), List.of(0.025, 0.5), 2);
        double[] values = {1, 2.5, 3, 4, 5, 6, 7, 8};
        double[] means = {3.5, 4.5, 7.25, Double.NaN};
        Forecast forecast =
                new Forecast("store-17", ORIGIN, 1, "gru48@1f3c9a", 2, Source.MODEL, false, 7, shape, values, means);
        String text = "{\"key\":\"store-17\",\"origin\":\"2025-03-18\",\"revision\":1,\"model\":\"gru48@1f3c9a\","
                + "\"generation\":2,\"source\":\"model\",\"days\":7,\"targets\":{"
                + "\"sales\":{\"mean\":[3.5,4.5],\"0.025\":[1,2.5],\"0.5\":[3,4]},"
                + "\"temperature\":{\"mean\":[7.25,null],\"0.025\":[5,6],\"0.5\":[7,8]}}}";
        assertEquals(text, new String(new ForecastWriter(true).write(forecast), UTF_8));
        assertEquals(forecast, parser.parse(text.getBytes(UTF_8)));
    }

    @Test
    void theParserGivesBackTheSameBits() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            ForecastShape shape = new ForecastShape(
                    random.nextBoolean() ? List.of("a") : List.of("a", "b.c"),
                    random.nextBoolean() ? List.of(0.0001, 0.9999) : List.of(0.1, 0.5, 0.9),
                    1 + random.nextInt(28));
            double[] values = new double[shape.size()];
            for (int k = 0; k < values.length; k++) {
                double any = Double.longBitsToDouble(random.nextLong());
                values[k] = Double.isFinite(any) ? any : Double.NaN;
            }
            int days = random.nextBoolean() ? Forecast.UNKNOWN_DAYS : random.nextInt(500);
            boolean restarted = random.nextBoolean();
            Forecast forecast =
                    new Forecast("k" + i, ORIGIN - i, i, "m", Source.BASELINE, restarted, days, shape, values);
            assertEquals(forecast, parser.parse(writer.write(forecast)), "seed " + seed + ", case " + i);
        }
    }

    @Test
    void equalShapesAreShared() {
        ForecastShape shape = new ForecastShape(List.of("a"), List.of(0.5), 1);
        byte[] message = writer.write(new Forecast("k", ORIGIN, 0, "m", Source.MODEL, shape, new double[] {1}));
        assertSame(parser.parse(message).shape(), parser.parse(message).shape());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"key\":\"a\" | \"key\":1 | key: expected VALUE_STRING, but got '1'",
                "\"targets\" | \"days\":-1,\"targets\" | days: expected at least 0, but got -1",
                "\"key\":\"a\", | `` | forecast: expected the field key, but it is missing",
                "2025-03-18 | 2025-03-32 | origin: expected YYYY-MM-DD, but got '2025-03-32'",
                "\"source\":\"model\" | \"source\":\"oracle\" | source: expected one of [model, baseline], but got 'oracle'",
                "\"0.5\":[2] | \"0.5\":[2,3] | sales.0.5: expected 1 days as before, but got 2",
                "\"0.5\":[2] | \"0.5\":[\"2\"] | sales.0.5: expected a number or null, but got '2'",
                "\"0.5\":[2] | \"mean\":[2,3] | sales.mean: expected 1 days as before, but got 2",
                "\"0.5\":[2] | \"half\":[2] | quantile: expected a probability, but got 'half'",
                "\"0.5\":[2] | \"0x1p-1\":[2] | quantile: expected a probability, but got '0x1p-1'",
                "\"0.5\":[2] | \"0.5f\":[2] | quantile: expected a probability, but got '0.5f'"
            })
    void refusesWhatIsNoForecast(String part, String replacement, String message) {
        ForecastShape shape = new ForecastShape(List.of("sales"), List.of(0.1, 0.5), 1);
        String valid = new String(
                writer.write(new Forecast("a", ORIGIN, 0, "m", Source.MODEL, shape, new double[] {1, 2})), UTF_8);
        byte[] broken = valid.replace(part, replacement).getBytes(UTF_8);
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> parser.parse(broken))
                        .getMessage());
    }

    /** The parser of JSON takes zeros for another encoding of Unicode. */
    @Test
    void refusesBytesThatAreNoText() {
        byte[] avro = {0, 0, 0, 1, 2, 1, 2, 3, 4, 5, 6, 7};
        for (Consumer<byte[]> parser : List.<Consumer<byte[]>>of(
                bytes -> new ForecastParser().parse(bytes), bytes -> new ScoreParser().parse(bytes))) {
            String refused = assertThrows(IllegalArgumentException.class, () -> parser.accept(avro))
                    .getMessage();
            assertTrue(refused.contains("expected JSON, but"), refused);
        }
    }
}
