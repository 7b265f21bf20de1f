package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.history.History;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
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

    /** A day after a shop has opened its level is one day's sales: what a forecast is off by then says nothing. */
    @Test
    void shopsThatOpenAtTheEndJudgeNothing() {
        List<History> histories = new ArrayList<>();
        histories.add(store("old", DAYS - 1));
        for (int age = 1; age <= 60; age++) {
            histories.add(SalesAndHolidays.history("age " + age, DAYS, DAYS - age, DAYS - 1));
        }
        TrainingPeriod period = TrainingPeriod.of(histories, SalesAndHolidays.SPEC, Integer.MAX_VALUE);
        Validation validation = new Validation(histories, period, SalesAndHolidays.SPEC, 64, 12, 64);
        // Two weeks before a horizon of four.
        assertEquals(41, validation.young());
        assertEquals(1 + 60 - 41, validation.size());
        for (int number = 1; number < validation.size(); number++) {
            Validation.Walk walk = validation.walk(number);
            int opened = walk.history().daysWithTarget(1).min().orElseThrow();
            assertTrue(
                    walk.start() + walk.steps()[0] >= opened + 13,
                    walk.history().key());
        }
    }
}
