package io.undercurrent.stream.layout;

import io.undercurrent.stream.record.WindowUpdate;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link WindowUpdate} in bytes: for a job whose keyed operators do not stand in one chain, where it costs dearly. The window has the same version. */
public enum WindowUpdateLayout implements Layout<WindowUpdate> {
    WINDOW_UPDATE;

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<WindowUpdate> type() {
        return WindowUpdate.class;
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    @Override
    public WindowUpdate copy(WindowUpdate update) {
        return new WindowUpdate(
                update.key(),
                update.isForgotten() ? null : SlidingWindowLayout.SLIDING_WINDOW.copy(update.window()),
                update.firstChangedDay(),
                update.firstOrigin(),
                update.lastOrigin());
    }

    @Override
    public void write(WindowUpdate update, DataOutputView out) throws IOException {
        Bytes.writeText(update.key(), out);
        out.writeBoolean(update.isForgotten());
        if (!update.isForgotten()) {
            SlidingWindowLayout.SLIDING_WINDOW.write(update.window(), out);
        }
        out.writeInt(update.firstChangedDay());
        out.writeInt(update.firstOrigin());
        out.writeInt(update.lastOrigin());
    }

    @Override
    public WindowUpdate read(int version, DataInputView in) throws IOException {
        return new WindowUpdate(
                Bytes.readText(in),
                in.readBoolean() ? null : SlidingWindowLayout.SLIDING_WINDOW.read(version, in),
                in.readInt(),
                in.readInt(),
                in.readInt());
    }
}
