package io.undercurrent.evaluation.baseline;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.series.history.History;
import io.undercurrent.series.holiday.HolidayCalendar;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which flags stand on the days of a series, also on those ahead: a flag is a covariate that is nothing but 0 or 1 in the training
 * part of all series, or a holiday.
 *
 * @param columns positions of the flags among the columns of the history
 */
record FlagDays(History history, int[] columns, List<HolidayCalendar> holidays) {

    /** Positions of the flags among the columns of a plan. */
    static int[] columns(BacktestPlan plan) {
        return IntStream.range(plan.columns().targets().size(), plan.columns().count())
                .filter(column -> plan.histories().stream().allMatch(history -> isFlag(plan, history, column)))
                .toArray();
    }

    private static boolean isFlag(BacktestPlan plan, History history, int column) {
        for (double value : plan.training(history, column)) {
            if (!(Double.isNaN(value) || value == 0 || value == 1)) {
                return false;
            }
        }
        return true;
    }

    /** The flags that stand on {@code day}, by their order; none where nothing was said. */
    BitSet on(int day) {
        BitSet flags = new BitSet(columns.length + holidays.size());
        for (int flag = 0; flag < columns.length; flag++) {
            flags.set(flag, history.value(day, columns[flag]) == 1);
        }
        for (int calendar = 0; calendar < holidays.size(); calendar++) {
            flags.set(columns.length + calendar, holidays.get(calendar).contains(day));
        }
        return flags;
    }
}
