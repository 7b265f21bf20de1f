package io.undercurrent.calibration.interval;

/**
 * Interpolates corrections between lead times: linear over the logarithm of the lead time, with knots at 1, 2, 4, 8, …
 * days and at the horizon. Few numbers are stored, most of them for short lead times, where corrections differ most;
 * neighbouring lead times share what is learnt.
 */
final class LeadKnots {

    private final int count;
    private final int[] left;
    private final float[] rightWeight;

    LeadKnots(int horizon) {
        int knots = 1;
        while (knot(knots - 1, horizon) < horizon) {
            knots++;
        }
        count = knots;
        left = new int[horizon];
        rightWeight = new float[horizon];
        for (int lead = 0; lead < horizon; lead++) {
            int below = 0;
            while (below + 2 < count && knot(below + 1, horizon) <= lead + 1) {
                below++;
            }
            left[lead] = below;
            double start = Math.log(knot(below, horizon));
            double length = Math.log(knot(below + 1, horizon)) - start;
            rightWeight[lead] = length == 0 ? 0 : (float) ((Math.log(lead + 1) - start) / length);
        }
    }

    private static int knot(int index, int horizon) {
        return (int) Math.min(horizon, 1L << index);
    }

    int count() {
        return count;
    }

    /** Position of the knot at or before a lead (0 from the day before). */
    int left(int lead) {
        return left[lead];
    }

    /** Position of the next knot, or the same knot if there is only one. */
    int right(int lead) {
        return Math.min(left[lead] + 1, count - 1);
    }

    float rightWeight(int lead) {
        return rightWeight[lead];
    }

    float leftWeight(int lead) {
        return 1 - rightWeight[lead];
    }

    /** The interpolated value at a lead; the knots' values begin at {@code values[offset]}. */
    float at(int lead, float[] values, int offset) {
        return leftWeight(lead) * values[offset + left(lead)] + rightWeight(lead) * values[offset + right(lead)];
    }
}
