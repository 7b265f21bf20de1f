package io.undercurrent.model.baseline;

import io.undercurrent.model.window.Calendar;
import io.undercurrent.model.window.FlagDays;
import io.undercurrent.model.window.MonthEffects;
import io.undercurrent.model.window.MonthFactors;
import io.undercurrent.model.window.Observations;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.util.List;

/** What a test lets the parts of the encoder see: the days of a window's first column. */
final class Observed {

    private static final MonthFactors NO_MONTHS = new MonthFactors(MonthEffects.NONE, new Calendar(false));

    private Observed() {}

    static Observations of(SlidingWindow window, int days) {
        Observations observations = new Observations(days, 1);
        observations.compute(window, window.newestDay(), 0);
        return observations;
    }

    /** What is fitted to the days of a window. */
    static DecompositionFit fit(SlidingWindow window, int days, int... flags) {
        return fit(NO_MONTHS, window, days, flags);
    }

    static DecompositionFit fit(MonthFactors months, SlidingWindow window, int days, int... flags) {
        DecompositionFit fit = new DecompositionFit(days, new FlagDays(flags, List.of(), SeriesHolidays.NONE), months);
        fit.compute(of(window, days), window, window.newestDay());
        return fit;
    }

    /** The same, seen from the newest day. */
    static Decomposition decompose(DecompositionFit fit, SlidingWindow window, int days, int horizon, int... flags) {
        return decompose(NO_MONTHS, fit, window, days, horizon, flags);
    }

    static Decomposition decompose(
            MonthFactors months, DecompositionFit fit, SlidingWindow window, int days, int horizon, int... flags) {
        Decomposition parts = new Decomposition(horizon, new FlagDays(flags, List.of(), SeriesHolidays.NONE), months);
        parts.compute(fit.parts(), 0, of(window, days), window, window.newestDay());
        return parts;
    }
}
