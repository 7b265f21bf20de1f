package io.undercurrent.model.baseline;

import io.undercurrent.model.window.Observations;
import io.undercurrent.series.SlidingWindow;

/** What a test lets the parts of the encoder see: the days of a window's first column. */
final class Observed {

    private Observed() {}

    static Observations of(SlidingWindow window, int days) {
        Observations observations = new Observations(days);
        observations.compute(window, window.newestDay(), 0);
        return observations;
    }

    static void compute(Decomposition parts, SlidingWindow window, int days) {
        parts.compute(of(window, days), window, window.newestDay());
    }
}
