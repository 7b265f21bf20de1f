package io.undercurrent.stream;

import io.undercurrent.stream.layout.AnomalyLayout;
import io.undercurrent.stream.layout.ComparedDaysLayout;
import io.undercurrent.stream.layout.DayScoreLayout;
import io.undercurrent.stream.layout.ForecastHistoryLayout;
import io.undercurrent.stream.layout.ForecastLayout;
import io.undercurrent.stream.layout.ForecastUpdateLayout;
import io.undercurrent.stream.layout.HeldJumpLayout;
import io.undercurrent.stream.layout.HeldSeriesLayout;
import io.undercurrent.stream.layout.Layout;
import io.undercurrent.stream.layout.ParsedReadingLayout;
import io.undercurrent.stream.layout.ReadingLayout;
import io.undercurrent.stream.layout.RejectedReadingLayout;
import io.undercurrent.stream.layout.RejectedRecordLayout;
import io.undercurrent.stream.layout.SlidingWindowLayout;
import io.undercurrent.stream.layout.SourceRecordLayout;
import io.undercurrent.stream.layout.StateHistoryLayout;
import io.undercurrent.stream.layout.StateOriginLayout;
import io.undercurrent.stream.layout.SuccessorLayout;
import io.undercurrent.stream.layout.WindowUpdateLayout;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The part of a savepoint that describes the bytes of a state: name and version of the layout. Savepoints contain the
 * full name of this class, so it must never change.
 */
public final class LayoutSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int VERSION = 1;

    private static final List<Layout<?>> LAYOUTS = List.of(
            ComparedDaysLayout.COMPARED_DAYS,
            DayScoreLayout.DAY_SCORE,
            ForecastHistoryLayout.FORECAST_HISTORY,
            ForecastLayout.FORECAST,
            AnomalyLayout.ANOMALY,
            ForecastUpdateLayout.FORECAST_UPDATE,
            HeldJumpLayout.HELD_JUMP,
            HeldSeriesLayout.HELD_SERIES,
            ParsedReadingLayout.PARSED_READING,
            ReadingLayout.READING,
            RejectedReadingLayout.REJECTED_READING,
            RejectedRecordLayout.REJECTED_RECORD,
            SlidingWindowLayout.SLIDING_WINDOW,
            SourceRecordLayout.SOURCE_RECORD,
            StateHistoryLayout.STATE_HISTORY,
            StateOriginLayout.STATE_ORIGIN,
            SuccessorLayout.SUCCESSOR,
            WindowUpdateLayout.WINDOW_UPDATE);

    private Layout<T> layout;
    private int version;

    /** For Flink, which fills the instance by {@link #readSnapshot}. */
    public LayoutSerializerSnapshot() {}

    LayoutSerializerSnapshot(Layout<T> layout, int version) {
        this.layout = layout;
        this.version = version;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(layout.name());
        out.writeInt(version);
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader) throws IOException {
        if (readVersion != VERSION) {
            throw new IOException("layout description: expected version " + VERSION + ", but got " + readVersion);
        }
        layout = named(in.readUTF());
        version = in.readInt();
    }

    /** Finds a layout by name. The type is not checked here; a wrong one fails at the first value read. */
    @SuppressWarnings("unchecked")
    private static <T> Layout<T> named(String name) throws IOException {
        for (Layout<?> layout : LAYOUTS) {
            if (layout.name().equals(name)) {
                return (Layout<T>) layout;
            }
        }
        throw new IOException("layout: expected one of " + LAYOUTS + ", but got " + name);
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new LayoutSerializer<>(layout, version);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        if (!(old instanceof LayoutSerializerSnapshot<T> before)
                || before.layout != layout
                || before.version > version) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        return before.version == version
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
}
