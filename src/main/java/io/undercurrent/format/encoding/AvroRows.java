package io.undercurrent.format.encoding;

import io.undercurrent.format.result.row.Column;
import io.undercurrent.format.result.row.Row;
import io.undercurrent.format.result.row.RowEncoder;
import io.undercurrent.format.result.row.RowType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Rows to Avro in Confluent's wire format: a zero, the id of the schema in four bytes, and the row. Days are of the logical type {@code date}. */
final class AvroRows implements RowEncoder {

    private final byte[] prefix;
    private final RowType type;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);

    /**
     * @param id of the schema of {@code type}
     */
    AvroRows(int id, RowType type) {
        prefix = ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 0).putInt(id).array();
        this.type = type;
    }

    /** The schema of rows. What may be missing is null by default, so that a column can come and go. */
    static Schema schema(RowType type) {
        List<Schema.Field> fields = type.columns().stream()
                .map(column -> column.optional()
                        ? new Schema.Field(
                                column.name(),
                                Schema.createUnion(Schema.create(Schema.Type.NULL), scalar(column.type())),
                                null,
                                Schema.Field.NULL_DEFAULT_VALUE)
                        : new Schema.Field(column.name(), scalar(column.type())))
                .toList();
        return Schema.createRecord(type.name(), null, null, false, fields);
    }

    private static Schema scalar(Column.Type type) {
        return switch (type) {
            case TEXT -> Schema.create(Schema.Type.STRING);
            case DAY -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            case COUNT -> Schema.create(Schema.Type.INT);
            case NUMBER -> Schema.create(Schema.Type.DOUBLE);
            case FLAG -> Schema.create(Schema.Type.BOOLEAN);
        };
    }

    @Override
    public byte[] write(Row row) {
        bytes.reset();
        bytes.writeBytes(prefix);
        try {
            AvroRowFields fields = new AvroRowFields(out, type);
            row.tell(fields);
            fields.requireEnd();
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }
}
