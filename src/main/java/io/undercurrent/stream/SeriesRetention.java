package io.undercurrent.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;

/**
 * When the series of the current key is forgotten: that long, in processing time, after its last reading. The moment is put off
 * in steps rather than with each reading, so that a series has one timer and rarely changes it.
 */
final class SeriesRetention {

    /** Steps that the retention is divided into: a series is kept for one of them longer at most. */
    private static final long STEPS = 16;

    private final long millis;
    private final long step;
    private final ValueState<Long> ends;

    /**
     * @param retention for ever where empty
     * @param ends state of the key
     */
    SeriesRetention(Optional<Duration> retention, ValueState<Long> ends) {
        millis = retention.map(Duration::toMillis).orElse(0L);
        step = Math.max(1, millis / STEPS);
        this.ends = ends;
    }

    /** A reading came: the retention begins anew. */
    void restart(TimerService timers) throws IOException {
        if (millis == 0) {
            return;
        }
        long end = (Math.floorDiv(timers.currentProcessingTime() + millis, step) + 1) * step;
        Long before = ends.value();
        if (before == null || before != end) {
            if (before != null) {
                timers.deleteProcessingTimeTimer(before);
            }
            timers.registerProcessingTimeTimer(end);
            ends.update(end);
        }
    }

    /** Whether the series is to be forgotten at {@code time}. */
    boolean isOver(long time) throws IOException {
        Long end = ends.value();
        return millis > 0 && end != null && time >= end;
    }

    /** The series is forgotten. */
    void clear() {
        ends.clear();
    }
}
