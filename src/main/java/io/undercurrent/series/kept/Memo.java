package io.undercurrent.series.kept;

/**
 * Something computed from the days of a {@link io.undercurrent.series.SlidingWindow} up to one of them. The window keeps it until one of these
 * days changes. Immutable, because copies of the window share it.
 */
public interface Memo {

    /** The last day that it depends on. */
    int day();
}
