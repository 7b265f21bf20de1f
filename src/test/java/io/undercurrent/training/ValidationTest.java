package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.series.History;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationTest {

    private static final int DAYS = 400;

    private static History store(String key, int lastSale) {
        return SalesAndHolidays.history(key, DAYS, 0, lastSale);
    }

    @Test
    void closedStoresJudgeNothingThoughTheirHolidaysGoOn() {
        List<History> histories = List.of(store("closed", 250), store("open", DAYS - 1), store("closed too", 100));
        TrainingPeriod period = TrainingPeriod.of(histories, SalesAndHolidays.SPEC, Integer.MAX_VALUE);
        assertEquals(1, new Validation(histories, period, SalesAndHolidays.SPEC, 64, 12, 64).size());
    }
}
