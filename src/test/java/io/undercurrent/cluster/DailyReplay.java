package io.undercurrent.cluster;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Sends day after day at a steady pace in the background, up to a day that can be moved on. */
final class DailyReplay implements AutoCloseable {

    private final Stores stores;
    private final long pauseMs;
    private final AtomicInteger limit = new AtomicInteger();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile int days;
    private volatile boolean stop;

    DailyReplay(Stores stores, long pauseMs) {
        this.stores = stores;
        this.pauseMs = pauseMs;
        thread = new Thread(this::send, "daily-replay");
        thread.setDaemon(true);
        thread.start();
    }

    private void send() {
        try {
            while (!stop) {
                if (days < limit.get()) {
                    stores.sendDay(days);
                    days++;
                }
                Thread.sleep(pauseMs);
            }
            stores.flush();
        } catch (RuntimeException broken) {
            failure.set(broken);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets it go on to {@code day}, exclusive. */
    void allow(int day) {
        limit.set(day);
    }

    /** Days sent so far. */
    int days() {
        return days;
    }

    /** Returns when {@code day} days were sent. */
    void await(int day) throws InterruptedException {
        Await.until("day " + day + " is sent", () -> {
            if (failure.get() != null) {
                throw failure.get();
            }
            return days >= day;
        });
    }

    /** Returns when Kafka has all that was sent. */
    @Override
    public void close() {
        stop = true;
        try {
            thread.join();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
