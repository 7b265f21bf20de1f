package io.undercurrent.stream.bundle;

/**
 * Decides how long a bundle waits for more updates: as long as its size at least doubles between two looks, and never
 * longer than its delay. A single reading is so forecast after two milliseconds, and under load a bundle is soon full.
 * In between waiting pays off, because a step of a few rows costs as much as one of sixteen.
 */
public final class BundlePatience {

    /** Milliseconds between two looks. */
    public static final int LOOK_MILLIS = 2;

    private final long delayMillis;
    private long deadline;
    private long nextLook;
    private int seen;

    public BundlePatience(long delayMillis) {
        this.delayMillis = delayMillis;
    }

    /** Begins with the first update of a bundle. */
    public void begin(long now) {
        deadline = now + delayMillis;
        nextLook = now + Math.min(LOOK_MILLIS, delayMillis);
        seen = 1;
    }

    /** The time of the next look. */
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
