package io.undercurrent.stream.layout;

import io.undercurrent.engine.window.Term;
import io.undercurrent.stream.layout.packing.Bytes;
import io.undercurrent.stream.record.Successor;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link Successor} in bytes: the checksum of the model, its first day, when it was issued, then location and content of its file, then
 * whether it is a shadow, and of which share of the series. Version 1 had no shadows.
 */
public enum SuccessorLayout implements Layout<Successor> {
    SUCCESSOR;

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<Successor> type() {
        return Successor.class;
    }

    @Override
    public void write(Successor successor, DataOutputView out) throws IOException {
        Bytes.writeText(successor.term().model(), out);
        out.writeInt(successor.term().from());
        out.writeLong(successor.term().issued());
        Bytes.writeText(successor.location(), out);
        Bytes.writeNullable(successor.file(), out);
        out.writeBoolean(successor.shadow());
        out.writeDouble(successor.term().share());
    }

    @Override
    public Successor read(int version, DataInputView in) throws IOException {
        Term whole = new Term(Bytes.readText(in), in.readInt(), in.readLong());
        String location = Bytes.readText(in);
        byte[] file = Bytes.readNullable(in);
        if (version == 1) {
            return new Successor(whole, location, file);
        }
        boolean shadow = in.readBoolean();
        Term term = new Term(whole.model(), whole.from(), whole.issued(), in.readDouble());
        return new Successor(term, location, file, shadow);
    }
}
