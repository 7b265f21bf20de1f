package io.undercurrent.format.schema.avro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Avro messages as JSON: values of logical types other than decimals as the numbers that they are. */
public final class AvroText {

    private static final JsonFactory JSON = new JsonFactory();

    private final AvroInput in = new AvroInput();
    private final JsonGenerator json;

    private AvroText(JsonGenerator json) {
        this.json = json;
    }

    /** The JSON of a message; empty where it is none of the schema. */
    public static Optional<String> of(Schema schema, byte[] bytes, int from) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            AvroText writer = new AvroText(json);
            writer.in.begin(bytes, from);
            writer.write(schema);
            if (!writer.in.isAtEnd()) {
                return Optional.empty();
            }
        } catch (IOException | AvroRuntimeException | UnsupportedOperationException malformed) {
            return Optional.empty();
        }
        return Optional.of(text.toString());
    }

    private void write(Schema type) throws IOException {
        in.enter();
        switch (type.getType()) {
            case RECORD -> {
                json.writeStartObject();
                for (Schema.Field field : type.getFields()) {
                    json.writeFieldName(field.name());
                    write(field.schema());
                }
                json.writeEndObject();
            }
            case UNION -> write(type.getTypes().get(in.branch(type)));
            case ARRAY -> {
                json.writeStartArray();
                for (long left = in.firstBlock(type); left > 0; left = in.nextBlock(type)) {
                    for (; left > 0; left--) {
                        write(type.getElementType());
                    }
                }
                json.writeEndArray();
            }
            case MAP -> {
                json.writeStartObject();
                for (long left = in.firstBlock(type); left > 0; left = in.nextBlock(type)) {
                    for (; left > 0; left--) {
                        json.writeFieldName(in.text());
                        write(type.getValueType());
                    }
                }
                json.writeEndObject();
            }
            default -> scalar(in.scalar(type));
        }
        in.leave();
    }

    private void scalar(Object content) throws IOException {
        if (content instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (content instanceof Float || content instanceof Double) {
            json.writeRawValue(Double.isFinite(((Number) content).doubleValue()) ? content.toString() : "null");
        } else {
            json.writeObject(content);
        }
    }
}
