package io.undercurrent.stream.record;

import io.undercurrent.series.SlidingWindow;
import java.util.Objects;

/**
 * What a reading did to the window of its series, or that the series is forgotten: then whoever keeps state of it clears that,
 * and hands the news on.
 *
 * <p>The window is handed on by reference: it is the one in keyed state, and changes with the next reading. Whoever
 * receives an update takes from the window what it needs before it returns.
 *
 * @param key the series
 * @param window the window after the reading; null where the series is forgotten
 * @param firstChangedDay the first day from which on the state of the series has to be made again; after the newest day
 *     where only what is known of the days ahead changed
 * @param firstOrigin the first day from which forecasts are due; each day that {@link SlidingWindow#isOrigin} from there on
 *     gets one, with the revision that the window has of it
 * @param lastOrigin the last of them; before {@code firstOrigin} where none is due, as for a missing day that is only
 *     passed on the way to the reading's
 */
public record WindowUpdate(String key, SlidingWindow window, int firstChangedDay, int firstOrigin, int lastOrigin) {

    public WindowUpdate {
        Objects.requireNonNull(key, "key");
    }

    /** Nothing was read of a series for so long that its state is given back. */
    public static WindowUpdate forgotten(String key) {
        return new WindowUpdate(key, null, 0, 0, -1);
    }

    /** Whether the series is forgotten; there is no window then. */
    public boolean isForgotten() {
        return window == null;
    }

    /** A day that no reading came of. */
    public static WindowUpdate gap(String key, SlidingWindow window) {
        return new WindowUpdate(key, window, window.newestDay(), window.newestDay() + 1, window.newestDay());
    }

    /** Days that changed from {@code day} on, and with them all forecasts from there. */
    public static WindowUpdate from(String key, SlidingWindow window, int day) {
        return new WindowUpdate(key, window, day, day, window.newestDay());
    }
}
