package io.undercurrent.stream.layout;

import io.undercurrent.stream.record.SourceRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link SourceRecord} in bytes. */
public enum SourceRecordLayout implements Layout<SourceRecord> {
    SOURCE_RECORD;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<SourceRecord> type() {
        return SourceRecord.class;
    }

    @Override
    public void write(SourceRecord source, DataOutputView out) throws IOException {
        Bytes.writeText(source.topic(), out);
        out.writeInt(source.partition());
        out.writeLong(source.offset());
        out.writeLong(source.timestamp());
        Bytes.writeNullable(source.key(), out);
        Bytes.writeNullable(source.value(), out);
    }

    @Override
    public SourceRecord read(int version, DataInputView in) throws IOException {
        return new SourceRecord(
                Bytes.readText(in),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                Bytes.readNullable(in),
                Bytes.readNullable(in));
    }
}
