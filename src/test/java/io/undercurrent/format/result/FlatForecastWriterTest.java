package io.undercurrent.format.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        new FlatForecastWriter().write(forecast, (key, value) -> rows.add(text(key) + " " + text(value)));
        assertEquals(4, rows.size());
        assertEquals(
                "{\"key\":\"a\\\"b\",\"target\":\"sales\",\"lead\":2} {\"key\":\"a\\\"b\",\"origin\":\"2025-03-18\","
                        + "\"day\":\"2025-03-20\",\"lead\":2,\"target\":\"sales\",\"q2_5\":2,\"q50\":4,\"revision\":2,"
                        + "\"model\":\"gru48@1f3c9a\",\"source\":\"baseline\",\"restarted\":true,\"days\":17}",
                rows.get(1));
        assertEquals(
                "{\"key\":\"a\\\"b\",\"target\":\"returns\",\"lead\":1} {\"key\":\"a\\\"b\",\"origin\":\"2025-03-18\","
                        + "\"day\":\"2025-03-19\",\"lead\":1,\"target\":\"returns\",\"q2_5\":null,\"q50\":null,"
                        + "\"revision\":2,\"model\":\"gru48@1f3c9a\",\"source\":\"baseline\",\"restarted\":true,\"days\":17}",
                rows.get(2));
    }

    @Test
    void writesTheMeanOnDemand() {
        Forecast forecast = new Forecast(
                "a",
                20_165,
                2,
                "gru48@1f3c9a",
                Forecast.Source.MODEL,
                false,
                17,
                new ForecastShape(List.of("sales"), List.of(0.5), 2),
                new double[] {1, 2},
                new double[] {1.5, 2.5});
        List<String> rows = new ArrayList<>();
        new FlatForecastWriter(true).write(forecast, (key, value) -> rows.add(text(value)));
        assertEquals(
                "{\"key\":\"a\",\"origin\":\"2025-03-18\",\"day\":\"2025-03-20\",\"lead\":2,\"target\":\"sales\","
                        + "\"mean\":2.5,\"q50\":2,\"revision\":2,\"model\":\"gru48@1f3c9a\",\"source\":\"model\","
                        + "\"restarted\":false,\"days\":17}",
                rows.get(1));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
