package io.undercurrent.stream.layout;

import io.undercurrent.series.Anomaly;
import io.undercurrent.series.TargetScore;
import io.undercurrent.stream.layout.packing.Bytes;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Anomaly} in bytes. Version 1 did not say what was surprising: it was the value. */
public enum AnomalyLayout implements Layout<Anomaly> {
    ANOMALY;

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<Anomaly> type() {
        return Anomaly.class;
    }

    @Override
    public void write(Anomaly anomaly, DataOutputView out) throws IOException {
        Bytes.writeText(anomaly.key(), out);
        out.writeInt(anomaly.day());
        Bytes.writeText(anomaly.target(), out);
        out.writeInt(anomaly.revision());
        Bytes.writeText(anomaly.model(), out);
        out.writeBoolean(anomaly.withdrawn());
        out.writeDouble(anomaly.actual());
        out.writeDouble(anomaly.expected());
        out.writeDouble(anomaly.lower());
        out.writeDouble(anomaly.upper());
        writeSurprise(anomaly.surprise(), out);
    }

    @Override
    public Anomaly read(int version, DataInputView in) throws IOException {
        return new Anomaly(
                Bytes.readText(in),
                in.readInt(),
                Bytes.readText(in),
                in.readInt(),
                Bytes.readText(in),
                in.readBoolean(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                readSurprise(version > 1, in));
    }

    static void writeSurprise(TargetScore.Surprise surprise, DataOutputView out) throws IOException {
        out.writeFloat(surprise.probability());
        out.writeFloat(surprise.bits());
        out.writeFloat(surprise.threshold());
        out.writeByte(surprise.cause().ordinal());
    }

    static TargetScore.Surprise readSurprise(boolean withCause, DataInputView in) throws IOException {
        return new TargetScore.Surprise(
                in.readFloat(),
                in.readFloat(),
                in.readFloat(),
                withCause ? TargetScore.Cause.values()[in.readByte()] : TargetScore.Cause.VALUE);
    }
}
