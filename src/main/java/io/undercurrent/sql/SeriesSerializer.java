package io.undercurrent.sql;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A Flink serialiser for {@link StoredSeries}, whose bytes say their version themselves. Stateless, so tasks may share it. Public for the
 * code that Flink generates.
 *
 * <p>Savepoints contain this class, {@link StoredSeries} and {@link Snapshot} by their full names, so these must never change.
 */
public final class SeriesSerializer extends TypeSerializer<StoredSeries> {

    public static final SeriesSerializer INSTANCE = new SeriesSerializer();

    private static final long serialVersionUID = 1;
    private static final int VARIABLE_LENGTH = -1;

    private SeriesSerializer() {}

    @Override
    public void serialize(StoredSeries series, DataOutputView out) throws IOException {
        SeriesBytes.write(series, out);
    }

    @Override
    public StoredSeries deserialize(DataInputView in) throws IOException {
        return SeriesBytes.read(in);
    }

    @Override
    public StoredSeries deserialize(StoredSeries reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public StoredSeries copy(StoredSeries series) {
        return series.copy();
    }

    @Override
    public StoredSeries copy(StoredSeries series, StoredSeries reuse) {
        return series.copy();
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<StoredSeries> duplicate() {
        return this;
    }

    /** Null tells Flink that there is no empty value to reuse. */
    @Override
    public StoredSeries createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return VARIABLE_LENGTH;
    }

    @Override
    public TypeSerializerSnapshot<StoredSeries> snapshotConfiguration() {
        return new Snapshot();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeriesSerializer;
    }

    @Override
    public int hashCode() {
        return SeriesSerializer.class.hashCode();
    }

    private Object readResolve() {
        return INSTANCE;
    }

    /** The part of a savepoint that describes the bytes. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<StoredSeries> {

        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
