package io.undercurrent.format;

import static io.undercurrent.format.ParsedMessages.accept;
import static io.undercurrent.format.ParsedMessages.message;
import static io.undercurrent.format.ParsedMessages.refuse;
import static io.undercurrent.format.ParsedMessages.rejection;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as Kafka Connect and Debezium write them, and what the parser says of those that are no readings. */
class ConnectMessagesTest {

    @Test
    void saysWhatStandsInPlaceOfAText() {
        assertEquals(
                "key: expected a text, but got the number '17'",
                refuse(Reason.KEY_NOT_TEXT, message("key", "17")).detail());
        assertEquals(
                "date: expected a text as YYYY-MM-DD, but got the number '20165', which as days since 1970 would be"
                        + " 2025-03-18",
                refuse(Reason.DATE_NOT_TEXT, message("date", "20165")).detail());
        assertEquals(
                "date: expected a text as YYYY-MM-DD, but got the number '1742256000000', which as milliseconds since 1970"
                        + " would be of 2025-03-18",
                refuse(Reason.DATE_NOT_TEXT, message("date", "1742256000000")).detail());
        assertEquals(
                "date: expected a text as YYYY-MM-DD, but got the number '99999999999999999999'",
                refuse(Reason.DATE_NOT_TEXT, message("date", "99999999999999999999"))
                        .detail());
    }

    /** As Debezium's ExtractNewRecordState writes it with delete.tombstone.handling.mode=rewrite. */
    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "true"})
    void aDeletedRowTakesItsValuesBack(String deleted) {
        String row = "{\"key\":\"a\",\"date\":\"2025-01-01\",%s\"__deleted\":" + deleted + "}";
        double[] none = new double[ParsedMessages.COLUMNS.count()];
        Arrays.fill(none, Reading.RETRACTED);
        for (String values : List.of("", "\"sales\":null,", "\"sales\":3,", "\"sales\":\"3\",")) {
            assertEquals(
                    new Reading("a", (int) LocalDate.of(2025, 1, 1).toEpochDay(), none), accept(row.formatted(values)));
        }
        refuse(Reason.MISSING_KEY, "{\"__deleted\":" + deleted + ",\"key\":null,\"date\":20165}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"false\"", "false", "null", "\"\""})
    void aRowThatIsNotDeletedIsAReading(String deleted) {
        accept(message("__deleted", deleted));
    }

    @Test
    void saysHowToUnwrapWhatComesInsideAnother() throws IOException {
        List<String> messages = lines("connect-envelope.jsonl");
        for (String debezium : messages.subList(1, 3)) {
            String detail = refuse(Reason.MISSING_KEY, debezium).detail();
            assertTrue(detail.contains("Debezium") && detail.contains("--envelope debezium"), detail);
        }
        String detail = refuse(Reason.MISSING_KEY, messages.get(0)).detail();
        assertTrue(detail.contains("Kafka Connect") && detail.contains("--envelope connect"), detail);
    }

    @Test
    void givesEachFlatMessageOfConnectAReasonOfItsOwn() throws IOException {
        List<String> results = new ArrayList<>();
        for (String line : lines("connect-flat.jsonl")) {
            ReadingParser.Result result = ParsedMessages.parse(line.getBytes(UTF_8));
            results.add(
                    result instanceof ReadingParser.Accepted
                            ? ""
                            : rejection(result).reason().code());
        }
        assertEquals(
                List.of(
                        "date-not-text",
                        "date-not-text",
                        "not-a-number",
                        "not-a-number",
                        "not-a-number",
                        "key-not-text",
                        "key-not-text",
                        "missing-key",
                        "not-json",
                        "",
                        ""),
                results);
        String capitals = rejection(
                        ParsedMessages.parse(lines("connect-flat.jsonl").get(7).getBytes(UTF_8)))
                .detail();
        assertTrue(capitals.endsWith("there is 'KEY', but upper and lower case differ"), capitals);
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream resource = ConnectMessagesTest.class.getResourceAsStream("/cases/" + file)) {
            return new String(resource.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
