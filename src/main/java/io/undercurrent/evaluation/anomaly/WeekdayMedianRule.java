package io.undercurrent.evaluation.anomaly;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.series.history.History;
import java.util.Arrays;

/**
 * The robust rule: distance from the median of the last eight values of the same weekday, in median absolute deviations of
 * the last eight weeks.
 */
public final class WeekdayMedianRule implements AnomalyRule {

    private static final int WEEKS = 8;

    @Override
    public String name() {
        return "median/MAD";
    }

    @Override
    public double[] oddities(History history) {
        double[] departures = new double[history.days()];
        double[] oddities = new double[history.days()];
        double[] same = new double[WEEKS];
        for (int i = 0; i < departures.length; i++) {
            int day = history.firstDay() + i;
            for (int week = 1; week <= WEEKS; week++) {
                same[week - 1] = history.value(day - week * WEEK, 0);
            }
            departures[i] = Math.abs(history.value(day, 0) - median(same));
            double[] before = Arrays.copyOfRange(departures, Math.max(0, i - WEEKS * WEEK), i);
            oddities[i] = departures[i] / median(before);
        }
        return oddities;
    }

    /** The median of the numbers among {@code values}; NaN if less than half of them are. */
    static double median(double[] values) {
        double[] numbers =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (numbers.length == 0 || 2 * numbers.length < values.length) {
            return Double.NaN;
        }
        int middle = numbers.length / 2;
        return numbers.length % 2 == 1 ? numbers[middle] : 0.5 * (numbers[middle - 1] + numbers[middle]);
    }
}
