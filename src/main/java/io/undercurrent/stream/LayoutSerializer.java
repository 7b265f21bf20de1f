package io.undercurrent.stream;

import io.undercurrent.stream.layout.Layout;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A Flink serialiser for a {@link Layout}. Stateless, so tasks may share it. */
final class LayoutSerializer<T> extends TypeSerializer<T> {

    private static final int VARIABLE_LENGTH = -1;

    private final Layout<T> layout;
    /** The version of the bytes to read; after a restore it may be older than the layout's. */
    private final int version;

    LayoutSerializer(Layout<T> layout) {
        this(layout, layout.version());
    }

    LayoutSerializer(Layout<T> layout, int version) {
        this.layout = Objects.requireNonNull(layout, "layout");
        if (version < 1 || version > layout.version()) {
            throw new IllegalArgumentException("version of " + layout.name() + ": expected 1 to " + layout.version()
                    + ", but got " + version + ": written by a later release?");
        }
        this.version = version;
    }

    @Override
    public void serialize(T value, DataOutputView out) throws IOException {
        if (version != layout.version()) {
            throw new IllegalStateException("bytes of " + layout.name() + " are written in version " + layout.version()
                    + " only, but this serializer reads version " + version);
        }
        layout.write(value, out);
    }

    @Override
    public T deserialize(DataInputView in) throws IOException {
        return layout.read(version, in);
    }

    @Override
    public T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public T copy(T value) {
        return layout.copy(value);
    }

    @Override
    public T copy(T value, T reuse) {
        return layout.copy(value);
    }

    @Override
    public boolean isImmutableType() {
        return layout.isImmutable();
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    /** Null tells Flink that there is no empty value to reuse. */
    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return VARIABLE_LENGTH;
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new LayoutSerializerSnapshot<>(layout, version);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LayoutSerializer<?> that && layout == that.layout && version == that.version;
    }

    @Override
    public int hashCode() {
        return Objects.hash(layout, version);
    }

    @Override
    public String toString() {
        return "LayoutSerializer[" + layout.name() + " " + version + "]";
    }
}
