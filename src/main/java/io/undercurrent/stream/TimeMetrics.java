package io.undercurrent.stream;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What the window counts of messages that came out of their time. */
final class TimeMetrics {

    private static final int HISTOGRAM_SIZE = 1000;

    private final Counter late;
    private final Counter unchanged;
    private final Counter waiting;
    private final Counter restarted;
    private final Histogram rewindDays;

    TimeMetrics(MetricGroup operator) {
        late = operator.counter("late");
        unchanged = operator.counter("unchanged");
        waiting = operator.counter("waiting");
        restarted = operator.counter("restarted");
        rewindDays = operator.histogram("rewindDays", new DescriptiveStatisticsHistogram(HISTOGRAM_SIZE));
    }

    /** A reading of a day before the newest changed {@code days} days, up to and including the newest. */
    void rewind(int days) {
        late.inc();
        rewindDays.update(days);
    }

    /** A message told nothing new. */
    void unchanged() {
        unchanged.inc();
    }

    /** An announcement was kept for forecasts to come. */
    void waiting() {
        waiting.inc();
    }

    /** A series began anew after a gap. */
    void restarted() {
        restarted.inc();
    }
}
