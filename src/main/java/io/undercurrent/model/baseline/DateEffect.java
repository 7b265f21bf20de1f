package io.undercurrent.model.baseline;

import io.undercurrent.model.window.Calendar;

/**
 * By how much a date is unlike others, as the same date of earlier years shows it: Christmas comes on a date, not on a weekday. A
 * date shares something with the days around it, such as the weeks before Christmas, and has something of its own. Either is drawn
 * towards 0 as far as chance may have done it (James and Stein 1961, positive part): the many days around it tell small effects from
 * chance, the few of its own large ones.
 */
final class DateEffect {

    /** Days on either side that a date is seen with. */
    private static final int NEIGHBOURS = 3;

    /** A day among them counts as one that exceeds what was expected by so many usual surprises, if it exceeds it by more. */
    private static final double MOST_SURPRISING = 2;

    /** A mean that differs from 0 by less than the square root of this many of its deviations says nothing. */
    private static final double DOUBT = 6;

    private final Calendar calendar;

    DateEffect(Calendar calendar) {
        this.calendar = calendar;
    }

    /**
     * What the date {@code lead} days after the newest adds to what weekday and occasions make of it, in today's level; 0 where
     * no earlier year is known.
     *
     * @param expected level of {@code parts}: of each day of earlier years what was expected as many days before
     */
    float of(Decomposition parts, LevelForecast expected, int lead) {
        double most = MOST_SURPRISING * Math.sqrt(parts.restSquare());
        double own = 0;
        int ownDays = 0;
        double near = 0;
        int nearDays = 0;
        int last = parts.span() - 1;
        // What Easter did to a date of another year says nothing of a date on which it does not fall.
        boolean easter = calendar.isAroundEaster(parts.newest() + lead);
        for (int year = 1; year <= parts.span() / 365; year++) {
            int date = last + lead - calendar.daysSinceSameDate(parts.newest() + lead, year);
            for (int i = Math.max(lead, date - NEIGHBOURS); i <= Math.min(last, date + NEIGHBOURS); i++) {
                if (!easter && calendar.isAroundEaster(parts.newest() - last + i)) {
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

    /** The mean of {@code count} values with that sum and variance, without what chance may have done. */
    private static double believed(double sum, int count, double variance) {
        return sum == 0 ? 0 : Math.max(0, 1 - DOUBT * variance * count / (sum * sum)) * sum / count;
    }
}
