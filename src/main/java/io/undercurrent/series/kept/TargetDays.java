package io.undercurrent.series.kept;

/** Which days of a {@link io.undercurrent.series.SlidingWindow}'s ring have a value of a target, as bits, so that counting them reads few numbers. */
public final class TargetDays {

    private final double[] values;
    private final int targets;
    private final int stride;
    private final int capacity;
    private final long[] bits;

    /**
     * @param values (capacity, stride) the ring, of whose numbers for each day the first are the targets
     */
    public TargetDays(double[] values, int targets, int stride) {
        this.values = values;
        this.targets = targets;
        this.stride = stride;
        capacity = values.length / stride;
        bits = new long[(capacity + Long.SIZE - 1) / Long.SIZE];
        for (int slot = 0; slot < values.length; slot += stride) {
            refresh(slot);
        }
    }

    /** Looks at a day again. */
    public void refresh(int slot) {
        boolean any = false;
        for (int target = 0; target < targets; target++) {
            any |= !Double.isNaN(values[slot + target]);
        }
        int position = slot / stride;
        long bit = 1L << position;
        bits[position / Long.SIZE] = any ? bits[position / Long.SIZE] | bit : bits[position / Long.SIZE] & ~bit;
    }

    /** Counts the days with a value from the one in {@code slot} on. */
    public int count(int slot, int days) {
        int first = slot / stride;
        int end = first + days;
        return end <= capacity
                ? before(end) - before(first)
                : before(capacity) - before(first) + before(end - capacity);
    }

    private int before(int position) {
        int whole = position / Long.SIZE;
        int count = 0;
        for (int i = 0; i < whole; i++) {
            count += Long.bitCount(bits[i]);
        }
        return position % Long.SIZE == 0 ? count : count + Long.bitCount(bits[whole] << -position);
    }
}
