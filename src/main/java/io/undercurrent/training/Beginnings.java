package io.undercurrent.training;

import io.undercurrent.series.History;
import java.util.ArrayList;
import java.util.List;

/**
 * Series begun anew on days all over those learned from, so that a network learns what a window with few days in it is worth. Among
 * the series themselves such windows are rare: each is young once.
 */
final class Beginnings {

    private static final int MOST = 256;

    /** Fractional parts of its multiples fill the unit interval evenly however many there are. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    private Beginnings() {}

    /**
     * @param days from which forecasts are made after each beginning
     * @param horizon days that follow the last of them
     */
    static List<History> of(List<History> histories, TrainingPeriod period, int days, int horizon) {
        List<History> beginnings = new ArrayList<>();
        int series = Math.min(MOST, histories.size());
        for (int i = 0; i < series; i++) {
            History history = histories.get((int) ((long) i * histories.size() / series));
            int last = Math.min(history.lastDay(), period.lastOrigin() + 1);
            int first = history.firstDay();
            int each = Math.min(MOST / series, (last - first + 1) / days);
            for (int j = 0; j < each; j++) {
                double place = (j + i * GOLDEN_RATIO % 1) / each;
                int day = first + (int) (place * (last - days - first + 1));
                beginnings.add(history.from(day).until(Math.min(history.lastDay(), day + days - 1 + horizon)));
            }
        }
        return beginnings;
    }
}
