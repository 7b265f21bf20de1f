package io.undercurrent.stream.layout;

import io.undercurrent.engine.step.SeriesStates;
import io.undercurrent.engine.step.StateHistory;
import io.undercurrent.engine.step.StateOwner;
import io.undercurrent.stream.layout.packing.Bytes;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link SeriesStates} in bytes: the number of models, then of each whose the states are, the first day, as counts how many days each is
 * after the one before, and the states, oldest first. Version 1 had one model, and did not say which.
 */
public enum StateHistoryLayout implements Layout<SeriesStates> {
    STATE_HISTORY;

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<SeriesStates> type() {
        return SeriesStates.class;
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    @Override
    public SeriesStates copy(SeriesStates states) {
        return states.copy();
    }

    @Override
    public void write(SeriesStates states, DataOutputView out) throws IOException {
        out.writeByte(states.size());
        for (int i = 0; i < states.size(); i++) {
            out.writeLong(states.owner(i).model());
            out.writeInt(states.owner(i).from());
            write(states.history(i), out);
        }
    }

    private static void write(StateHistory history, DataOutputView out) throws IOException {
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
    public SeriesStates read(int version, DataInputView in) throws IOException {
        SeriesStates states = new SeriesStates();
        if (version == 1) {
            states.add(StateOwner.UNNAMED, readHistory(in));
            return states;
        }
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            states.add(new StateOwner(in.readLong(), in.readInt()), readHistory(in));
        }
        return states;
    }

    private static StateHistory readHistory(DataInputView in) throws IOException {
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
