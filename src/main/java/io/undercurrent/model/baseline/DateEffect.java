package io.undercurrent.model.baseline;

import io.undercurrent.model.window.Calendar;

/**
 * The effect of a calendar date, such as Christmas, estimated from the same date in earlier years. It is the sum of two
 * means: one over the days around the date, such as the weeks before Christmas, and one over the date itself. Each is
 * shrunk towards 0 by the share that chance explains (James and Stein 1961, positive part). The many days around a date
 * can show small effects; the few of the date itself only large ones.
 */
final class DateEffect {

    /** Days on either side that count as days around a date. */
    private static final int NEIGHBOURS = 3;

    /** The surprise of a day is limited to this many usual surprises. */
    private static final double MOST_SURPRISING = 2;

    /** A mean counts as 0 if its square is less than this many of its variances. */
    private static final double DOUBT = 6;

    private final Calendar calendar;

    DateEffect(Calendar calendar) {
        this.calendar = calendar;
    }

    /**
     * The effect of the date {@code lead} days after the newest day, besides weekday and occasions, at today's level; 0
     * if no earlier year is known.
     *
     * @param expected level forecasts of {@code parts}: for days of earlier years, as expected {@code lead} days before
     */
    float of(Decomposition parts, LevelForecast expected, int lead) {
        double most = MOST_SURPRISING * Math.sqrt(parts.restSquare());
        double own = 0;
        int ownDays = 0;
        double near = 0;
        int nearDays = 0;
        int last = parts.span() - 1;
        // A date near Easter in another year says nothing about the same date when it is not near Easter.
        int day = parts.newest() + lead;
        boolean apart = calendar.isEasterSeason(day) && !calendar.isAroundEaster(day);
        for (int year = 1; year <= (parts.span() - parts.since()) / 365; year++) {
            int date = last + lead - calendar.daysSinceSameDate(day, year);
            for (int i = Math.max(lead, date - NEIGHBOURS); i <= Math.min(last, date + NEIGHBOURS); i++) {
                if (apart && calendar.isAroundEaster(parts.newest() - last + i)) {
                    continue;
                }
                double rest = parts.rest(i, expected.at(i - lead, lead));
                if (Double.isFinite(rest)) {
                    near += Math.max(-most, Math.min(most, rest));
                    nearDays++;
                    if (i == date) {
                        own += rest;
                        ownDays++;
                    }
                }
            }
        }
        double shared = believed(near, nearDays, parts.restSquare());
        double effect = shared + believed(own - ownDays * shared, ownDays, parts.restSquare());
        return (float) (parts.isRelative() ? effect * parts.usual(lead) : effect);
    }

    /** The mean of {@code count} values with that sum and variance, shrunk by the share that chance explains. */
    private static double believed(double sum, int count, double variance) {
        return sum == 0 ? 0 : Math.max(0, 1 - DOUBT * variance * count / (sum * sum)) * sum / count;
    }
}
