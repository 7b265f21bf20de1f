package io.undercurrent.format.models;

import java.io.Serializable;

/**
 * How a shadow is watched.
 *
 * @param share of the series that it forecasts, 0 where there is to be none
 * @param until the first day that it no longer forecasts from, counted from 1970-01-01; {@link #NO_END} where that is not said
 * @param rule when it becomes the live model by itself; null where people decide
 */
public record Watch(double share, int until, ModelRule rule) implements Serializable {

    /** There is no last day. */
    public static final int NO_END = Integer.MAX_VALUE;

    /** What every model that is no shadow has. */
    static final Watch ALL = new Watch(1, NO_END, null);

    public Watch {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: expected a number from 0 to 1, but got " + share);
        }
    }
}
