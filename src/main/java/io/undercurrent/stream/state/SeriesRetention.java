package io.undercurrent.stream.state;

import io.undercurrent.stream.time.MessageTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;

/**
 * When the series of the current key is forgotten: that long after the time of its last reading. The moment is put off in steps
 * rather than with each reading, so that a series has one timer and rarely changes it.
 */
public final class SeriesRetention {

    /** Steps that the retention is divided into: a series is kept for one of them longer at most. */
    private static final long STEPS = 16;

    private final Optional<Duration> retention;
    private final long step;
    private final ValueState<Long> ends;

    /**
     * @param retention for ever where empty
     * @param ends state of the key; releases before wrote the moment by the clock of their machine
     */
    public SeriesRetention(Optional<Duration> retention, ValueState<Long> ends) {
        this.retention = retention;
        this.step = Math.max(1, retention.map(Duration::toMillis).orElse(0L) / STEPS);
        this.ends = ends;
    }

    /** The moment at which the series is forgotten; null where there is none yet. */
    public Long end() throws IOException {
        return retention.isEmpty() ? null : ends.value();
    }

    /**
     * A reading came: the retention begins anew.
     *
     * @param before the {@link #end} so far
     * @param time of the reading's message; one without a time puts nothing off
     */
    public void restart(Long before, long time, TimerService timers) throws IOException {
        if (retention.isEmpty() || time == MessageTime.UNKNOWN) {
            return;
        }
        long end = (Math.floorDiv(time + retention.get().toMillis(), step) + 1) * step;
        if (before == null || before < end) {
            if (before != null) {
                timers.deleteEventTimeTimer(before);
            }
            timers.registerEventTimeTimer(end);
            ends.update(end);
        }
    }

    /** The series is forgotten. */
    public void clear(Long end, TimerService timers) {
        timers.deleteEventTimeTimer(end);
        ends.clear();
    }
}
