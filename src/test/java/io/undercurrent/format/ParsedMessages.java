package io.undercurrent.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.util.List;

/** What the parser of two targets and a covariate makes of messages. */
final class ParsedMessages {

    static final Columns COLUMNS = new Columns(List.of("temperature", "sales"), List.of("promotion"));

    private static final ReadingParser PARSER = new ReadingParser(COLUMNS);

    private ParsedMessages() {}

    static ReadingParser.Result parse(byte[] message) {
        return PARSER.parse(message);
    }

    static Reading accept(String message) {
        ReadingParser.Result result = parse(message.getBytes(UTF_8));
        return assertInstanceOf(ReadingParser.Accepted.class, result, result.toString())
                .reading();
    }

    static Rejection refuse(Reason reason, String message) {
        Rejection rejection = rejection(parse(message.getBytes(UTF_8)));
        assertEquals(reason, rejection.reason(), rejection.detail());
        assertTrue(rejection.detail().length() < 400, rejection.detail());
        return rejection;
    }

    static Rejection rejection(ReadingParser.Result result) {
        return assertInstanceOf(ReadingParser.Refused.class, result).rejection();
    }

    /** A valid message, but for the field given. */
    static String message(String field, String json) {
        StringBuilder text =
                new StringBuilder("{\"").append(field).append("\":").append(json);
        if (!field.equals("key")) {
            text.append(",\"key\":\"a\"");
        }
        if (!field.equals("date")) {
            text.append(",\"date\":\"2025-01-01\"");
        }
        if (!field.equals("sales")) {
            text.append(",\"sales\":1");
        }
        return text.append('}').toString();
    }

    static String quoted(String text) {
        return '"' + text + '"';
    }
}
