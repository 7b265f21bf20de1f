package io.undercurrent.engine.rehearsal;

import io.undercurrent.engine.window.Alarms;
import io.undercurrent.engine.window.Backlog;
import io.undercurrent.engine.window.HeldJump;
import io.undercurrent.engine.window.WindowState;
import io.undercurrent.series.SlidingWindow;
import java.util.List;

/** Of a series whose readings come each day, so that none of them waits: a window, and nothing else. */
final class MadeUpState implements WindowState<MadeUp>, Alarms {

    private SlidingWindow window;

    @Override
    public SlidingWindow window() {
        return window;
    }

    @Override
    public void keep(SlidingWindow changed) {
        window = changed;
    }

    @Override
    public void clearWindow() {
        window = null;
    }

    @Override
    public HeldJump jump() {
        return null;
    }

    @Override
    public void hold(HeldJump jump, MadeUp message) {
        throw new IllegalStateException("a jump to " + message.reading().date());
    }

    @Override
    public List<MadeUp> takeHeld() {
        return List.of();
    }

    @Override
    public Backlog waiting() {
        return Backlog.EMPTY;
    }

    @Override
    public void await(MadeUp announcement, Backlog waiting) {
        throw new IllegalStateException(
                "an announcement of " + announcement.reading().date());
    }

    @Override
    public List<MadeUp> takeWaiting() {
        return List.of();
    }

    @Override
    public Long end() {
        return null;
    }

    @Override
    public void setEnd(Long moment) {}

    @Override
    public void set(long moment) {}

    @Override
    public void cancel(long moment) {}

    @Override
    public long reached() {
        return Long.MIN_VALUE;
    }
}
