package io.undercurrent.stream.state;

import io.undercurrent.engine.window.Backlog;
import io.undercurrent.engine.window.HeldJump;
import io.undercurrent.engine.window.WindowState;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.stream.record.ParsedReading;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;

/** Window, messages that wait, and end of the series of the current key, in keyed state. */
public final class KeyedWindowState implements WindowState<ParsedReading> {

    /** Hears of each window that is about to be kept, to measure it. */
    public interface Kept {
        void window(SlidingWindow window) throws IOException;
    }

    private final ValueState<SlidingWindow> windows;
    private final WaitingAnnouncements waiting;
    private final HeldJumps jumps;
    private final ValueState<Long> ends;
    private final Kept kept;

    /**
     * @param ends moments at which series are forgotten; releases before wrote them by the clock of their machine
     */
    public KeyedWindowState(
            ValueState<SlidingWindow> windows,
            WaitingAnnouncements waiting,
            HeldJumps jumps,
            ValueState<Long> ends,
            Kept kept) {
        this.windows = windows;
        this.waiting = waiting;
        this.jumps = jumps;
        this.ends = ends;
        this.kept = kept;
    }

    @Override
    public SlidingWindow window() throws IOException {
        return windows.value();
    }

    @Override
    public void keep(SlidingWindow window) throws IOException {
        windows.update(window);
        kept.window(window);
    }

    @Override
    public void clearWindow() {
        windows.clear();
    }

    @Override
    public HeldJump jump() throws IOException {
        return jumps.current();
    }

    @Override
    public void hold(HeldJump jump, ParsedReading message) throws IOException {
        jumps.hold(jump, message);
    }

    @Override
    public List<ParsedReading> takeHeld() throws IOException {
        return jumps.takeAll();
    }

    @Override
    public Backlog waiting() throws IOException {
        return waiting.backlog();
    }

    @Override
    public void await(ParsedReading announcement, Backlog now) throws IOException {
        waiting.add(announcement, now);
    }

    @Override
    public List<ParsedReading> takeWaiting() throws IOException {
        return waiting.takeAll();
    }

    @Override
    public Long end() throws IOException {
        return ends.value();
    }

    @Override
    public void setEnd(Long moment) throws IOException {
        if (moment == null) {
            ends.clear();
        } else {
            ends.update(moment);
        }
    }
}
