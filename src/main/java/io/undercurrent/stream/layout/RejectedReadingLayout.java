package io.undercurrent.stream.layout;

import io.undercurrent.series.Reading;
import io.undercurrent.series.RejectedReading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.stream.layout.packing.Bytes;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link RejectedReading} in bytes: the reading, then the name of the reason and its detail. */
public enum RejectedReadingLayout implements Layout<RejectedReading> {
    REJECTED_READING;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<RejectedReading> type() {
        return RejectedReading.class;
    }

    @Override
    public void write(RejectedReading rejected, DataOutputView out) throws IOException {
        ReadingLayout.READING.write(rejected.reading(), out);
        Bytes.writeText(rejected.rejection().reason().name(), out);
        Bytes.writeText(rejected.rejection().detail(), out);
    }

    @Override
    public RejectedReading read(int version, DataInputView in) throws IOException {
        Reading reading = ReadingLayout.READING.read(1, in);
        Reason reason = Reason.valueOf(Bytes.readText(in));
        return new RejectedReading(reading, new Rejection(reason, Bytes.readText(in)));
    }
}
