package io.undercurrent.sql;

import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.engine.SeriesState;
import io.undercurrent.engine.step.SeriesStates;
import io.undercurrent.engine.step.StateOwner;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.stream.layout.ForecastHistoryLayout;
import io.undercurrent.stream.layout.HeldJumpLayout;
import io.undercurrent.stream.layout.Layout;
import io.undercurrent.stream.layout.ParsedReadingLayout;
import io.undercurrent.stream.layout.SlidingWindowLayout;
import io.undercurrent.stream.layout.StateHistoryLayout;
import io.undercurrent.stream.layout.StateOriginLayout;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.state.StateOrigin;
import io.undercurrent.stream.state.StoredJump;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The state of a series in bytes: a version, the origin of the state, then its parts, each with the version of its
 * layout.
 */
final class SeriesBytes {

    private static final int VERSION = 1;
    private static final int ROOMY = 4096;

    private final StateOrigin origin;
    private final DataOutputSerializer out = new DataOutputSerializer(ROOMY);

    /**
     * @param contract of the query
     * @param model name of the model in force
     */
    SeriesBytes(SeriesContract contract, String model) {
        origin = new StateOrigin(model, contract);
    }

    byte[] write(SeriesState<ParsedReading> state) throws IOException {
        SeriesState.Contents<ParsedReading> contents = state.contents();
        out.clear();
        out.writeByte(VERSION);
        write(StateOriginLayout.STATE_ORIGIN, origin);
        write(SlidingWindowLayout.SLIDING_WINDOW, contents.window());
        write(StateHistoryLayout.STATE_HISTORY, contents.states());
        write(ForecastHistoryLayout.FORECAST_HISTORY, contents.forecasts());
        write(
                HeldJumpLayout.HELD_JUMP,
                contents.jump() == null ? null : new StoredJump(contents.jump(), contents.held()));
        out.writeInt(contents.waiting().size());
        for (ParsedReading message : contents.waiting()) {
            write(ParsedReadingLayout.PARSED_READING, message);
        }
        out.writeInt(contents.alarms().size());
        for (long alarm : contents.alarms()) {
            out.writeLong(alarm);
        }
        return out.getCopyOfBuffer();
    }

    /** A version of 0 stands for a missing part. */
    private <T> void write(Layout<T> layout, T value) throws IOException {
        out.writeByte(value == null ? 0 : layout.version());
        if (value != null) {
            layout.write(value, out);
        }
    }

    /**
     * @throws IOException if the bytes were written by a later release
     * @throws IllegalStateException if the state is of another contract, or of another model and an earlier release
     */
    SeriesState<ParsedReading> read(String key, byte[] bytes) throws IOException {
        DataInputView in = new DataInputDeserializer(bytes);
        requireVersion("state of a series", VERSION, in.readByte());
        StateOrigin stored = read(StateOriginLayout.STATE_ORIGIN, in);
        origin.refusal(stored).ifPresent(SeriesBytes::refuse);
        SlidingWindow window = read(SlidingWindowLayout.SLIDING_WINDOW, in);
        SeriesStates states = read(StateHistoryLayout.STATE_HISTORY, in);
        unnamed(stored, states).ifPresent(SeriesBytes::refuse);
        ForecastHistory forecasts = read(ForecastHistoryLayout.FORECAST_HISTORY, in);
        StoredJump jump = read(HeldJumpLayout.HELD_JUMP, in);
        List<ParsedReading> waiting = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            waiting.add(read(ParsedReadingLayout.PARSED_READING, in));
        }
        List<Long> alarms = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            alarms.add(in.readLong());
        }
        return SeriesState.restore(
                key,
                new SeriesState.Contents<>(
                        window,
                        jump == null ? null : jump.jump(),
                        jump == null ? List.of() : jump.first(),
                        waiting,
                        null,
                        alarms,
                        states,
                        forecasts));
    }

    private static void refuse(String reason) {
        throw new IllegalStateException(
                "model: " + reason + ". Start the query without its old state, or with the arguments that it had");
    }

    /** Earlier releases did not say whose hidden states are: those of the model that was there then. */
    private Optional<String> unnamed(StateOrigin stored, SeriesStates states) {
        boolean any = states != null
                && IntStream.range(0, states.size())
                        .anyMatch(position -> states.owner(position).equals(StateOwner.UNNAMED));
        return any && !stored.network().equals(origin.network())
                ? Optional.of("model " + origin.network() + " fits the contract of the stored series, but their hidden"
                        + " states are those of model " + stored.network() + ", and of an earlier release")
                : Optional.empty();
    }

    private static <T> T read(Layout<T> layout, DataInputView in) throws IOException {
        int version = in.readByte();
        if (version == 0) {
            return null;
        }
        requireVersion(layout.name(), layout.version(), version);
        return layout.read(version, in);
    }

    private static void requireVersion(String what, int newest, int version) throws IOException {
        if (version < 1 || version > newest) {
            throw new IOException("version of " + what + ": expected 1 to " + newest + ", but got " + version
                    + ": written by a later release?");
        }
    }
}
