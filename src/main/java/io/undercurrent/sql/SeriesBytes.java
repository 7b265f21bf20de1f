package io.undercurrent.sql;

import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.engine.SeriesState;
import io.undercurrent.engine.step.SeriesStates;
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
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link StoredSeries} in bytes: a version, the key of the series, the origin of the state, then its parts, each with the version of its
 * layout. Version 1 had no key.
 */
final class SeriesBytes {

    private static final int VERSION = 2;

    private SeriesBytes() {}

    static void write(StoredSeries series, DataOutputView out) throws IOException {
        SeriesState.Contents<ParsedReading> contents = series.state().contents();
        out.writeByte(VERSION);
        out.writeUTF(series.state().key());
        write(StateOriginLayout.STATE_ORIGIN, series.origin(), out);
        write(SlidingWindowLayout.SLIDING_WINDOW, contents.window(), out);
        write(StateHistoryLayout.STATE_HISTORY, contents.states(), out);
        write(ForecastHistoryLayout.FORECAST_HISTORY, contents.forecasts(), out);
        write(
                HeldJumpLayout.HELD_JUMP,
                contents.jump() == null ? null : new StoredJump(contents.jump(), contents.held()),
                out);
        out.writeInt(contents.waiting().size());
        for (ParsedReading message : contents.waiting()) {
            write(ParsedReadingLayout.PARSED_READING, message, out);
        }
        out.writeInt(contents.alarms().size());
        for (long alarm : contents.alarms()) {
            out.writeLong(alarm);
        }
    }

    /** A version of 0 stands for a missing part. */
    private static <T> void write(Layout<T> layout, T value, DataOutputView out) throws IOException {
        out.writeByte(value == null ? 0 : layout.version());
        if (value != null) {
            layout.write(value, out);
        }
    }

    /**
     * @throws IOException if the bytes were written by a later release, or are of version 1
     */
    static StoredSeries read(DataInputView in) throws IOException {
        requireVersion("state of a series", VERSION, VERSION, in.readByte());
        return readParts(in.readUTF(), in);
    }

    /**
     * @param key of the series
     * @param bytes of version 1
     */
    static StoredSeries readFirst(String key, byte[] bytes) throws IOException {
        DataInputView in = new DataInputDeserializer(bytes);
        requireVersion("state of a series", 1, 1, in.readByte());
        return readParts(key, in);
    }

    private static StoredSeries readParts(String key, DataInputView in) throws IOException {
        StateOrigin origin = read(StateOriginLayout.STATE_ORIGIN, in);
        SlidingWindow window = read(SlidingWindowLayout.SLIDING_WINDOW, in);
        SeriesStates states = read(StateHistoryLayout.STATE_HISTORY, in);
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
        return new StoredSeries(
                origin,
                SeriesState.restore(
                        key,
                        new SeriesState.Contents<>(
                                window,
                                jump == null ? null : jump.jump(),
                                jump == null ? List.of() : jump.first(),
                                waiting,
                                null,
                                alarms,
                                states,
                                forecasts)));
    }

    private static <T> T read(Layout<T> layout, DataInputView in) throws IOException {
        int version = in.readByte();
        if (version == 0) {
            return null;
        }
        requireVersion(layout.name(), 1, layout.version(), version);
        return layout.read(version, in);
    }

    private static void requireVersion(String what, int oldest, int newest, int version) throws IOException {
        if (version < oldest || version > newest) {
            throw new IOException("version of " + what + ": expected " + (oldest == newest ? "" : oldest + " to ")
                    + newest + ", but got " + version + ": written by a later release?");
        }
    }
}
