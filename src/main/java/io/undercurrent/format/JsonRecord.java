package io.undercurrent.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;

/** One JSON object at a time into a buffer that is used again and again. One thread's. */
public final class JsonRecord {

    private final JsonFactory json = new JsonFactoryBuilder()
            // Shortest decimal form that gives back the same number (Adams 2018, Giulietti 2020).
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .recyclerPool(JsonRecyclerPools.newBoundedPool(1))
            // Each object is a message of its own.
            .rootValueSeparator((String) null)
            .build();

    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
    private final NumberText number = new NumberText();
    /** Writes into the buffer; null where there is none yet, or the last one was left inside an object. */
    private JsonGenerator open;

    private int lastDay;
    private String lastDate;

    /** Writes the fields of an object. */
    public interface Fields {
        void write(JsonGenerator generator) throws IOException;
    }

    public byte[] write(Fields fields) {
        buffer.reset();
        JsonGenerator generator = open;
        open = null;
        try {
            generator = generator == null ? json.createGenerator(buffer) : generator;
            generator.writeStartObject();
            fields.write(generator);
            generator.writeEndObject();
            generator.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        open = generator;
        return buffer.toByteArray();
    }

    /** Days come in turns of many records each, so that the text of the last one is mostly that of the next. */
    public void writeDay(JsonGenerator generator, String field, int day) throws IOException {
        if (day != lastDay || lastDate == null) {
            lastDay = day;
            lastDate = LocalDate.ofEpochDay(day).toString();
        }
        generator.writeStringField(field, lastDate);
    }

    /** Writes a number in its shortest form, and null for what JSON has no number for. */
    public void writeNumber(JsonGenerator generator, double value) throws IOException {
        if (!Double.isFinite(value)) {
            generator.writeNull();
        } else if (number.put(value)) {
            generator.writeNumber(number.text(), number.start(), number.length());
        } else {
            generator.writeNumber(value);
        }
    }

    /** Bytes that a text takes between its quotes. */
    public static int length(String text) {
        return new SerializedString(text).asQuotedUTF8().length;
    }
}
