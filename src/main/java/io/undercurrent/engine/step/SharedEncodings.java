package io.undercurrent.engine.step;

import io.undercurrent.model.Forecaster;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the models of one update make of its window: what is the same for two of them, as of a shadow and the live model, is made once. */
final class SharedEncodings {

    /** Equal ones are one. */
    private final Map<Object, Object> encodings = new HashMap<>();

    private final List<Day> days = new ArrayList<>();
    private final List<Start> origins = new ArrayList<>();
    private boolean sharing;

    /**
     * A day that was encoded.
     *
     * @param position of its step
     */
    record Day(Steps steps, int position, SlidingWindow window, int day) {}

    /**
     * An origin that was encoded.
     *
     * @param position of its forecast
     */
    record Start(OwedForecasts forecasts, int position, SlidingWindow window, int day) {}

    /** What stands for the encoding of a forecaster: the same object where two encode in the same way. */
    Object encoding(Forecaster forecaster) {
        return encodings.computeIfAbsent(forecaster.encoding(), first -> first);
    }

    /**
     * The windows of updates before may have changed.
     *
     * @param several whether the update has to do with more than one model
     */
    void begin(boolean several) {
        days.clear();
        origins.clear();
        sharing = several;
    }

    /** A day of a window as it was encoded; null if it was not. */
    Day day(Object encoding, SlidingWindow window, int day) {
        for (Day known : days) {
            if (known.day == day && known.window == window && known.steps.encoding() == encoding) {
                return known;
            }
        }
        return null;
    }

    void add(Steps steps, int position, SlidingWindow window, int day) {
        if (sharing) {
            days.add(new Day(steps, position, window, day));
        }
    }

    /** An origin of a window as it was encoded, in the same way if there is one; null if it was not encoded. */
    Start origin(Object encoding, SlidingWindow window, int day) {
        Start found = null;
        for (Start known : origins) {
            if (known.day == day && known.window == window) {
                if (known.forecasts.encoding() == encoding) {
                    return known;
                }
                found = known;
            }
        }
        return found;
    }

    void add(OwedForecasts forecasts, int position, SlidingWindow window, int day) {
        if (sharing) {
            origins.add(new Start(forecasts, position, window, day));
        }
    }
}
