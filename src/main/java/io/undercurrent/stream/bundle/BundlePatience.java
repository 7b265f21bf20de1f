package io.undercurrent.stream.bundle;

/**
 * How long a bundle waits for company: as long as it at least doubles from one look to the next, and never longer than its delay. A
 * reading that comes alone so leaves after two milliseconds, and a bundle in a flood is soon full; in between the wait is worth
 * what it brings, since a step of a few rows costs as much as one of sixteen.
 */
public final class BundlePatience {

    /** From one look to the next. */
    public static final int LOOK_MILLIS = 2;

    private final long delayMillis;
    private long deadline;
    private long nextLook;
    private int seen;

    public BundlePatience(long delayMillis) {
        this.delayMillis = delayMillis;
    }

    /** A bundle has its first update. */
    public void begin(long now) {
        deadline = now + delayMillis;
        nextLook = now + Math.min(LOOK_MILLIS, delayMillis);
        seen = 1;
    }

    /** When to ask next whether the bundle has waited long enough. */
    public long nextLook() {
        return nextLook;
    }

    /**
     * Whether the bundle has waited long enough.
     *
     * @param size updates that it has now
     */
    public boolean isOver(long now, int size) {
        if (now < nextLook) {
            return false;
        }
        boolean over = now >= deadline || size < 2 * seen;
        seen = size;
        nextLook = Math.min(now + LOOK_MILLIS, deadline);
        return over;
    }
}
