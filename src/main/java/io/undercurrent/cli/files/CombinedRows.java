package io.undercurrent.cli.files;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Rows of the same series and day made one reading: the mean of each column, or the sums of the targets beside it. */
final class CombinedRows {

    private final Columns columns;
    private final boolean sums;
    private final Map<SeriesDay, Totals> days = new LinkedHashMap<>();
    private long combined;

    private record SeriesDay(String key, int day) {}

    /** Of one series and day, by column. */
    private record Totals(double[] sums, int[] counts) {}

    /**
     * @param columns of the readings
     * @param sums whether targets are added up; of covariates the mean counts in any case
     */
    CombinedRows(Columns columns, boolean sums) {
        this.columns = columns;
        this.sums = sums;
    }

    /** Takes in a row. One that takes its values back takes out the earlier ones. */
    void add(Reading row) {
        if (row.retracts()) {
            days.remove(new SeriesDay(row.key(), row.day()));
            return;
        }
        Totals totals = days.computeIfAbsent(
                new SeriesDay(row.key(), row.day()),
                first -> new Totals(new double[columns.count()], new int[columns.count()]));
        boolean another = false;
        for (int column = 0; column < columns.count(); column++) {
            double value = row.values()[column];
            if (!Double.isNaN(value)) {
                another |= totals.counts[column] > 0;
                totals.sums[column] += value;
                totals.counts[column]++;
            }
        }
        combined += another ? 1 : 0;
    }

    /** How many rows brought a further value for a series, day and column. */
    long combined() {
        return combined;
    }

    /** Gives the reading of each series and day, in the order of their first rows. */
    void forEach(Consumer<Reading> receiver) {
        days.forEach((day, totals) -> {
            double[] values = new double[columns.count()];
            for (int column = 0; column < values.length; column++) {
                boolean sum = sums && columns.isTarget(column) && totals.counts[column] > 0;
                values[column] = sum ? totals.sums[column] : totals.sums[column] / totals.counts[column];
            }
            receiver.accept(new Reading(day.key(), day.day(), values));
        });
    }
}
