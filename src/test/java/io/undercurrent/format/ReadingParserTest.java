package io.undercurrent.format;

import static io.undercurrent.format.ParsedMessages.accept;
import static io.undercurrent.format.ParsedMessages.message;
import static io.undercurrent.format.ParsedMessages.quoted;
import static io.undercurrent.format.ParsedMessages.refuse;
import static io.undercurrent.format.ParsedMessages.rejection;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingParserTest {

    private static final Columns COLUMNS = ParsedMessages.COLUMNS;
    private static final double ABSENT = Double.NaN;

    @Test
    void readsAMessageOfTheContract() {
        assertEquals(
                Reading.of("store-17", LocalDate.of(2025, 3, 18), 12.4, 318, ABSENT),
                accept("{\"key\":\"store-17\",\"date\":\"2025-03-18\",\"temperature\":12.4,\"sales\":318}"));
    }

    @Test
    void takesFieldsInAnyOrderAndSkipsUnknownOnesAtAnyDepth() {
        assertEquals(
                Reading.of("a", LocalDate.of(2024, 2, 29), ABSENT, -0.5, 1),
                accept(" {\"note\":{\"key\":[{\"date\":null}],\"sales\":\"x\"},\"promotion\":1, \"sales\":-5e-1,\n"
                        + "\"date\":\"2024-02-29\",\"list\":[[],{},1e999,true,null],\"key\":\"a\"}\t"));
    }

    @Test
    void nullIsAbsentButMentioned() {
        assertEquals(
                Reading.of("a", LocalDate.of(2025, 1, 1), ABSENT, ABSENT, ABSENT),
                accept("{\"key\":\"a\",\"date\":\"2025-01-01\",\"sales\":null}"));
    }

    @Test
    void everyMessageStartsFromNothing() {
        accept("{\"key\":\"a\",\"date\":\"2025-01-01\",\"temperature\":1,\"sales\":2,\"promotion\":3}");
        assertEquals(
                Reading.of("b", LocalDate.of(2025, 1, 2), ABSENT, 4, ABSENT),
                accept("{\"key\":\"b\",\"date\":\"2025-01-02\",\"sales\":4}"));
        refuse(Reason.MISSING_KEY, "{\"date\":\"2025-01-02\",\"sales\":4}");
        refuse(Reason.MISSING_DATE, "{\"key\":\"b\",\"sales\":4}");
        refuse(Reason.NO_VALUES, "{\"key\":\"b\",\"date\":\"2025-01-02\"}");
    }

    @Test
    void aMessageThatCarriesColumnsOfOthersAloneIsUnrelated() {
        ReadingParser shared = new ReadingParser(COLUMNS, List.of("humidity", "wind"));
        assertEquals(
                new ReadingParser.Unrelated("a"),
                shared.parse("{\"key\":\"a\",\"date\":\"2025-01-01\",\"wind\":\"strong\"}".getBytes(UTF_8)));
        assertInstanceOf(
                ReadingParser.Accepted.class,
                shared.parse("{\"key\":\"a\",\"date\":\"2025-01-01\",\"wind\":3,\"sales\":1}".getBytes(UTF_8)));
        for (String wrong : List.of(
                "{\"key\":\"a\",\"date\":\"2025-01-01\"}",
                "{\"key\":\"a\",\"date\":\"2025-01-01\",\"depth\":3}",
                "{\"key\":\"a\",\"date\":\"2025-02-30\",\"wind\":3}")) {
            assertInstanceOf(ReadingParser.Refused.class, shared.parse(wrong.getBytes(UTF_8)), wrong);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales", "promotion", "key", "date"})
    void aColumnCannotBeAnothersToo(String name) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new ReadingParser(COLUMNS, List.of(name)));
        assertTrue(refused.getMessage().endsWith("but got " + name), refused.getMessage());
    }

    @Test
    void saysWhoseAMessageIsThatIsWrongInAnotherWay() {
        assertEquals(Optional.of("a"), keyOf("{\"key\":\"a\",\"date\":\"2025-02-30\",\"sales\":1}"));
        assertEquals(Optional.of("a"), keyOf("{\"date\":\"2025-02-20\",\"sales\":\"x\",\"key\":\"a\"}"));
        assertEquals(Optional.empty(), keyOf("{\"key\":\"\",\"date\":\"2025-02-30\",\"sales\":1}"));
        assertEquals(Optional.empty(), keyOf("{\"key\":\"a\",\"date\":\"2025-02-30\","));
    }

    private Optional<String> keyOf(String message) {
        return assertInstanceOf(ReadingParser.Refused.class, ParsedMessages.parse(message.getBytes(UTF_8)))
                .key();
    }

    @Test
    void keepsKeysAsTheyAre() {
        String key = "Zürich/東京 \uD83C\uDF21 \u0001\"";
        assertEquals(
                key,
                accept("{\"key\":\"Zürich/東京 \uD83C\uDF21 \\u0001\\\"\",\"date\":\"2025-01-01\",\"sales\":1}")
                        .key());
        assertEquals(1024, accept(message("key", quoted("é".repeat(512)))).key().getBytes(UTF_8).length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3.4028235e38",
                "-3.4028235e38",
                "1e-999",
                "0.1",
                "16777217",
                "9007199254740993",
                "0.30000000000000004",
                "123456789012345678901",
                "-0.0",
                "-0"
            })
    void readsEachNumberAsTheNearestDouble(String number) {
        double expected = Double.parseDouble(number) + 0.0;
        double[] values = accept(message("sales", number)).values();
        assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(values[1]));
    }

    @Test
    void readsNumbersOfAnyLength() {
        String longest = "0." + "3".repeat(500_000);
        assertArrayEquals(
                new double[] {ABSENT, 1 / 3.0, ABSENT},
                accept(message("sales", longest)).values());
        refuse(Reason.NOT_FINITE, message("sales", "9".repeat(500_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01", "9999-12-31", "1970-01-01", "2000-02-29", "1969-12-31", "1582-10-10"})
    void readsDaysOfTheCalendar(String date) {
        assertEquals(
                LocalDate.parse(date), accept(message("date", quoted(date))).date());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-29", "1900-02-29", "2025-04-31", "2025-00-10", "2025-13-10", "2025-01-00", "2025-01-32",
                "0000-01-01", "25-01-01", "2025-1-1", "2025-01-01T00:00", " 2025-01-01", "2025/01/01", "20250101",
                "+2025-01-1", "-025-01-01", "tomorrow", "", "２０２５-01-01"
            })
    void refusesWhatIsNoDay(String date) {
        Rejection rejection = refuse(Reason.IMPOSSIBLE_DATE, message("date", quoted(date)));
        assertTrue(rejection.detail().contains(date), rejection.detail());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "key       | null        | MISSING_KEY",
                "key       | 17          | KEY_NOT_TEXT",
                "key       | true        | KEY_NOT_TEXT",
                "key       | {\"a\":1}   | KEY_NOT_TEXT",
                "key       | [\"a\"]     | KEY_NOT_TEXT",
                "key       | NaN         | NOT_JSON",
                "key       | \"\\ud83c\" | KEY_NOT_TEXT",
                "key       | \"\"        | EMPTY_KEY",
                "date      | null        | MISSING_DATE",
                "date      | 20250101    | DATE_NOT_TEXT",
                "date      | 1e4         | DATE_NOT_TEXT",
                "date      | 1e999       | DATE_NOT_TEXT",
                "date      | {\"y\":1}   | DATE_NOT_TEXT",
                "sales     | \"12\"      | NOT_A_NUMBER",
                "sales     | \"NaN\"     | NOT_A_NUMBER",
                "sales     | true        | NOT_A_NUMBER",
                "sales     | {\"key\":1} | NOT_A_NUMBER",
                "sales     | [1]         | NOT_A_NUMBER",
                "sales     | NaN         | NOT_FINITE",
                "sales     | Infinity    | NOT_FINITE",
                "sales     | -Infinity   | NOT_FINITE",
                "sales     | 1e999       | NOT_FINITE",
                "sales     | -3.5e38     | NOT_FINITE",
                "sales     | 01          | NOT_JSON",
                "sales     | .5          | NOT_JSON",
                "sales     | 0x10        | NOT_JSON",
                "sales     | nan         | NOT_JSON",
                "sales     | ''          | NOT_JSON",
                "sales     |             | NOT_JSON",
                "unknown   | NaN         | NOT_JSON",
                "unknown   | [-Infinity] | NOT_JSON",
                "unknown   | \"\\x\"     | NOT_JSON"
            })
    void refusesAWrongField(String field, String json, Reason reason) {
        Rejection rejection = refuse(reason, message(field, json == null ? "" : json));
        assertTrue(rejection.detail().contains("expected"), rejection.detail());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1",
                "\"text\"",
                "[]",
                "[{\"key\":\"a\",\"date\":\"2025-01-01\",\"sales\":1}]",
                " ",
                "\n",
                "{",
                "}",
                "{\"key\":\"a\",\"date\":\"2025-01-01\",\"sales\":1",
                "{\"key\":\"a\",\"date\":\"2025-01-01\",\"sales\":1}}",
                "{\"key\":\"a\",\"date\":\"2025-01-01\",\"sales\":1}{}",
                "{\"key\":\"a\",\"date\":\"2025-01-01\",\"sales\":1} x",
                "{\"key\":\"a\",\"date\":\"2025-01-01\",\"sales\":1,}",
                "{'key':\"a\",\"date\":\"2025-01-01\",\"sales\":1}",
                "{key:\"a\",\"date\":\"2025-01-01\",\"sales\":1}",
                "{\"key\":\"a\" /* no */,\"date\":\"2025-01-01\",\"sales\":1}",
                "key,date,sales",
                "\u0000"
            })
    void refusesWhatIsNotOneObject(String text) {
        refuse(Reason.NOT_JSON, text);
    }

    @Test
    void refusesOtherEncodings() {
        String valid = message("sales", "1");
        for (Charset charset : List.of(UTF_16LE, UTF_16BE, Charset.forName("UTF-32LE"), Charset.forName("UTF-32BE"))) {
            assertEquals(
                    Reason.NOT_JSON,
                    rejection(ParsedMessages.parse(valid.getBytes(charset))).reason(),
                    charset.name());
        }
    }

    @Test
    void refusesIllFormedUtf8EvenWhereItWouldBeSkipped() {
        int[][] sequences = {
            {0x80},
            {0xC3},
            {0xC0, 0xAF},
            {0xC1, 0xBF},
            {0xE0, 0x80, 0xAF},
            {0xED, 0xA0, 0x80},
            {0xF0, 0x80, 0x80, 0xAF},
            {0xF4, 0x90, 0x80, 0x80},
            {0xF5, 0x80, 0x80, 0x80},
            {0xFF},
            {0xE2, 0x82},
            {0xE2, 0x28, 0xA1},
            {0xF0, 0x9F, 0x98}
        };
        for (int[] sequence : sequences) {
            for (String field : List.of("unknown", "key")) {
                byte[] head = ("{\"date\":\"2025-01-01\",\"sales\":1,\"" + field + "\":\"").getBytes(UTF_8);
                byte[] tail = "\"}".getBytes(UTF_8);
                byte[] message = new byte[head.length + sequence.length + tail.length];
                System.arraycopy(head, 0, message, 0, head.length);
                for (int i = 0; i < sequence.length; i++) {
                    message[head.length + i] = (byte) sequence[i];
                }
                System.arraycopy(tail, 0, message, head.length + sequence.length, tail.length);
                assertEquals(
                        Reason.NOT_JSON,
                        rejection(ParsedMessages.parse(message)).reason());
            }
        }
    }

    @Test
    void refusesWhatIsEmptyOrTooLong() {
        assertEquals(Reason.EMPTY_MESSAGE, rejection(ParsedMessages.parse(null)).reason());
        assertEquals(
                Reason.EMPTY_MESSAGE,
                rejection(ParsedMessages.parse(new byte[0])).reason());
        String valid = message("sales", "1");
        accept(valid + " ".repeat((1 << 20) - valid.length()));
        refuse(Reason.MESSAGE_TOO_LARGE, valid + " ".repeat((1 << 20) - valid.length() + 1));
        refuse(Reason.KEY_TOO_LONG, message("key", quoted("é".repeat(512) + "e")));
    }

    @Test
    void refusesDuplicatesOfContractFieldsOnly() {
        for (String field : List.of("\"key\":\"b\"", "\"date\":\"2025-01-02\"", "\"sales\":1", "\"sales\":null")) {
            refuse(Reason.DUPLICATE_FIELD, "{\"key\":\"b\",\"date\":\"2025-01-02\",\"sales\":1," + field + "}");
        }
        accept("{\"key\":\"b\",\"date\":\"2025-01-02\",\"sales\":1,\"x\":1,\"x\":2}");
    }

    @Test
    void givesTheFirstReasonWhateverTheOrderOfTheFields() {
        refuse(Reason.EMPTY_KEY, "{\"sales\":\"x\",\"date\":\"2025-02-30\",\"key\":\"\"}");
        refuse(Reason.EMPTY_KEY, "{\"key\":\"\",\"date\":\"2025-02-30\",\"sales\":\"x\"}");
        refuse(Reason.NOT_JSON, "{\"key\":\"\",\"date\":\"2025-02-30\",\"sales\":\"x\"} trailing");
        refuse(Reason.MISSING_KEY, "{}");
    }

    @Test
    void survivesDepthAndManyNames() {
        refuse(Reason.NOT_JSON, message("unknown", "[".repeat(400_000)));
        refuse(Reason.NOT_JSON, message("unknown", "{\"a\":".repeat(150_000)));
        accept(message("unknown", "[".repeat(900) + "]".repeat(900)));
        StringBuilder names = new StringBuilder("0");
        for (int i = 0; i < 60_000; i++) {
            names.append(",\"n").append(i * 31).append("\":0");
        }
        for (int i = 0; i < 5; i++) {
            accept(message("unknown", names.toString()));
        }
        accept(message("x".repeat(900_000), "1"));
    }
}
