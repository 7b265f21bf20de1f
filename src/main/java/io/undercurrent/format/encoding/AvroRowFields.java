package io.undercurrent.format.encoding;

import io.undercurrent.format.result.row.Column;
import io.undercurrent.format.result.row.RowFields;
import io.undercurrent.format.result.row.RowType;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;

/** The fields of a row in Avro's binary form, which has no names: each must be the next column of the type. */
final class AvroRowFields implements RowFields {

    private final BinaryEncoder out;
    private final RowType type;
    private int next;

    private interface Value {
        void write() throws IOException;
    }

    AvroRowFields(BinaryEncoder out, RowType type) {
        this.out = out;
        this.type = type;
    }

    @Override
    public void text(String name, String value) {
        put(name, () -> out.writeString(value));
    }

    @Override
    public void optionalText(String name, String value) {
        putOptional(name, value == null, () -> out.writeString(value));
    }

    @Override
    public void day(String name, int value) {
        put(name, () -> out.writeInt(value));
    }

    @Override
    public void count(String name, int value) {
        put(name, () -> out.writeInt(value));
    }

    @Override
    public void optionalCount(String name, Integer value) {
        putOptional(name, value == null, () -> out.writeInt(value));
    }

    @Override
    public void number(String name, double value) {
        putOptional(name, !Double.isFinite(value), () -> out.writeDouble(value));
    }

    @Override
    public void flag(String name, boolean value) {
        put(name, () -> out.writeBoolean(value));
    }

    @Override
    public void optionalFlag(String name, Boolean value) {
        putOptional(name, value == null, () -> out.writeBoolean(value));
    }

    private void putOptional(String name, boolean none, Value value) {
        put(name, () -> {
            out.writeIndex(none ? 0 : 1);
            if (!none) {
                value.write();
            }
        });
    }

    private void put(String name, Value value) {
        Column column = next < type.columns().size() ? type.columns().get(next) : null;
        if (column == null || !column.name().equals(name)) {
            throw new IllegalStateException(type.name() + ": expected "
                    + (column == null ? "no further column" : "the column " + column.name()) + ", but got " + name);
        }
        next++;
        try {
            value.write();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }

    /** All columns must have been told. */
    void requireEnd() {
        if (next < type.columns().size()) {
            throw new IllegalStateException(type.name() + ": expected the column "
                    + type.columns().get(next).name() + ", but the row has no more");
        }
    }
}
