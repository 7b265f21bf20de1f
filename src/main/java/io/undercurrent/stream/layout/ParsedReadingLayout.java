package io.undercurrent.stream.layout;

import io.undercurrent.series.Reading;
import io.undercurrent.stream.layout.packing.Bytes;
import io.undercurrent.stream.record.ParsedReading;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link ParsedReading} in bytes. Version 1 had floats, and up to version 2 messages had no headers. */
public enum ParsedReadingLayout implements Layout<ParsedReading> {
    PARSED_READING;

    @Override
    public int version() {
        return 3;
    }

    @Override
    public Class<ParsedReading> type() {
        return ParsedReading.class;
    }

    @Override
    public void write(ParsedReading parsed, DataOutputView out) throws IOException {
        Bytes.writeText(parsed.reading().key(), out);
        out.writeInt(parsed.reading().day());
        Bytes.writeDoubles(parsed.reading().values(), out);
        SourceRecordLayout.SOURCE_RECORD.write(parsed.source(), out);
    }

    @Override
    public ParsedReading read(int version, DataInputView in) throws IOException {
        Reading reading = new Reading(
                Bytes.readText(in), in.readInt(), version == 1 ? Bytes.readDecimals(in) : Bytes.readDoubles(in));
        return new ParsedReading(reading, SourceRecordLayout.SOURCE_RECORD.read(version < 3 ? 1 : 2, in));
    }
}
