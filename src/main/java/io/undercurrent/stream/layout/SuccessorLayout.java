package io.undercurrent.stream.layout;

import io.undercurrent.engine.window.Term;
import io.undercurrent.stream.record.Successor;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Successor} in bytes: the checksum of the model, its first day, when it was issued, then location and content of its file. */
public enum SuccessorLayout implements Layout<Successor> {
    SUCCESSOR;

    @Override
    public int version() {
        return 1;
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
    }

    @Override
    public Successor read(int version, DataInputView in) throws IOException {
        Term term = new Term(Bytes.readText(in), in.readInt(), in.readLong());
        return new Successor(term, Bytes.readText(in), Bytes.readNullable(in));
    }
}
