package io.undercurrent.training.month;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.model.window.Calendar;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.TrainingPeriod;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * How the level of all series together went from month to month: the logarithms of their monthly means, whose changes are averaged
 * over the series and added up. Values enter without their weekly pattern, because months differ in their weekdays, and only of days
 * that may be learned from.
 *
 * @param first the first month, counted from January of year 0
 * @param values logarithms of the index, by month
 */
record MonthlyIndex(int first, double[] values) {

    static final int MONTHS = 12;

    private static final int MOST_SERIES = 200;

    /** Values that a month of a series must have. */
    private static final int LEAST_VALUES = 20;

    /** The change of a series from one month to the next counts at most as this, as a logarithm. */
    private static final double MOST_CHANGE = 1;

    /** Weekdays with less than this share of the mean of their week do not count. */
    private static final double LEAST_SHARE = 0.1;

    /** The newest months without a gap. Series with values below 0 do not count, because nothing is a factor on their level. */
    static MonthlyIndex of(List<History> histories, int target, int targets, TrainingPeriod period) {
        int first = month(period.firstDay());
        int months = month(period.lastOrigin()) - first + 1;
        double[] changes = new double[months];
        int[] counts = new int[months];
        int series = Math.min(MOST_SERIES, histories.size());
        for (int i = 0; i < series; i++) {
            History history = histories.get((int) ((long) i * histories.size() / series));
            double[] values = values(history.withoutAbsurd(targets), target, period);
            if (Arrays.stream(values).anyMatch(value -> value < 0)) {
                continue;
            }
            double[] levels = levels(values, period.firstDay(), months);
            for (int month = 1; month < months; month++) {
                double change = Math.log(levels[month] / levels[month - 1]);
                if (Double.isFinite(change)) {
                    changes[month] += Math.max(-MOST_CHANGE, Math.min(MOST_CHANGE, change));
                    counts[month]++;
                }
            }
        }
        int last = months - 1;
        while (last > 0 && counts[last] == 0) {
            last--;
        }
        int start = last;
        while (start > 0 && counts[start] > 0) {
            start--;
        }
        double[] index = new double[last - start + 1];
        for (int month = 1; month < index.length; month++) {
            index[month] = index[month - 1] + changes[start + month] / counts[start + month];
        }
        return new MonthlyIndex(first + start, index);
    }

    /** The month of a day, counted from January of year 0. */
    static int month(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return MONTHS * date.getYear() + date.getMonthValue() - 1;
    }

    /** The values of the days that may be learned from. */
    private static double[] values(History history, int target, TrainingPeriod period) {
        double[] values = new double[period.lastOrigin() - period.firstDay() + 1];
        Arrays.setAll(values, i -> history.value(period.firstDay() + i, target));
        return values;
    }

    /** Mean of each month without the weekly pattern; NaN with too few values. */
    private static double[] levels(double[] values, int firstDay, int months) {
        double[] weekdays = weekdays(values, firstDay);
        double[] sums = new double[months];
        int[] counts = new int[months];
        for (int i = 0; i < values.length; i++) {
            double share = weekdays[Calendar.weekday(firstDay + i)];
            if (!Double.isNaN(values[i]) && share >= LEAST_SHARE) {
                int month = month(firstDay + i) - month(firstDay);
                sums[month] += values[i] / share;
                counts[month]++;
            }
        }
        double[] levels = new double[months];
        Arrays.setAll(levels, month -> counts[month] < LEAST_VALUES ? Double.NaN : sums[month] / counts[month]);
        return levels;
    }

    /** Share of each weekday in the mean of the seven days around it; 1 where nothing is known. */
    private static double[] weekdays(double[] values, int firstDay) {
        double[] sums = new double[WEEK];
        int[] counts = new int[WEEK];
        for (int i = WEEK / 2; i < values.length - WEEK / 2; i++) {
            double week = 0;
            for (int near = i - WEEK / 2; near <= i + WEEK / 2; near++) {
                week += values[near];
            }
            double share = WEEK * values[i] / week;
            if (Double.isFinite(share)) {
                sums[Calendar.weekday(firstDay + i)] += share;
                counts[Calendar.weekday(firstDay + i)]++;
            }
        }
        double[] shares = new double[WEEK];
        Arrays.setAll(shares, weekday -> counts[weekday] == 0 ? 1 : sums[weekday] / counts[weekday]);
        return shares;
    }
}
