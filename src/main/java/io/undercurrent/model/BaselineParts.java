package io.undercurrent.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the baseline of a day ahead is made of, in the unit of the target. The parts add up to the baseline, except for
 * the rounding of its floats.
 *
 * @param level where the series is expected to stand
 * @param weekday what the day of the week adds
 * @param date what the date adds: the season, or a date such as Christmas
 * @param flags what each flag adds, by its name; flags without an effect on the day are left out
 * @param others what other targets add, such as the temperature
 */
public record BaselineParts(double level, double weekday, double date, Map<String, Double> flags, double others) {

    public BaselineParts {
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
    }

    /** A baseline that knows nothing but the level. */
    public static BaselineParts ofLevel(double level) {
        return new BaselineParts(level, 0, 0, Map.of(), 0);
    }

    /** A baseline that knows the level and the value of the weekday. */
    public static BaselineParts ofWeekday(double level, double value) {
        return new BaselineParts(level, value - level, 0, Map.of(), 0);
    }

    /** The same with other effects of flags. */
    public BaselineParts withFlags(Map<String, Double> effects) {
        return new BaselineParts(level, weekday, date, effects, others);
    }

    /** All parts together. */
    public double sum() {
        double sum = level + weekday + date + others;
        for (double flag : flags.values()) {
            sum += flag;
        }
        return sum;
    }

    /** The same with a higher level. */
    public BaselineParts raised(double by) {
        return new BaselineParts(level + by, weekday, date, flags, others);
    }
}
