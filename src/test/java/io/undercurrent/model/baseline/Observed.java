package io.undercurrent.model.baseline;

import io.undercurrent.model.window.FlagDays;
import io.undercurrent.model.window.Observations;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.util.List;

/** What a test lets the parts of the encoder see: the days of a window's first column. */
final class Observed {

    private Observed() {}

    static Observations of(SlidingWindow window, int days) {
        Observations observations = new Observations(days, 1);
        observations.compute(window, window.newestDay(), 0);
        return observations;
    }

    /** What is fitted to the days of a window. */
    static DecompositionFit fit(SlidingWindow window, int days, int... flags) {
        DecompositionFit fit = new DecompositionFit(days, new FlagDays(flags, List.of(), SeriesHolidays.NONE));
        fit.compute(of(window, days), window, window.newestDay());
        return fit;
    }

    /** The same, seen from the newest day. */
    static Decomposition decompose(DecompositionFit fit, SlidingWindow window, int days, int horizon, int... flags) {
        Decomposition parts = new Decomposition(horizon, new FlagDays(flags, List.of(), SeriesHolidays.NONE));
        parts.compute(fit.parts(), 0, of(window, days), window, window.newestDay());
        return parts;
    }
}
