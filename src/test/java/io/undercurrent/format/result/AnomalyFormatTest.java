package io.undercurrent.format.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.format.result.row.RowText;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.TargetScore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnomalyFormatTest {

    private static final Anomaly FOUND = new Anomaly(
            "caf\u00e9 \"1\"",
            20_165,
            "sales",
            2,
            "gru48@1f3c9a",
            false,
            3180,
            302.625,
            251,
            366,
            new TargetScore.Surprise(0.75f, 25.5f, 9.1f, TargetScore.Cause.MISSING_DAYS));

    private static final Anomaly TAKEN_BACK = new Anomaly(
            "a",
            -3,
            "sales",
            3,
            "m@1",
            true,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            TargetScore.Surprise.UNKNOWN);

    private final AnomalyParser parser = new AnomalyParser(RowText.JSON);

    @Test
    void whatIsWrittenCanBeRead() {
        for (RowEncoders encoders : List.of(RowEncoders.PLAIN, RowEncoders.CONNECT)) {
            AnomalyWriter writer = new AnomalyWriter(encoders);
            assertEquals(FOUND, parser.parse(writer.write(FOUND)));
            assertEquals(TAKEN_BACK, parser.parse(writer.write(TAKEN_BACK)));
        }
    }

    /** Up to some release, values alone were surprising. */
    @Test
    void readsWhatDoesNotSayTheCause() {
        String text = new String(new AnomalyWriter(RowEncoders.PLAIN).write(FOUND), UTF_8);
        assertEquals(
                TargetScore.Cause.VALUE,
                parser.parse(text.replace("\"cause\":\"missing-days\",", "").getBytes(UTF_8))
                        .surprise()
                        .cause());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"revision\":2 | \"revision\":2.5 | revision: expected a whole number, but got 2.5",
                "\"withdrawn\":false | \"withdrawn\":0 | withdrawn: expected true or false, but got 0",
                "\"actual\":3180 | \"actual\":null | actual: expected a number for an anomaly, but there is none",
                "\"day\":\"2025-03-18\" | \"day\":\"March\" | day: expected a day of the years 1 to 9999, but got \"March\"",
                "\"model\": | \"modell\": | row: expected the field model, but there is none",
                "missing-days | holidays | cause: expected value, missing-days or repetition, but got holidays",
                "} | , | row: expected JSON, but",
            })
    void saysWhatIsNoAnomaly(String part, String instead, String message) {
        String text = new String(new AnomalyWriter(RowEncoders.PLAIN).write(FOUND), UTF_8);
        assertTrue(text.contains(part), text);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> parser.parse(text.replace(part, instead).getBytes(UTF_8)));
        assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
    }
}
