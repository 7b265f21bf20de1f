package io.undercurrent.format.result.row;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undercurrent.format.JsonRecord;
import java.io.IOException;
import java.util.List;

/**
 * Rows to JSON with the schema that the JSON converter of Kafka Connect expects: {@code {"schema":{…},"payload":{…}}}. Days are of
 * Connect's logical type {@code Date}, in days since 1970-01-01.
 */
final class ConnectRows implements RowEncoder {

    private static final byte[] BEFORE_SCHEMA = "{\"schema\":".getBytes(US_ASCII);
    private static final byte[] BEFORE_PAYLOAD = ",\"payload\":".getBytes(US_ASCII);
    private static final byte[] END = "}".getBytes(US_ASCII);

    private final String name;
    private final JsonRecord json = new JsonRecord();
    private List<Column> columns = List.of();
    private byte[] schema = {};

    /**
     * @param name of the schema
     */
    ConnectRows(String name) {
        this.name = name;
    }

    @Override
    public byte[] write(Row row) {
        List<Column> own = Column.of(row);
        if (!own.equals(columns)) {
            columns = own;
            schema = json.write(this::writeSchema);
        }
        byte[] payload = json.write(generator -> row.tell(new JsonRowFields(json, generator, ConnectRows::writeDay)));
        return joined(BEFORE_SCHEMA, schema, BEFORE_PAYLOAD, payload, END);
    }

    private static void writeDay(JsonRecord json, JsonGenerator generator, String name, int day) throws IOException {
        generator.writeNumberField(name, day);
    }

    private void writeSchema(JsonGenerator generator) throws IOException {
        generator.writeStringField("type", "struct");
        generator.writeBooleanField("optional", false);
        generator.writeStringField("name", name);
        generator.writeArrayFieldStart("fields");
        for (Column column : columns) {
            generator.writeStartObject();
            generator.writeStringField("field", column.name());
            generator.writeStringField("type", type(column.type()));
            generator.writeBooleanField("optional", column.optional());
            if (column.type() == Column.Type.DAY) {
                generator.writeStringField("name", "org.apache.kafka.connect.data.Date");
                generator.writeNumberField("version", 1);
            }
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }

    private static String type(Column.Type type) {
        return switch (type) {
            case TEXT -> "string";
            case DAY, COUNT -> "int32";
            case NUMBER -> "double";
            case FLAG -> "boolean";
        };
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int next = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, next, part.length);
            next += part.length;
        }
        return all;
    }
}
