package io.undercurrent.stream.layout;

import io.undercurrent.stream.layout.packing.Bytes;
import io.undercurrent.stream.record.SourceRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link SourceRecord} in bytes. Version 1 had no headers. */
public enum SourceRecordLayout implements Layout<SourceRecord> {
    SOURCE_RECORD;

    @Override
    public int version() {
        return 2;
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
        out.writeInt(source.headers().size());
        for (Map.Entry<String, byte[]> header : source.headers().entrySet()) {
            Bytes.writeText(header.getKey(), out);
            Bytes.writeNullable(header.getValue(), out);
        }
    }

    @Override
    public SourceRecord read(int version, DataInputView in) throws IOException {
        return new SourceRecord(
                Bytes.readText(in),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                Bytes.readNullable(in),
                Bytes.readNullable(in),
                version == 1 ? Map.of() : readHeaders(in));
    }

    private static Map<String, byte[]> readHeaders(DataInputView in) throws IOException {
        int count = in.readInt();
        Map<String, byte[]> headers = count == 0 ? Map.of() : new LinkedHashMap<>();
        for (; count > 0; count--) {
            headers.put(Bytes.readText(in), Bytes.readNullable(in));
        }
        return headers;
    }
}
