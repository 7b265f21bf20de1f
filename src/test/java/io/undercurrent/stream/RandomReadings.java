package io.undercurrent.stream;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Readings of one series as they come in life, days in order, gaps short and long, a
 * day in several messages, corrections, repetitions, covariates announced, and days late and too late.
 */
public final class RandomReadings {

    private final Columns columns;
    private final int horizon;
    private final SplittableRandom random;
    private final String key;
    private int day;

    public RandomReadings(String key, Columns columns, int horizon, int firstDay, SplittableRandom random) {
        this.key = key;
        this.columns = columns;
        this.horizon = horizon;
        this.random = random;
        day = firstDay - 1;
    }

    /** The next days of the series, {@code count} messages. */
    public List<Reading> next(int count, int longestGap) {
        List<Reading> readings = new ArrayList<>();
        while (readings.size() < count) {
            int kind = readings.isEmpty() ? 9 + random.nextInt(3) : random.nextInt(12);
            if (kind <= 6) {
                day += random.nextInt(15) == 0 ? 1 + random.nextInt(longestGap + 1) : 1;
                readings.add(reading(day, 0, columns.count()));
            } else if (kind == 7) {
                readings.add(readings.get(readings.size() - 1));
            } else if (kind == 8) {
                readings.add(reading(day, 0, columns.count()));
            } else if (kind == 9 && !columns.covariates().isEmpty()) {
                readings.add(reading(
                        day - 3 + random.nextInt(horizon + 8), columns.targets().size(), columns.count()));
            } else if (kind == 10) {
                readings.add(reading(day - 1 - random.nextInt(20), 0, columns.count()));
            } else {
                readings.add(new Reading(key, ++day, nothing()));
            }
        }
        return readings;
    }

    private Reading reading(int of, int fromColumn, int toColumn) {
        double[] values = nothing();
        for (int column = fromColumn; column < toColumn; column++) {
            boolean only = toColumn - fromColumn == 1;
            if (only || random.nextInt(4) > 0) {
                values[column] = columns.isTarget(column)
                        ? 20 + 5 * Math.sin(of / 7 * 2 * Math.PI) + random.nextFloat()
                        : random.nextInt(2);
            }
        }
        return new Reading(key, of, values);
    }

    private double[] nothing() {
        double[] values = new double[columns.count()];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
