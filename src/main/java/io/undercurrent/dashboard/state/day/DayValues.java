package io.undercurrent.dashboard.state.day;

import io.undercurrent.dashboard.state.Board;
import java.util.Objects;

/**
 * What a message says of one day of a series. Arrays are not copied.
 *
 * @param key the series
 * @param day the day, counted from 1970-01-01
 * @param values one for each of the first targets of the {@link Board}, in its order; NaN where the message has none, {@link
 *     io.undercurrent.series.Reading#RETRACTED} where it takes one back
 * @param raised flags that the day has, one bit for each {@linkplain Board#addFlag position}
 * @param lowered flags that the day does not have
 */
public record DayValues(String key, int day, double[] values, int raised, int lowered) {

    public DayValues {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(values, "values");
    }

    /** Position of the first target with a value; -1 where there is none. */
    public int firstTarget() {
        for (int target = 0; target < values.length; target++) {
            if (!Double.isNaN(values[target])) {
                return target;
            }
        }
        return -1;
    }

    /** This day with what an earlier message said of it, where this one says nothing. */
    public DayValues after(DayValues earlier) {
        double[] merged = values.clone();
        for (int target = 0; target < Math.min(values.length, earlier.values.length); target++) {
            merged[target] = Double.isNaN(values[target]) ? earlier.values[target] : values[target];
        }
        int said = raised | lowered;
        return new DayValues(key, day, merged, raised | earlier.raised & ~said, lowered | earlier.lowered & ~said);
    }
}
