package io.undercurrent.evaluation.streaming;

import io.undercurrent.stream.record.SourceRecord;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Reads the messages of an {@link Exchange}; all messages of a series come through one reader, in order. */
final class InMemorySource implements Source<SourceRecord, InMemorySource.Part, Collection<InMemorySource.Part>> {

    private static final long serialVersionUID = 1;

    private final ArrayList<Part> parts;

    InMemorySource(List<Part> parts) {
        this.parts = new ArrayList<>(parts);
    }

    /**
     * A part of the series.
     *
     * @param read messages that were already read
     */
    record Part(String exchange, int part, int parts, long read)
            implements IteratorSourceSplit<SourceRecord, HistoryMessages>, Serializable {

        @Override
        public String splitId() {
            return exchange + "-" + part;
        }

        @Override
        public HistoryMessages getIterator() {
            HistoryMessages messages = Exchange.of(exchange).messages(part, parts);
            while (messages.read() < read) {
                messages.next();
            }
            return messages;
        }

        @Override
        public Part getUpdatedSplitForIterator(HistoryMessages messages) {
            return new Part(exchange, part, parts, messages.read());
        }
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<Part, Collection<Part>> createEnumerator(SplitEnumeratorContext<Part> context) {
        return new IteratorSourceEnumerator<>(context, parts);
    }

    @Override
    public SplitEnumerator<Part, Collection<Part>> restoreEnumerator(
            SplitEnumeratorContext<Part> context, Collection<Part> rest) {
        return new IteratorSourceEnumerator<>(context, rest);
    }

    @Override
    public SourceReader<SourceRecord, Part> createReader(SourceReaderContext context) {
        return new IteratorSourceReader<>(context);
    }

    @Override
    public SimpleVersionedSerializer<Part> getSplitSerializer() {
        return new PartSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<Part>> getEnumeratorCheckpointSerializer() {
        return new PartsSerializer();
    }

    private static final class PartSerializer implements SimpleVersionedSerializer<Part> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Part part) throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(64);
            write(part, out);
            return out.getCopyOfBuffer();
        }

        @Override
        public Part deserialize(int version, byte[] bytes) throws IOException {
            return read(new DataInputDeserializer(bytes));
        }

        static void write(Part part, DataOutputSerializer out) throws IOException {
            out.writeUTF(part.exchange);
            out.writeInt(part.part);
            out.writeInt(part.parts);
            out.writeLong(part.read);
        }

        static Part read(DataInputDeserializer in) throws IOException {
            return new Part(in.readUTF(), in.readInt(), in.readInt(), in.readLong());
        }
    }

    private static final class PartsSerializer implements SimpleVersionedSerializer<Collection<Part>> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Collection<Part> parts) throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(64);
            out.writeInt(parts.size());
            for (Part part : parts) {
                PartSerializer.write(part, out);
            }
            return out.getCopyOfBuffer();
        }

        @Override
        public Collection<Part> deserialize(int version, byte[] bytes) throws IOException {
            DataInputDeserializer in = new DataInputDeserializer(bytes);
            int count = in.readInt();
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                parts.add(PartSerializer.read(in));
            }
            return parts;
        }
    }
}
