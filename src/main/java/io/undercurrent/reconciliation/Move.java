package io.undercurrent.reconciliation;

import java.util.Arrays;

/**
 * What reconciliation does to a forecast of one series.
 *
 * @param shift that is added to the median and to each quantile, in the order (target, lead); 0 on days without a forecast
 * @param means the new means, in the same order
 */
public record Move(double[] shift, double[] means) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Move that && Arrays.equals(shift, that.shift) && Arrays.equals(means, that.means);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(shift);
    }

    @Override
    public String toString() {
        return "Move[" + Arrays.toString(shift) + "]";
    }
}
