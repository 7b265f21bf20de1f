package io.undercurrent.engine.window;

import java.time.Duration;

/**
 * Decides when a series is forgotten: a fixed time after its last reading. The moment is postponed in steps and not at
 * each reading, so that a series rarely changes its alarm.
 */
final class Retention {

    /** Steps that the retention is divided into: a series is kept for one of them longer at most. */
    private static final long STEPS = 16;

    private final long millis;
    private final long step;

    Retention(Duration retention) {
        millis = retention.toMillis();
        step = Math.max(1, millis / STEPS);
    }

    long millis() {
        return millis;
    }

    /** The moment at which a series is forgotten whose last reading has this message time. */
    long end(long time) {
        return (Math.floorDiv(time + millis, step) + 1) * step;
    }
}
