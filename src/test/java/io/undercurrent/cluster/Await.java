package io.undercurrent.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what a process does in its own time. */
final class Await {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long PAUSE_MS = 50;

    private Await() {}

    /** How long it took until {@code condition} held. */
    static Duration until(String what, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s in vain: " + what);
            }
            Thread.sleep(PAUSE_MS);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
