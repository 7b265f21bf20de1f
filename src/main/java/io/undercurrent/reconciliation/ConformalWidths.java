package io.undercurrent.reconciliation;

import java.util.Arrays;

/**
 * How much farther from the median, or nearer, a quantile must lie so that days lie beyond it as often as they should: the quantile of
 * past distances of days from the median, each over that of the forecast quantile (split conformal prediction with scaled residuals, Lei
 * et al. 2018). One for each series, target and quantile.
 */
final class ConformalWidths {

    private static final int MOST = 256;

    /** So many days beyond the quantile are expected before it is moved at all. */
    private static final int LEAST_BEYOND = 5;

    private final double tail;
    private final double[] ratios = new double[MOST];
    private long seen;

    /**
     * @param tail probability beyond the quantile
     */
    ConformalWidths(double tail) {
        this.tail = tail;
    }

    /**
     * Takes in a day that was forecast.
     *
     * @param distance of the day's value from the median, towards the side of the quantile; negative on the other
     * @param width of the quantile from the median; 0 teaches nothing, nor does one that is next to nothing beside the distance
     */
    void observe(double distance, double width) {
        double ratio = distance / width;
        if (Double.isFinite(ratio)) {
            ratios[(int) (seen++ % MOST)] = ratio;
        }
    }

    /** The factor of the width; 1 while too little is known. */
    double factor() {
        int count = (int) Math.min(seen, MOST);
        if (count * tail < LEAST_BEYOND) {
            return 1;
        }
        double[] sorted = Arrays.copyOf(ratios, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil((count + 1) * (1 - tail));
        return Math.max(0, sorted[Math.min(count, rank) - 1]);
    }

    /** The latest ratios, the oldest first. */
    double[] latest() {
        int count = (int) Math.min(seen, MOST);
        double[] latest = new double[count];
        for (int i = 0; i < count; i++) {
            latest[i] = ratios[(int) ((seen - count + i) % MOST)];
        }
        return latest;
    }

    /** Takes in ratios as {@link #latest} gives them. */
    void take(double[] latest) {
        for (double ratio : latest) {
            ratios[(int) (seen++ % MOST)] = ratio;
        }
    }

    ConformalWidths copy() {
        ConformalWidths copy = new ConformalWidths(tail);
        System.arraycopy(ratios, 0, copy.ratios, 0, MOST);
        copy.seen = seen;
        return copy;
    }
}
