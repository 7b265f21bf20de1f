package io.undercurrent.engine.window;

import java.time.Duration;

/**
 * When a series is forgotten: that long after the time of its last reading. The moment is put off in steps rather than with each
 * reading, so that a series has one alarm and rarely changes it.
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

    /** When a series ends whose last reading came in a message of this time. */
    long end(long time) {
        return (Math.floorDiv(time + millis, step) + 1) * step;
    }
}
