package io.undercurrent.format;

import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What holds for every reading that is let in, whatever said it: for those that come in no message. */
public final class ReadingRules {

    private ReadingRules() {}

    /**
     * Why a reading is not let in, if that is so. Makes negative zeros in {@code values} zeros, so that equal numbers have equal bits.
     *
     * @param names of the values
     */
    public static Optional<Rejection> refusal(String key, int day, double[] values, List<String> names) {
        FirstFault fault = new FirstFault();
        JsonMessages.checkKey(key, "key", fault);
        if (!CalendarDay.isInRange(day)) {
            fault.note(
                    Reason.IMPOSSIBLE_DATE,
                    "date: expected a day of the years 1 to 9999, but got " + LocalDate.ofEpochDay(day));
        }
        for (int column = 0; column < values.length; column++) {
            double value = values[column];
            if (value != Reading.RETRACTED && !Double.isNaN(value) && !Float.isFinite((float) value)) {
                fault.note(
                        Reason.NOT_FINITE,
                        names.get(column) + ": expected a finite number up to 3.4e38, but got " + value);
            }
            values[column] = value + 0.0;
        }
        return Optional.ofNullable(fault.rejection());
    }
}
