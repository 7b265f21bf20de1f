package io.undercurrent.stream;

import io.undercurrent.series.SlidingWindow;
import java.util.Objects;

/**
 * What a reading did to the window of its series.
 *
 * <p>The window is handed on by reference: it is the one in keyed state, and changes with the next reading. Whoever
 * receives an update takes from the window what it needs before it returns.
 *
 * @param key the series
 * @param window the window after the reading
 * @param firstChangedDay the first day whose values changed; behind the newest day where only the days ahead changed,
 *     or nothing did
 * @param forecastDue whether a forecast is to follow; not for a missing day that is only passed on the way to the
 *     reading's
 */
public record WindowUpdate(String key, SlidingWindow window, int firstChangedDay, boolean forecastDue) {

    public WindowUpdate {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(window, "window");
    }
}
