package io.undercurrent.model.usual;

import static io.undercurrent.series.Days.WEEK;

import java.util.Arrays;

/** What a series may do as a rule. Each forecasts from the days of a window up to an origin, of which some have no value. */
enum Habit {
    /** It stays where it is. */
    LAST_VALUE {
        @Override
        void forecast(double[] values, int origin, double[] forecasts) {
            int day = origin;
            while (day > 0 && Double.isNaN(values[day])) {
                day--;
            }
            Arrays.fill(forecasts, values[day]);
        }
    },
    /** It is on each weekday what it was on the last. */
    SAME_WEEKDAY {
        @Override
        void forecast(double[] values, int origin, double[] forecasts) {
            for (int lead = 1; lead <= forecasts.length; lead++) {
                int day = lastOfWeekday(origin, lead);
                while (day >= WEEK && Double.isNaN(values[day])) {
                    day -= WEEK;
                }
                forecasts[lead - 1] = day < 0 ? Double.NaN : values[day];
            }
        }
    },
    /** It is on each weekday what it is on most of them. */
    WEEKDAY_MEDIAN {
        @Override
        void forecast(double[] values, int origin, double[] forecasts) {
            double[] sorted = new double[values.length / WEEK + 1];
            for (int lead = 1; lead <= forecasts.length; lead++) {
                if (lead > WEEK) {
                    forecasts[lead - 1] = forecasts[lead - 1 - WEEK];
                    continue;
                }
                int count = 0;
                for (int day = lastOfWeekday(origin, lead); day >= 0; day -= WEEK) {
                    if (!Double.isNaN(values[day])) {
                        sorted[count++] = values[day];
                    }
                }
                Arrays.sort(sorted, 0, count);
                forecasts[lead - 1] = count == 0 ? Double.NaN : sorted[(count - 1) / 2] / 2 + sorted[count / 2] / 2;
            }
        }
    },
    /** It varies about the mean of the last four weeks. */
    LEVEL {
        @Override
        void forecast(double[] values, int origin, double[] forecasts) {
            double sum = 0;
            int count = 0;
            for (int day = Math.max(0, origin - 4 * WEEK + 1); day <= origin; day++) {
                if (!Double.isNaN(values[day])) {
                    sum += values[day];
                    count++;
                }
            }
            Arrays.fill(forecasts, count == 0 ? Double.NaN : sum / count);
        }
    };

    /**
     * Forecasts the days after an origin.
     *
     * @param values by day, NaN where there is none
     * @param origin position of the last day that is known
     * @param forecasts receives one value a day; NaN where the habit says nothing
     */
    abstract void forecast(double[] values, int origin, double[] forecasts);

    /** Position of the last day up to the origin with the weekday of the day {@code lead} days after it; may be before the first. */
    private static int lastOfWeekday(int origin, int lead) {
        return origin + lead - WEEK * ((lead + WEEK - 1) / WEEK);
    }
}
