package io.undercurrent.training;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.util.List;

/** Series whose holidays are known of more days than their sales. */
public final class SalesAndHolidays {

    public static final ModelSpec SPEC = new ModelSpec(
            new Columns(List.of("sales"), List.of("holiday")),
            List.of(true),
            56,
            28,
            List.of(0.5),
            ModelSpec.Cell.GRU,
            4,
            1,
            4);

    private SalesAndHolidays() {}

    /** Sales from {@code firstSale} to {@code lastSale} alone, holidays on all {@code days}. */
    public static History history(String key, int days, int firstSale, int lastSale) {
        double[] values = new double[days * 2];
        for (int day = 0; day < days; day++) {
            values[2 * day] = day < firstSale || day > lastSale ? Double.NaN : day % 7;
        }
        return new History(key, 0, 2, values);
    }
}
