package io.undercurrent.stream;

import io.undercurrent.series.SlidingWindow;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link SlidingWindow} in bytes: six numbers and the ring of values as it lies in memory. */
enum SlidingWindowLayout implements Layout<SlidingWindow> {
    SLIDING_WINDOW;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<SlidingWindow> type() {
        return SlidingWindow.class;
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    @Override
    public SlidingWindow copy(SlidingWindow window) {
        SlidingWindow.Snapshot view = window.snapshot();
        return SlidingWindow.restore(new SlidingWindow.Snapshot(
                view.columns(),
                view.past(),
                view.ahead(),
                view.firstDay(),
                view.newestDay(),
                view.revision(),
                view.values().clone()));
    }

    @Override
    public void write(SlidingWindow window, DataOutputView out) throws IOException {
        SlidingWindow.Snapshot view = window.snapshot();
        out.writeInt(view.columns());
        out.writeInt(view.past());
        out.writeInt(view.ahead());
        out.writeInt(view.firstDay());
        out.writeInt(view.newestDay());
        out.writeInt(view.revision());
        Bytes.writeFloats(view.values(), out);
    }

    @Override
    public SlidingWindow read(int version, DataInputView in) throws IOException {
        return SlidingWindow.restore(new SlidingWindow.Snapshot(
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                Bytes.readFloats(in)));
    }
}
