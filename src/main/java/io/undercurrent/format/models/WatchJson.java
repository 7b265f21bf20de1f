package io.undercurrent.format.models;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.JsonFields;
import java.io.IOException;
import java.time.LocalDate;

/**
 * The fields of an entry by which a shadow is watched:
 *
 * <pre>{@code
 * "share":1.0,"until":"2025-06-01","rule":{"days":60,"gain":0.01,"confidence":0.95,"rollbackDays":70}
 * }</pre>
 */
final class WatchJson {

    private double share = 1;
    private int until = Watch.NO_END;
    private int days;
    private double gain;
    private double confidence;
    private int rollbackDays;
    private boolean ruled;

    static void write(Watch watch, JsonGenerator generator) throws IOException {
        generator.writeNumberField("share", watch.share());
        if (watch.until() != Watch.NO_END) {
            generator.writeStringField(
                    "until", LocalDate.ofEpochDay(watch.until()).toString());
        }
        if (watch.rule() != null) {
            generator.writeObjectFieldStart("rule");
            generator.writeNumberField("days", watch.rule().days());
            generator.writeNumberField("gain", watch.rule().gain());
            generator.writeNumberField("confidence", watch.rule().confidence());
            generator.writeNumberField("rollbackDays", watch.rule().rollbackDays());
            generator.writeEndObject();
        }
    }

    /** Reads one of the fields. */
    void read(JsonParser parser, JsonToken token, String name) throws IOException {
        switch (name) {
            case "share" -> share = JsonFields.number(parser, token, name);
            case "until" -> until = JsonFields.day(parser, token, name);
            default -> readRule(parser, token, name);
        }
    }

    private void readRule(JsonParser parser, JsonToken token, String name) throws IOException {
        JsonFields.expect(parser, token, JsonToken.START_OBJECT, name);
        ruled = true;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (field) {
                case "days" -> days = JsonFields.count(parser, value, field);
                case "gain" -> gain = JsonFields.number(parser, value, field);
                case "confidence" -> confidence = JsonFields.number(parser, value, field);
                case "rollbackDays" -> rollbackDays = JsonFields.count(parser, value, field);
                default -> parser.skipChildren();
            }
        }
    }

    Watch parsed() {
        return new Watch(share, until, ruled ? new ModelRule(days, gain, confidence, rollbackDays) : null);
    }
}
