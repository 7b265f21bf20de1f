package io.undercurrent.stream.layout;

import io.undercurrent.series.Reading;
import io.undercurrent.stream.layout.packing.Bytes;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Reading} in bytes: series, day, values. */
public enum ReadingLayout implements Layout<Reading> {
    READING;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<Reading> type() {
        return Reading.class;
    }

    @Override
    public void write(Reading reading, DataOutputView out) throws IOException {
        Bytes.writeText(reading.key(), out);
        out.writeInt(reading.day());
        Bytes.writeDoubles(reading.values(), out);
    }

    @Override
    public Reading read(int version, DataInputView in) throws IOException {
        return new Reading(Bytes.readText(in), in.readInt(), Bytes.readDoubles(in));
    }
}
