package io.undercurrent.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberInput;
import io.undercurrent.series.Forecast.Source;
import java.io.IOException;
import java.util.Arrays;

/** Reads the fields of our own records, and says what is wrong with them by their names. */
public final class JsonFields {

    private JsonFields() {}

    public static void expect(JsonParser parser, JsonToken token, JsonToken expected, String name) throws IOException {
        if (token != expected) {
            throw new IllegalArgumentException(name + ": expected " + expected + ", but got "
                    + (token == null ? "nothing" : Quotation.of(parser.getText())));
        }
    }

    /**
     * What is wrong with bytes that are no JSON.
     *
     * @param failure of the parser: bytes that begin as those of another encoding of Unicode are another failure than malformed JSON
     */
    public static IllegalArgumentException malformed(String record, IOException failure) {
        String why = failure instanceof JsonProcessingException json ? json.getOriginalMessage() : failure.getMessage();
        return new IllegalArgumentException(record + ": expected JSON, but " + why, failure);
    }

    public static void requireField(String record, String name, boolean present) {
        if (!present) {
            throw new IllegalArgumentException(record + ": expected the field " + name + ", but it is missing");
        }
    }

    public static String text(JsonParser parser, JsonToken token, String name) throws IOException {
        expect(parser, token, JsonToken.VALUE_STRING, name);
        return parser.getText();
    }

    public static int count(JsonParser parser, JsonToken token, String name) throws IOException {
        expect(parser, token, JsonToken.VALUE_NUMBER_INT, name);
        int count = parser.getIntValue();
        if (count < 0) {
            throw new IllegalArgumentException(name + ": expected at least 0, but got " + count);
        }
        return count;
    }

    public static boolean flag(JsonParser parser, JsonToken token, String name) throws IOException {
        if (!token.isBoolean()) {
            throw new IllegalArgumentException(
                    name + ": expected true or false, but got " + Quotation.of(parser.getText()));
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** A number, or NaN for null. */
    public static double number(JsonParser parser, JsonToken token, String name) throws IOException {
        if (token != JsonToken.VALUE_NULL && !token.isNumeric()) {
            throw new IllegalArgumentException(
                    name + ": expected a number or null, but got " + Quotation.of(parser.getText()));
        }
        return token == JsonToken.VALUE_NULL ? Double.NaN : NumberInput.parseDouble(parser.getText(), true);
    }

    public static int day(JsonParser parser, JsonToken token, String name) throws IOException {
        String text = text(parser, token, name);
        int day = CalendarDay.parse(text);
        if (day == CalendarDay.NONE) {
            throw new IllegalArgumentException(name + ": expected YYYY-MM-DD, but got " + Quotation.of(text));
        }
        return day;
    }

    public static Source source(JsonParser parser, JsonToken token, String name) throws IOException {
        return source(text(parser, token, name), name);
    }

    /** The source with this label. */
    public static Source source(String label, String name) {
        for (Source source : Source.values()) {
            if (source.label().equals(label)) {
                return source;
            }
        }
        throw new IllegalArgumentException(name + ": expected one of "
                + Arrays.stream(Source.values()).map(Source::label).toList() + ", but got " + Quotation.of(label));
    }

    /** The name of a quantile or of a central interval. */
    public static double probability(String label, String name) {
        double probability = DecimalText.parse(label);
        if (Double.isNaN(probability)) {
            throw new IllegalArgumentException(name + ": expected a probability, but got " + Quotation.of(label));
        }
        return probability;
    }
}
