package io.undercurrent.evaluation.anomaly;

/**
 * What is wrong with the first target of a series on some days.
 *
 * @param series position in the list of series
 * @param first the first day, counted from 1970-01-01
 */
public record Fault(int series, Kind kind, int first) {

    /** What goes wrong, and for how many days. */
    public enum Kind {
        /** One value lies five scales too high or too low, but not below zero if the series never does. */
        SPIKE("spike", 1),
        /** The value of the day before stays. */
        FLAT_LINE("flat line", 7),
        /** All values lie three scales higher or lower, within the same bounds. */
        LEVEL_SHIFT("level shift", 14),
        /** There is no value. */
        MISSING_DAYS("missing days", 3),
        /** The value of the day before comes again. */
        DUPLICATED_DAY("duplicated day", 1);

        private final String label;
        private final int days;

        Kind(String label, int days) {
            this.label = label;
            this.days = days;
        }

        /** The name in tables. */
        public String label() {
            return label;
        }

        /** Days that it lasts. */
        public int days() {
            return days;
        }
    }

    /** The last day on which an alarm finds it: days without a value are found on the next one, if at all. */
    int lastDay() {
        return first + kind.days() - (kind == Kind.MISSING_DAYS ? 0 : 1);
    }
}
