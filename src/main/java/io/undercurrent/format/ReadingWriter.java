package io.undercurrent.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Readings to JSON messages, the inverse of {@link ReadingParser}. A value that the reading does not carry is left out;
 * a reading without any value names its targets with null, because a message that mentions no value is refused. One that takes all
 * values back is written as a row that was deleted.
 *
 * <p>Keeps working memory between messages: one writer serves one thread.
 */
public final class ReadingWriter {

    private final JsonRecord json = new JsonRecord();
    private final Columns columns;

    public ReadingWriter(Columns columns) {
        this.columns = Objects.requireNonNull(columns, "columns");
    }

    /** The message for {@code reading}, whose values stand in the order of the columns. */
    public byte[] write(Reading reading) {
        if (reading.values().length != columns.count()) {
            throw new IllegalArgumentException("values: expected " + columns.count() + " for " + columns.names()
                    + ", but got " + reading.values().length);
        }
        boolean deleted = reading.retracts();
        if (deleted && !Arrays.stream(reading.values()).allMatch(value -> value == Reading.RETRACTED)) {
            throw new IllegalArgumentException("values: expected none or all of them taken back, but got " + reading);
        }
        return json.write(generator -> {
            writeFields(generator, reading);
            if (deleted) {
                generator.writeStringField(DeletedMark.FIELD, "true");
            }
        });
    }

    private void writeFields(JsonGenerator generator, Reading reading) throws IOException {
        generator.writeStringField("key", reading.key());
        json.writeDay(generator, "date", reading.day());
        boolean empty = !reading.hasAny(0, columns.count());
        for (int column = 0; column < columns.count(); column++) {
            double value = reading.values()[column];
            if (!Double.isNaN(value) || empty && columns.isTarget(column)) {
                generator.writeFieldName(columns.name(column));
                json.writeNumber(generator, value);
            }
        }
    }
}
