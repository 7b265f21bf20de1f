package io.undercurrent.format.schema.avro;

import io.undercurrent.format.schema.RegisteredSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** Avro's schemas, and where the messages of one begin. */
public final class AvroSchemas {

    private static final int MARKED_BYTES = 10;
    private static final short MARK = (short) 0xC301;

    private AvroSchemas() {}

    /**
     * @throws IllegalArgumentException if this is no schema
     */
    public static Schema parse(String text) {
        try {
            return parser().parse(text);
        } catch (AvroRuntimeException | StackOverflowError malformed) {
            throw new IllegalArgumentException("expected an Avro schema, but " + malformed.getMessage(), malformed);
        }
    }

    /**
     * A schema with those that it uses.
     *
     * @throws IllegalArgumentException if one is none
     */
    public static Schema parse(RegisteredSchema schema) {
        Schema.Parser parser = parser();
        Schema last = null;
        try {
            for (String text : schema.texts()) {
                last = parser.parse(text);
            }
            return last;
        } catch (AvroRuntimeException | StackOverflowError malformed) {
            throw new IllegalArgumentException("expected an Avro schema, but " + malformed.getMessage(), malformed);
        }
    }

    /** Whoever wrote messages by a schema found its names and defaults good enough. */
    private static Schema.Parser parser() {
        return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
    }

    /** The field of a record that a name stands for: the one that has it, or else the first that has it as an alias; null where there is none. */
    static Schema.Field field(Schema record, String name) {
        Schema.Field own = record.getField(name);
        return own != null
                ? own
                : record.getFields().stream()
                        .filter(field -> field.aliases().contains(name))
                        .findFirst()
                        .orElse(null);
    }

    /** Where the value in a message begins: after the ten bytes of Avro's single-object encoding, where they name this schema. */
    public static int start(Schema schema, byte[] bytes) {
        if (bytes.length < MARKED_BYTES || ByteBuffer.wrap(bytes).getShort() != MARK) {
            return 0;
        }
        long named = ByteBuffer.wrap(bytes, Short.BYTES, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        return named == SchemaNormalization.parsingFingerprint64(schema) ? MARKED_BYTES : 0;
    }
}
