package io.undercurrent.stream.metric;

/** A mean of which each value counts a little less than the one after it. Written by one thread, read by any. */
final class FadingMean {

    /** Values after which a plain mean begins to fade: as many as a scrape of metrics should not jump by one of. */
    private static final int MEMORY = 10_000;

    private volatile double value = Double.NaN;
    private int count;

    void add(double next) {
        count = Math.min(MEMORY, count + 1);
        value = count == 1 ? next : value + (next - value) / count;
    }

    /** NaN before the first value. */
    double value() {
        return value;
    }
}
