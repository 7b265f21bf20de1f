package io.undercurrent.format.result.row;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undercurrent.format.JsonRecord;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The fields of a row as those of a JSON object. */
record JsonRowFields(JsonRecord json, JsonGenerator generator, Days days) implements RowFields {

    /** Writes a day, as those who read it know days. */
    interface Days {
        void write(JsonRecord json, JsonGenerator generator, String name, int day) throws IOException;
    }

    private interface Value {
        void write() throws IOException;
    }

    @Override
    public void text(String name, String value) {
        put(name, () -> generator.writeString(value));
    }

    @Override
    public void optionalText(String name, String value) {
        text(name, value);
    }

    @Override
    public void day(String name, int value) {
        try {
            days.write(json, generator, name, value);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }

    @Override
    public void count(String name, int value) {
        put(name, () -> generator.writeNumber(value));
    }

    @Override
    public void optionalCount(String name, Integer value) {
        if (value == null) {
            put(name, generator::writeNull);
        } else {
            count(name, value);
        }
    }

    @Override
    public void number(String name, double value) {
        put(name, () -> json.writeNumber(generator, value));
    }

    @Override
    public void flag(String name, boolean value) {
        put(name, () -> generator.writeBoolean(value));
    }

    @Override
    public void optionalFlag(String name, Boolean value) {
        if (value == null) {
            put(name, generator::writeNull);
        } else {
            flag(name, value);
        }
    }

    private void put(String name, Value value) {
        try {
            generator.writeFieldName(name);
            value.write();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }
}
