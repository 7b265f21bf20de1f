package io.undercurrent.format.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.JsonFields;
import io.undercurrent.format.JsonRecord;
import io.undercurrent.format.Quotation;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Entries and events as JSON messages:
 *
 * <pre>{@code
 * {"version":1,"role":"live","model":"gru48@1f3c9a","uri":"s3://models/stores.safetensors","sha256":"1f3c9a…","from":"2025-03-18",
 *  "pushed":"2025-03-17T21:04:05.678Z"}
 * {"version":1,"what":"refused","when":"2025-03-17T21:04:06.123Z","job":"undercurrent-predictions","why":"horizon 14 instead of 28",
 *  "role":"live",…}
 * }</pre>
 *
 * <p>An event has the fields of its entry. The model that a job was started with has no day {@code from}. The entry of a shadow also
 * has a {@code share} of the series, and may have a {@code rule} and {@code until}, the first day that it does not forecast from.
 * Events on how it did have figures. Unknown fields are skipped.
 */
public final class ModelMessages {

    /** Raised when earlier releases would read messages wrongly. */
    private static final int VERSION = 1;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final JsonFactory JSON = new JsonFactory();

    private int version;
    private ModelRole role;
    private String model;
    private String uri;
    private String checksum;
    private int from;
    private Instant pushed;
    private final WatchJson watch = new WatchJson();
    private ModelEvent.What what;
    private Instant when;
    private String job;
    private String why;
    private ModelFigures figures;

    private ModelMessages() {}

    public static byte[] write(ModelEntry entry) {
        JsonRecord json = new JsonRecord();
        return json.write(generator -> {
            generator.writeNumberField("version", VERSION);
            writeEntry(generator, entry);
        });
    }

    public static byte[] write(ModelEvent event) {
        JsonRecord json = new JsonRecord();
        return json.write(generator -> {
            generator.writeNumberField("version", VERSION);
            generator.writeStringField("what", event.what().label());
            generator.writeStringField("when", event.when().toString());
            generator.writeStringField("job", event.job());
            generator.writeStringField("why", event.why());
            writeEntry(generator, event.entry());
            if (event.figures().isPresent()) {
                generator.writeFieldName("figures");
                FiguresJson.write(event.figures().get(), generator);
            }
        });
    }

    private static void writeEntry(JsonGenerator generator, ModelEntry entry) throws IOException {
        generator.writeStringField("role", entry.role().label());
        generator.writeStringField("model", entry.model());
        generator.writeStringField("uri", entry.uri());
        generator.writeStringField("sha256", entry.checksum());
        if (entry.from() != ModelEntry.EVER) {
            generator.writeStringField(
                    "from", LocalDate.ofEpochDay(entry.from()).toString());
        }
        generator.writeStringField("pushed", entry.pushed().toString());
        if (entry.isOfShadow()) {
            WatchJson.write(entry.watch(), generator);
        }
    }

    /**
     * Parses the message of an entry.
     *
     * @throws IllegalArgumentException if it is none, or of a later version
     */
    public static ModelEntry parseEntry(byte[] message) {
        ModelMessages fields = new ModelMessages();
        fields.read(message, "entry");
        return fields.entry("entry");
    }

    /**
     * Parses the message of an event.
     *
     * @throws IllegalArgumentException if it is none, or of a later version
     */
    public static ModelEvent parseEvent(byte[] message) {
        ModelMessages fields = new ModelMessages();
        fields.read(message, "event");
        JsonFields.requireField("event", "what", fields.what != null);
        JsonFields.requireField("event", "when", fields.when != null);
        JsonFields.requireField("event", "job", fields.job != null);
        JsonFields.requireField("event", "why", fields.why != null);
        return new ModelEvent(
                fields.what,
                fields.when,
                fields.job,
                fields.entry("event"),
                fields.why,
                Optional.ofNullable(fields.figures));
    }

    private ModelEntry entry(String record) {
        JsonFields.requireField(record, "role", role != null);
        JsonFields.requireField(record, "model", model != null);
        JsonFields.requireField(record, "uri", uri != null);
        JsonFields.requireField(record, "sha256", checksum != null);
        JsonFields.requireField(record, "pushed", pushed != null);
        return new ModelEntry(role, model, uri, checksum, from, pushed, watch.parsed());
    }

    private void read(byte[] message, String record) {
        from = ModelEntry.EVER;
        try (JsonParser parser = JSON.createParser(message)) {
            JsonFields.expect(parser, parser.nextToken(), JsonToken.START_OBJECT, record);
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                read(parser, parser.nextToken(), name);
            }
        } catch (IOException malformed) {
            throw JsonFields.malformed(record, malformed);
        }
        if (version != VERSION) {
            throw new IllegalArgumentException("version: expected " + VERSION + ", but got " + version);
        }
    }

    private void read(JsonParser parser, JsonToken token, String name) throws IOException {
        switch (name) {
            case "version" -> version = JsonFields.count(parser, token, name);
            case "role" -> role = ModelRole.of(JsonFields.text(parser, token, name));
            case "model" -> model = JsonFields.text(parser, token, name);
            case "uri" -> uri = JsonFields.text(parser, token, name);
            case "sha256" -> checksum = JsonFields.text(parser, token, name);
            case "from" -> from = JsonFields.day(parser, token, name);
            case "share", "until", "rule" -> watch.read(parser, token, name);
            case "pushed" -> pushed = time(parser, token, name);
            case "what" -> what = ModelEvent.What.of(JsonFields.text(parser, token, name));
            case "when" -> when = time(parser, token, name);
            case "job" -> job = JsonFields.text(parser, token, name);
            case "why" -> why = JsonFields.text(parser, token, name);
            case "figures" -> figures = FiguresJson.parse(parser, token, name);
            default -> parser.skipChildren();
        }
    }

    private static Instant time(JsonParser parser, JsonToken token, String name) throws IOException {
        String text = JsonFields.text(parser, token, name);
        Instant time;
        try {
            time = Instant.parse(text);
        } catch (DateTimeParseException none) {
            throw new IllegalArgumentException(
                    name + ": expected a time such as 2025-03-17T21:04:05Z, but got " + Quotation.of(text), none);
        }
        // Beyond them, milliseconds since 1970 need not fit a long.
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
            throw new IllegalArgumentException(
                    name + ": expected a time of the years 1970 to 9999, but got " + Quotation.of(text));
        }
        return time;
    }
}
