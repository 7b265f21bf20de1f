package io.undercurrent.training.history;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Slips;
import io.undercurrent.series.history.History;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A number so far from the others of its series that it is most likely no measurement, such as -9999 for "no value":
 * see {@link Slips}.
 *
 * @param column name of the value
 * @param count how many times it came
 * @param key the first series that has it
 * @param day the first day on which that has it, counted from 1970-01-01
 */
public record AbsurdValue(String column, double value, int count, String key, int day) {

    /** All of {@code histories}, column by column, the most frequent first. */
    public static List<AbsurdValue> of(List<History> histories, Columns columns) {
        List<AbsurdValue> all = new ArrayList<>();
        for (int column = 0; column < columns.count(); column++) {
            Map<Double, AbsurdValue> found = new LinkedHashMap<>();
            for (History history : histories) {
                addTo(found, history, column, columns.name(column));
            }
            found.values().stream()
                    .sorted(Comparator.comparingInt(AbsurdValue::count).reversed())
                    .forEach(all::add);
        }
        return all;
    }

    private static void addTo(Map<Double, AbsurdValue> found, History history, int column, String name) {
        double[] left = history.sound(column);
        for (int i = 0; i < left.length; i++) {
            double value = history.value(history.firstDay() + i, column);
            if (Double.isNaN(left[i]) && !Double.isNaN(value)) {
                AbsurdValue one = new AbsurdValue(name, value, 1, history.key(), history.firstDay() + i);
                found.merge(value, one, (first, next) -> first.times(first.count + 1));
            }
        }
    }

    private AbsurdValue times(int newCount) {
        return new AbsurdValue(column, value, newCount, key, day);
    }

    /** The day as a calendar date. */
    public LocalDate date() {
        return LocalDate.ofEpochDay(day);
    }
}
