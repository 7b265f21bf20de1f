package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.model.ModelSpec;
import io.undercurrent.series.Columns;
import io.undercurrent.series.History;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationTest {

    private static final int DAYS = 400;

    private static final ModelSpec SPEC = new ModelSpec(
            new Columns(List.of("sales"), List.of("holiday")),
            List.of(true),
            56,
            28,
            List.of(0.5),
            ModelSpec.Cell.GRU,
            4,
            1,
            4);

    /** Sales up to {@code lastSale}, holidays on all days. */
    private static History store(String key, int lastSale) {
        float[] values = new float[DAYS * 2];
        for (int day = 0; day < DAYS; day++) {
            values[2 * day] = day > lastSale ? Float.NaN : day % 7;
        }
        return new History(key, 0, 2, values);
    }

    @Test
    void closedStoresJudgeNothingThoughTheirHolidaysGoOn() {
        List<History> histories = List.of(store("closed", 250), store("open", DAYS - 1), store("closed too", 100));
        TrainingPeriod period = TrainingPeriod.of(histories, SPEC, Integer.MAX_VALUE);
        assertEquals(1, new Validation(histories, period, SPEC, 64, 12, 64).size());
    }
}
