package io.undercurrent.evaluation;

import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random stores for the tests of this package and those below: two targets, a covariate known in advance, gaps. */
public final class TestSeries {

    /** 2025-01-01. */
    public static final int FIRST_DAY = 20_089;

    public static final Columns COLUMNS = new Columns(List.of("sales", "visits"), List.of("promotion"));

    private TestSeries() {}

    /**
     * Stores that begin on different days of the first week.
     *
     * @param gaps share of the days on which a target is missing, and of those on which all values are
     */
    public static List<History> stores(int count, int days, double gaps, long seed) {
        List<History> histories = new ArrayList<>();
        for (int store = 0; store < count; store++) {
            SplittableRandom random = new SplittableRandom(seed + 1000L * store);
            double level = 20 + random.nextDouble() * 200;
            double[] values = new double[days * 3];
            for (int day = 0; day < days; day++) {
                boolean promotion = random.nextInt(6) == 0;
                double mean = level * (1 + 0.3 * Math.sin(2 * Math.PI * day / 7)) * (promotion ? 1.4 : 1);
                double sales = mean + 0.1 * level * random.nextGaussian();
                double visits = 3 * mean + 0.2 * level * random.nextGaussian();
                boolean nothing = day > 0 && random.nextDouble() < gaps;
                values[3 * day] = nothing || random.nextDouble() < gaps && day > 0 ? Double.NaN : sales;
                values[3 * day + 1] = nothing || random.nextDouble() < gaps && day > 0 ? Double.NaN : visits;
                values[3 * day + 2] = nothing ? Double.NaN : promotion ? 1 : 0;
            }
            histories.add(new History("store-" + store, FIRST_DAY + store % 7, 3, values));
        }
        return histories;
    }

    /** The same series with other targets on all days after {@code origin}; what is known in advance stays. */
    public static List<History> withOtherFuture(List<History> histories, int origin) {
        return histories.stream()
                .map(history -> {
                    double[] values = history.values().clone();
                    for (int day = origin + 1; day <= history.lastDay(); day++) {
                        int at = (day - history.firstDay()) * 3;
                        values[at] = 1e4 + day % 11;
                        values[at + 1] = -1e4 * (day % 3);
                    }
                    return new History(history.key(), history.firstDay(), 3, values);
                })
                .toList();
    }
}
