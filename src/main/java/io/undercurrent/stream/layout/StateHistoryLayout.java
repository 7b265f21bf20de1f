package io.undercurrent.stream.layout;

import io.undercurrent.engine.step.StateHistory;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link StateHistory} in bytes: the first day, as counts how many days each is after the one before, then the states, oldest
 * first.
 */
public enum StateHistoryLayout implements Layout<StateHistory> {
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
            copy.record(history.day(i), history.state(i));
        }
        return copy;
    }

    @Override
    public void write(StateHistory history, DataOutputView out) throws IOException {
        int size = history.size();
        int[] counts = new int[size];
        int stateSize = size == 0 ? 0 : history.state(0).length;
        float[] states = new float[size * stateSize];
        for (int i = 0; i < size; i++) {
            counts[i] = history.day(i) - history.day(Math.max(0, i - 1));
            System.arraycopy(history.state(i), 0, states, i * stateSize, stateSize);
        }
        out.writeInt(size == 0 ? 0 : history.day(0));
        Bytes.writeCounts(counts, out);
        Bytes.writeFloats(states, out);
    }

    @Override
    public StateHistory read(int version, DataInputView in) throws IOException {
        StateHistory history = new StateHistory();
        int day = in.readInt();
        int[] counts = Bytes.readCounts(in);
        float[] states = Bytes.readFloats(in);
        int stateSize = counts.length == 0 ? 0 : states.length / counts.length;
        for (int i = 0; i < counts.length; i++) {
            day += counts[i];
            history.record(day, Arrays.copyOfRange(states, i * stateSize, (i + 1) * stateSize));
        }
        return history;
    }
}
