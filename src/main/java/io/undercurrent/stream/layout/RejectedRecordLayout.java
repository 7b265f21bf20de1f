package io.undercurrent.stream.layout;

import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.stream.layout.packing.Bytes;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link RejectedRecord} in bytes. In version 1 messages had no headers. */
public enum RejectedRecordLayout implements Layout<RejectedRecord> {
    REJECTED_RECORD;

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<RejectedRecord> type() {
        return RejectedRecord.class;
    }

    @Override
    public void write(RejectedRecord rejected, DataOutputView out) throws IOException {
        SourceRecordLayout.SOURCE_RECORD.write(rejected.source(), out);
        Bytes.writeText(rejected.rejection().reason().name(), out);
        Bytes.writeText(rejected.rejection().detail(), out);
    }

    @Override
    public RejectedRecord read(int version, DataInputView in) throws IOException {
        SourceRecord source = SourceRecordLayout.SOURCE_RECORD.read(version, in);
        Reason reason = Reason.valueOf(Bytes.readText(in));
        return new RejectedRecord(source, new Rejection(reason, Bytes.readText(in)));
    }
}
