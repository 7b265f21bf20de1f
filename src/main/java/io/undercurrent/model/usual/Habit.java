package io.undercurrent.model.usual;

import static io.undercurrent.series.Days.WEEK;

import java.util.Arrays;

/** Simple forecasting rules. Each forecasts from the days of a window up to an origin; some days may have no value. */
enum Habit {
    /** The last value. */
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
    /** The last value of the same weekday. */
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
    /** The median of the same weekday. */
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
    /** The mean of the last four weeks. */
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
     * @param values by day, NaN if missing
     * @param origin position of the last day known
     * @param forecasts receives one
     *     value for each day ahead; NaN if the habit has no forecast
     */
    abstract void forecast(double[] values, int origin, double[] forecasts);

    /**
     * Position of the last day up to the origin with the weekday of the day {@code lead} days after it; may be
     * negative.
     */
    private static int lastOfWeekday(int origin, int lead) {
        return origin + lead - WEEK * ((lead + WEEK - 1) / WEEK);
    }
}
