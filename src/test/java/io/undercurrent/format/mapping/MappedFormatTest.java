package io.undercurrent.format.mapping;

import static io.undercurrent.series.Reading.RETRACTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat.Accepted;
import io.undercurrent.format.ReadingFormat.Refused;
import io.undercurrent.format.ReadingFormat.Result;
import io.undercurrent.format.ReadingFormat.Silent;
import io.undercurrent.format.ReadingFormat.Unrelated;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that were not made for us, in the forms that their makers write. */
class MappedFormatTest {

    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion"));
    private static final LocalDate DATE = LocalDate.of(2025, 3, 18);

    @Test
    void findsFieldsByNameAndByPointer() {
        ReadingMapping mapping = Mappings.of(
                "key-field: /shop/id,item", "key-separator: /", "date-field: dt", "value: sales=/amounts/0/qty");
        String message = "{\"dt\":\"2025-03-18\",\"item\":7,\"shop\":{\"id\":\"s17\",\"date\":1},"
                + "\"amounts\":[{\"qty\":318},{\"qty\":5}],\"promotion\":true}";
        assertEquals(reading("s17/7", 318, 1), read(mapping, message));
        assertEquals(
                "/shop/id: expected the name of the series, but there is no such field",
                refuse(mapping, Reason.MISSING_KEY, "{\"dt\":\"2025-03-18\",\"item\":7,\"amounts\":[{\"qty\":1}]}"));
        assertEquals(
                "message: expected at least one of [/amounts/0/qty, promotion], but none is mentioned",
                refuse(
                        mapping,
                        Reason.NO_VALUES,
                        "{\"dt\":\"2025-03-18\",\"item\":7,\"shop\":{\"id\":\"a\"},\"sales\":1}"));
        refuse(mapping, Reason.DUPLICATE_FIELD, message.replace("\"item\":7", "\"item\":7,\"item\":7"));
        assertEquals(
                new Unrelated("s17/7"),
                mapping.format(COLUMNS, List.of("humidity"))
                        .read(Message.of(("{\"dt\":\"2025-03-18\",\"item\":7,\"shop\":{\"id\":\"s17\"},\"humidity\":5}")
                                .getBytes(UTF_8)))
                        .get(0));
    }

    @Test
    void twoSeriesNeverHaveOneKey() {
        ReadingMapping mapping = Mappings.of("key-field: store,item");
        String message = "{\"store\":\"%s\",\"item\":\"%s\",\"date\":\"2025-03-18\",\"sales\":1}";
        assertEquals(
                reading("a|b", 1, Double.NaN),
                read(mapping, message.replaceFirst("%s", "a").replace("%s", "b")));
        assertEquals(
                "store: expected a part of the key without the separator '|', but got the text 'a|b'",
                refuse(
                        mapping,
                        Reason.KEY_WITH_SEPARATOR,
                        message.replaceFirst("%s", "a|b").replace("%s", "c")));
        refuse(mapping, Reason.EMPTY_KEY, message.replaceFirst("%s", "").replace("%s", "c"));
    }

    @Test
    void takesNumbersAsTheyAreWritten() {
        ReadingMapping mapping = Mappings.of(
                "numbers-as-text: true", "missing: -9999,NaN,n/a", "multiply: sales=0.1", "decimal-comma: true");
        assertEquals(31.8, sales(mapping, "\"318\""));
        assertEquals(0.3, sales(mapping, "3"), "a tenth is divided by ten");
        assertEquals(1.25, sales(mapping, "\"12,5\""));
        assertEquals(10, sales(mapping, "1E+2"), "as Flink's JSON writes DECIMAL 100.00");
        for (String missing : List.of("-9999", "-9999.0", "\"-9999\"", "\"-9999,0\"", "\"NaN\"", "\"n/a\"", "null")) {
            assertEquals(Double.NaN, sales(mapping, missing), missing);
        }
        assertEquals(
                "sales: expected a number, a text that is one, or null, but got the text '12.5'",
                refuse(mapping, Reason.NOT_A_NUMBER, message("\"12.5\"")));
        refuse(mapping, Reason.NOT_FINITE, message("4e39"));
        assertEquals(
                "sales: expected a number or null, but got the text 'NaN'",
                refuse(
                        Mappings.of("date-field: dt", "value: sales=sales"),
                        Reason.NOT_A_NUMBER,
                        dt(message("\"NaN\""))));
    }

    private static String dt(String message) {
        return message.replace("\"date\"", "\"dt\"");
    }

    private static double sales(ReadingMapping mapping, String value) {
        return read(mapping, message(value)).values()[0];
    }

    private static String message(String sales) {
        return "{\"key\":\"a\",\"date\":\"2025-03-18\",\"sales\":" + sales + "}";
    }

    @Test
    void takesTheKeyOfTheMessage() {
        Message whole =
                new Message("s17".getBytes(UTF_8), "{\"date\":\"2025-03-18\",\"sales\":1}".getBytes(UTF_8), Map.of());
        assertEquals(
                List.of(new Accepted(reading("s17", 1, Double.NaN))),
                read(Mappings.of("key-from: message-key"), whole));
        for (String key : List.of("\"s17\"", "{\"schema\":{\"type\":\"string\"},\"payload\":\"s17\"}")) {
            assertEquals(
                    List.of(new Accepted(reading("s17", 1, Double.NaN))),
                    read(
                            Mappings.of("key-from: message-key"),
                            new Message(key.getBytes(UTF_8), whole.value(), Map.of())),
                    "as Kafka Connect's JSON converter writes a text");
        }
        ReadingMapping parts = Mappings.of("key-from: message-key", "key-field: store,item");
        for (String key : List.of(
                "{\"store\":\"s17\",\"item\":4}",
                "{\"schema\":{\"type\":\"struct\"},\"payload\":{\"store\":\"s17\",\"item\":4}}")) {
            assertEquals(
                    List.of(new Accepted(reading("s17|4", 1, Double.NaN))),
                    read(parts, new Message(key.getBytes(UTF_8), whole.value(), Map.of())));
        }
        assertEquals(Reason.KEY_NOT_TEXT, reason(read(parts, whole)));
        assertEquals(Reason.MISSING_KEY, reason(read(parts, Message.of(whole.value()))));
        assertEquals(
                Reason.KEY_NOT_TEXT,
                reason(read(
                        Mappings.of("key-from: message-key"), new Message(new byte[] {-1}, whole.value(), Map.of()))));
    }

    /** A tombstone of a topic whose keys name series and day, as ExtractNewRecordState leaves deletes without rewriting them. */
    @Test
    void aTombstoneTakesBackTheDayThatItsKeyNames() {
        ReadingMapping mapping = Mappings.of("key-from: message-key", "key-field: store", "date-form: epoch-days");
        Message tombstone = new Message("{\"store\":\"a\",\"date\":20165}".getBytes(UTF_8), null, Map.of());
        assertEquals(List.of(new Accepted(reading("a", RETRACTED, RETRACTED))), read(mapping, tombstone));
        Message unknown = new Message("{\"store\":\"a\"}".getBytes(UTF_8), null, Map.of());
        assertEquals(Reason.EMPTY_MESSAGE, reason(read(mapping, unknown)));
        assertEquals(Reason.EMPTY_MESSAGE, reason(read(Mappings.of("date-field: dt"), tombstone)));
        for (String noDate : List.of("{\"year\":2025}", "[20165]", "true", "null")) {
            Message wrong = new Message(("{\"store\":\"a\",\"date\":" + noDate + "}").getBytes(UTF_8), null, Map.of());
            assertEquals(Reason.EMPTY_MESSAGE, reason(read(mapping, wrong)), noDate);
        }
    }

    /** By Connect 4.2 with PostgreSQL behind it: a date counts days, a numeric is the bytes of a whole number. */
    @Test
    void readsWhatConnectsSchemaSays() {
        String schema = "{\"type\":\"struct\",\"fields\":[{\"type\":\"string\",\"field\":\"key\"},"
                + "{\"type\":\"int32\",\"name\":\"%s\",\"version\":1,\"field\":\"date\"},"
                + "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"version\":1,"
                + "\"parameters\":{\"scale\":\"%d\"},\"field\":\"sales\"}]}";
        ReadingMapping mapping = Mappings.of("envelope: connect");
        String rest = ",\"payload\":{\"key\":\"a\",\"date\":%s,\"sales\":\"fGo=\"}}";
        String days = "{\"schema\":"
                + schema.replace("%s", "io.debezium.time.Date").replace("%d", "2") + rest.replace("%s", "20165");
        var format = mapping.format(COLUMNS, List.of());
        for (int again = 0; again < 2; again++) {
            assertEquals(
                    List.of(new Accepted(reading("a", 318.5, Double.NaN))),
                    format.read(Message.of(days.getBytes(UTF_8))));
        }
        String millis = "{\"schema\":"
                + schema.replace("%s", "org.apache.kafka.connect.data.Timestamp")
                        .replace("%d", "1") + rest.replace("%s", "1742256000000");
        assertEquals(
                List.of(new Accepted(reading("a", 3185, Double.NaN))), format.read(Message.of(millis.getBytes(UTF_8))));
        assertEquals(
                reading("a", 318.5, Double.NaN),
                read(
                        Mappings.of("envelope: connect", "date-form: epoch-days", "decimal: sales=2"),
                        "{" + rest.replace("%s", "20165").substring(1)));
        // A row without an envelope may have a field of that name.
        for (String field : List.of("\"public\"", "7", "null", "[\"a\"]")) {
            assertEquals(
                    reading("a", 1, Double.NaN),
                    read(mapping, "{\"schema\":" + field + "," + message("1").substring(1)),
                    field);
        }
        // Without precision, each number has a scale of its own.
        assertEquals(
                reading("a", 318.5, Double.NaN),
                read(
                        Mappings.of("envelope: connect", "date-form: epoch-days"),
                        "{\"key\":\"a\",\"date\":20165,\"sales\":{\"scale\":2,\"value\":\"fGo=\"}}"));
    }

    /** As Connect's JSON Schema converter would register it, in a file. */
    @Test
    void readsWhatTheJsonSchemaOfAFileSays(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("sold.schema.json"),
                "{\"type\":\"object\",\"properties\":{\"date\":{\"type\":\"integer\",\"title\":\"io.debezium.time.Date\"},"
                        + "\"sales\":{\"type\":\"string\",\"title\":\"org.apache.kafka.connect.data.Decimal\","
                        + "\"connect.parameters\":{\"scale\":\"2\"}}}}");
        assertEquals(
                reading("a", 318.5, Double.NaN),
                read(Mappings.of("schema-file: " + file), "{\"key\":\"a\",\"date\":20165,\"sales\":\"fGo=\"}"));
        Files.writeString(file, "{\"fields\":[]}");
        String refused = assertThrows(IllegalArgumentException.class, () -> Mappings.of("schema-file: " + file))
                .getMessage();
        assertTrue(refused.startsWith("schema-file: " + file + ": expected an Avro schema, but "), refused);
    }

    /** A column that knows no zone has a date and a time, which Debezium writes as if they were in UTC. */
    @ParameterizedTest
    @CsvSource({
        "io.debezium.time.Timestamp, 1742340600000, 18",
        "io.debezium.time.MicroTimestamp, 1742340600000000, 18",
        "io.debezium.time.NanoTimestamp, 1742340600000000000, 18",
        "io.debezium.time.IsoTimestamp, '\"2025-03-18T23:30:00Z\"', 18",
        "io.debezium.time.ZonedTimestamp, '\"2025-03-18T23:30:00Z\"', 19",
        "org.apache.kafka.connect.data.Timestamp, 1742340600000, 19"
    })
    void theZoneDecidesOfWhichDayAMomentIsAndOfNothingElse(String type, String late, int dayInBerlin) {
        String message = "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"type\":\"int64\",\"name\":\"" + type
                + "\",\"field\":\"date\"}]},\"payload\":" + message("1").replace("\"2025-03-18\"", late) + "}";
        assertEquals(
                LocalDate.of(2025, 3, dayInBerlin),
                read(Mappings.of("envelope: connect", "zone: Europe/Berlin"), message)
                        .date());
    }

    @Test
    void readsEachDayAsItIsWritten() {
        Map<String, String> forms = Map.of(
                "iso-date", "\"2025-03-18Z\"",
                "iso-time", "\"2025-03-17T23:30:00Z\"",
                "epoch-days", "20165",
                "epoch-s", "1742255999",
                "epoch-ms", "1742255999999",
                "epoch-us", "1742255999999999",
                "epoch-ns", "1742255999999999999",
                "local-ms", "1742342399999",
                "dd.MM.yyyy", "\"18.03.2025\"",
                "d MMM yyyy", "\"18 mar 2025\"");
        forms.forEach((form, date) -> assertEquals(
                reading("a", 1, Double.NaN),
                read(
                        Mappings.of("date-form: " + form, "zone: Europe/Berlin"),
                        message("1").replace("\"2025-03-18\"", date)),
                form));
        ReadingMapping days = Mappings.of("date-form: epoch-days");
        // Debezium writes PostgreSQL's infinity and -infinity like this.
        for (String outside : List.of("-2147472692", "2147483647", "3000000", "1.5", "1e99", "9223372036854775808")) {
            assertEquals(
                    "date: expected days since 1970 as a number, but got "
                            + (outside.matches("-?[0-9]+") ? "the number " : "") + "'" + outside + "'",
                    refuse(days, Reason.IMPOSSIBLE_DATE, message("1").replace("\"2025-03-18\"", outside)));
        }
        for (String unit : List.of("s", "ms", "us", "ns")) {
            refuse(
                    Mappings.of("date-form: epoch-" + unit, "numbers-as-text: true"),
                    Reason.IMPOSSIBLE_DATE,
                    message("1"));
        }
        assertEquals(
                "date: expected milliseconds since 1970 as a number, but got the text '2025-03-18'",
                refuse(Mappings.of("date-form: epoch-ms"), Reason.IMPOSSIBLE_DATE, message("1")));
        assertEquals(
                "date: expected a date as dd.MM.yyyy, but got the text '30.02.2025'",
                refuse(
                        Mappings.of("date-form: dd.MM.yyyy"),
                        Reason.IMPOSSIBLE_DATE,
                        message("1").replace("2025-03-18", "30.02.2025")));
    }

    @Test
    void followsTheChangesOfARow() {
        ReadingMapping mapping = Mappings.of("envelope: debezium", "date-form: epoch-days");
        String row = "{\"key\":\"a\",\"date\":20165,\"sales\":318,\"promotion\":1}";
        for (String op : List.of("c", "r")) {
            assertEquals(List.of(new Accepted(reading("a", 318, 1))), change(mapping, op, "null", row));
        }
        assertEquals(List.of(new Accepted(reading("a", RETRACTED, RETRACTED))), change(mapping, "d", row, "null"));
        String emptied = row.replace("318", "null");
        assertEquals(
                List.of(new Accepted(reading("a", RETRACTED, 1))),
                change(mapping, "u", row, emptied),
                "a null after a value takes it back");
        assertEquals(
                List.of(new Accepted(reading("a", Double.NaN, 1))),
                change(mapping, "u", emptied, emptied),
                "and one after a null does not");
        assertEquals(
                List.of(new Accepted(reading("a", RETRACTED, 1))),
                change(mapping, "u", "null", emptied),
                "without the row before it is not known what was there");
        String elsewhere = row.replace("\"a\"", "\"b\"");
        assertEquals(
                List.of(new Accepted(reading("a", RETRACTED, RETRACTED)), new Accepted(reading("b", 318, 1))),
                change(mapping, "u", row, elsewhere));
        // As PostgreSQL has it by default, only the primary key of a deleted row is known.
        assertEquals(
                List.of(new Accepted(reading("a", RETRACTED, RETRACTED))),
                change(mapping, "d", "{\"key\":\"a\",\"date\":20165}", "null"));
        assertEquals(Reason.MISSING_DATE, reason(change(mapping, "d", "{\"key\":\"a\"}", "null")));
        assertEquals(Reason.NO_ENVELOPE, reason(change(mapping, "d", "null", "null")));
        assertEquals(Reason.NO_ENVELOPE, reason(change(mapping, "x", row, row)));
        assertEquals(Reason.DELETED, reason(change(mapping, "t", "null", "null")));
        assertInstanceOf(Silent.class, change(mapping, "m", "null", "null").get(0));
        assertInstanceOf(Silent.class, read(mapping, Message.of(null)).get(0));
        assertEquals(Reason.NO_ENVELOPE, reason(read(mapping, Message.of(row.getBytes(UTF_8)))));
    }

    private static List<Result> change(ReadingMapping mapping, String op, String before, String after) {
        String change = "{\"before\":" + before + ",\"after\":" + after + ",\"op\":\"" + op + "\",\"ts_ms\":1}";
        List<Result> plain = read(mapping, Message.of(change.getBytes(UTF_8)));
        String wrapped = "{\"schema\":{\"type\":\"struct\",\"fields\":[]},\"payload\":" + change + "}";
        assertEquals(plain, read(mapping, Message.of(wrapped.getBytes(UTF_8))));
        return plain;
    }

    /** As ExtractNewRecordState leaves rows, and as it rewrites deletes. */
    @Test
    void followsRowsThatWereTakenOutOfTheirChanges() {
        ReadingMapping mapping = Mappings.of("date-form: epoch-days");
        String row = "{\"key\":\"a\",\"date\":20165,\"sales\":%s,\"__deleted\":\"%s\"}";
        assertEquals(
                reading("a", 318, Double.NaN),
                read(mapping, row.replaceFirst("%s", "318").replace("%s", "false")));
        assertEquals(
                reading("a", RETRACTED, RETRACTED),
                read(mapping, row.replaceFirst("%s", "null").replace("%s", "true")));
    }

    @Test
    void readsCloudEvents() {
        ReadingMapping mapping = Mappings.of("envelope: cloudevents", "key-field: ce_subject");
        String data = "{\"date\":\"2025-03-18\",\"sales\":318}";
        Result expected = new Accepted(reading("s17", 318, Double.NaN));
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/shop\",\"type\":\"sold\",\"subject\":\"s17\",";
        assertEquals(List.of(expected), read(mapping, Message.of((event + "\"data\":" + data + "}").getBytes(UTF_8))));
        String encoded = Base64.getEncoder().encodeToString(data.getBytes(UTF_8));
        assertEquals(
                List.of(expected),
                read(mapping, Message.of((event + "\"data_base64\":\"" + encoded + "\"}").getBytes(UTF_8))));
        Map<String, byte[]> headers =
                Map.of("ce_specversion", "1.0".getBytes(UTF_8), "ce_subject", "s17".getBytes(UTF_8));
        assertEquals(List.of(expected), read(mapping, new Message(null, data.getBytes(UTF_8), headers)));
        assertEquals(Reason.NO_ENVELOPE, reason(read(mapping, Message.of(data.getBytes(UTF_8)))));
        assertEquals(
                Reason.MISSING_KEY,
                reason(read(
                        mapping,
                        new Message(null, data.getBytes(UTF_8), Map.of("ce_specversion", "1.0".getBytes(UTF_8))))));
    }

    private static Reading reading(String key, double sales, double promotion) {
        return Reading.of(key, DATE, sales, promotion);
    }

    private static List<Result> read(ReadingMapping mapping, Message message) {
        return mapping.format(COLUMNS, List.of()).read(message);
    }

    private static Reading read(ReadingMapping mapping, String message) {
        List<Result> results = read(mapping, Message.of(message.getBytes(UTF_8)));
        assertEquals(1, results.size(), message);
        return assertInstanceOf(Accepted.class, results.get(0), () -> message + " " + results)
                .reading();
    }

    private static String refuse(ReadingMapping mapping, Reason reason, String message) {
        List<Result> results = read(mapping, Message.of(message.getBytes(UTF_8)));
        Rejection rejection = assertInstanceOf(Refused.class, results.get(0), () -> message + " " + results)
                .rejection();
        assertEquals(reason, rejection.reason(), rejection.detail());
        return rejection.detail();
    }

    private static Reason reason(List<Result> results) {
        assertTrue(results.size() == 1, results.toString());
        return assertInstanceOf(Refused.class, results.get(0)).rejection().reason();
    }
}
