package io.undercurrent.stream.metric;

import io.undercurrent.engine.window.TimeEvents;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.stream.layout.SlidingWindowLayout;
import java.io.IOException;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What the window counts of messages that came out of their time, and what it keeps. */
public final class TimeMetrics implements TimeEvents {

    private static final int HISTOGRAM_SIZE = 1000;

    private final Counter late;
    private final Counter unchanged;
    private final Counter waiting;
    private final Counter restarted;
    private final Counter held;
    private final Counter forgotten;
    private final Histogram rewindDays;
    private final StateBytes<SlidingWindow> stateBytes;

    public TimeMetrics(MetricGroup operator) {
        late = operator.counter("late");
        unchanged = operator.counter("unchanged");
        waiting = operator.counter("waiting");
        restarted = operator.counter("restarted");
        held = operator.counter("held");
        forgotten = operator.counter("forgotten");
        rewindDays = operator.histogram("rewindDays", new DescriptiveStatisticsHistogram(HISTOGRAM_SIZE));
        stateBytes = new StateBytes<>(operator, SlidingWindowLayout.SLIDING_WINDOW);
    }

    /** The window of a series is about to be kept. */
    public void kept(SlidingWindow window) throws IOException {
        stateBytes.update(window);
    }

    @Override
    public void rewind(int days) {
        late.inc();
        rewindDays.update(days);
    }

    @Override
    public void unchanged() {
        unchanged.inc();
    }

    @Override
    public void waiting() {
        waiting.inc();
    }

    @Override
    public void restarted() {
        restarted.inc();
    }

    @Override
    public void held() {
        held.inc();
    }

    @Override
    public void forgotten() {
        forgotten.inc();
    }
}
