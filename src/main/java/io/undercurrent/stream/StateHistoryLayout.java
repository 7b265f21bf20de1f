package io.undercurrent.stream;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link StateHistory} in bytes: the number of snapshots, then day and state of each, oldest first. */
enum StateHistoryLayout implements Layout<StateHistory> {
    STATE_HISTORY;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<StateHistory> type() {
        return StateHistory.class;
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    @Override
    public StateHistory copy(StateHistory history) {
        StateHistory copy = new StateHistory();
        for (int i = 0; i < history.size(); i++) {
            copy.record(history.day(i), history.state(i).clone());
        }
        return copy;
    }

    @Override
    public void write(StateHistory history, DataOutputView out) throws IOException {
        out.writeInt(history.size());
        for (int i = 0; i < history.size(); i++) {
            out.writeInt(history.day(i));
            Bytes.writeFloats(history.state(i), out);
        }
    }

    @Override
    public StateHistory read(int version, DataInputView in) throws IOException {
        StateHistory history = new StateHistory();
        for (int left = in.readInt(); left > 0; left--) {
            history.record(in.readInt(), Bytes.readFloats(in));
        }
        return history;
    }
}
