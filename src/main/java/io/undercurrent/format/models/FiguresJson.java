package io.undercurrent.format.models;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.JsonFields;
import io.undercurrent.format.models.ModelFigures.Both;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link ModelFigures} as JSON, each pair with the live model first:
 *
 * <pre>{@code
 * {"live":"gru48@1f3c9a","until":"2025-04-01","days":14,"series":48,"gain":0.031,"standardError":0.012,
 *  "targets":{"sales":{"forecasts":18816,"absolute":[4.21,4.1],"pinball":[1.137,1.1],"coverage":[0.79,0.81]}}}
 * }</pre>
 *
 * <p>What is not known is null.
 */
final class FiguresJson {

    private String live;
    private int until;
    private int days;
    private long series;
    private double gain = Double.NaN;
    private double standardError = Double.NaN;
    private final List<ModelFigures.OfTarget> targets = new ArrayList<>();

    private FiguresJson() {}

    static void write(ModelFigures figures, JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("live", figures.live());
        generator.writeStringField(
                "until", LocalDate.ofEpochDay(figures.until()).toString());
        generator.writeNumberField("days", figures.days());
        generator.writeNumberField("series", figures.series());
        generator.writeFieldName("gain");
        write(figures.gain(), generator);
        generator.writeFieldName("standardError");
        write(figures.standardError(), generator);
        generator.writeObjectFieldStart("targets");
        for (ModelFigures.OfTarget target : figures.targets()) {
            generator.writeObjectFieldStart(target.target());
            generator.writeNumberField("forecasts", target.forecasts());
            write("absolute", target.absolute(), generator);
            write("pinball", target.pinball(), generator);
            write("coverage", target.coverage(), generator);
            generator.writeEndObject();
        }
        generator.writeEndObject();
        generator.writeEndObject();
    }

    private static void write(String name, Both both, JsonGenerator generator) throws IOException {
        generator.writeArrayFieldStart(name);
        write(both.live(), generator);
        write(both.shadow(), generator);
        generator.writeEndArray();
    }

    private static void write(double number, JsonGenerator generator) throws IOException {
        if (Double.isFinite(number)) {
            generator.writeNumber(number);
        } else {
            generator.writeNull();
        }
    }

    /**
     * Parses figures, at their beginning.
     *
     * @throws IllegalArgumentException if there are none
     */
    static ModelFigures parse(JsonParser parser, JsonToken token, String name) throws IOException {
        JsonFields.expect(parser, token, JsonToken.START_OBJECT, name);
        FiguresJson fields = new FiguresJson();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            fields.read(parser, parser.nextToken(), field);
        }
        JsonFields.requireField(name, "live", fields.live != null);
        return new ModelFigures(
                fields.live,
                fields.until,
                fields.days,
                fields.series,
                fields.gain,
                fields.standardError,
                fields.targets);
    }

    private void read(JsonParser parser, JsonToken token, String name) throws IOException {
        switch (name) {
            case "live" -> live = JsonFields.text(parser, token, name);
            case "until" -> until = JsonFields.day(parser, token, name);
            case "days" -> days = JsonFields.count(parser, token, name);
            case "series" -> series = Math.round(JsonFields.number(parser, token, name));
            case "gain" -> gain = number(parser, token, name);
            case "standardError" -> standardError = number(parser, token, name);
            case "targets" -> {
                JsonFields.expect(parser, token, JsonToken.START_OBJECT, name);
                for (String target = parser.nextFieldName(); target != null; target = parser.nextFieldName()) {
                    targets.add(target(target, parser, parser.nextToken()));
                }
            }
            default -> parser.skipChildren();
        }
    }

    private static ModelFigures.OfTarget target(String target, JsonParser parser, JsonToken token) throws IOException {
        JsonFields.expect(parser, token, JsonToken.START_OBJECT, target);
        long forecasts = 0;
        Both unknown = new Both(Double.NaN, Double.NaN);
        Both absolute = unknown;
        Both pinball = unknown;
        Both coverage = unknown;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "forecasts" -> forecasts = Math.round(JsonFields.number(parser, value, name));
                case "absolute" -> absolute = both(parser, value, name);
                case "pinball" -> pinball = both(parser, value, name);
                case "coverage" -> coverage = both(parser, value, name);
                default -> parser.skipChildren();
            }
        }
        return new ModelFigures.OfTarget(target, forecasts, absolute, pinball, coverage);
    }

    private static Both both(JsonParser parser, JsonToken token, String name) throws IOException {
        JsonFields.expect(parser, token, JsonToken.START_ARRAY, name);
        Both both = new Both(number(parser, parser.nextToken(), name), number(parser, parser.nextToken(), name));
        JsonFields.expect(parser, parser.nextToken(), JsonToken.END_ARRAY, name);
        return both;
    }

    private static double number(JsonParser parser, JsonToken token, String name) throws IOException {
        return token == JsonToken.VALUE_NULL ? Double.NaN : JsonFields.number(parser, token, name);
    }
}
