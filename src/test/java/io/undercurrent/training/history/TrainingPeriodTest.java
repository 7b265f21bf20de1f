package io.undercurrent.training.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import io.undercurrent.training.SalesAndHolidays;
import io.undercurrent.training.history.TrainingPeriod.Stretch;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingPeriodTest {

    private static TrainingPeriod period(int days, int horizon, int lastDay) {
        ModelSpec spec = new ModelSpec(
                Columns.ofTargets("sales"), List.of(), 56, horizon, List.of(0.5), ModelSpec.Cell.GRU, 4, 1, 4);
        return TrainingPeriod.of(List.of(new History("a", 0, 1, new double[days])), spec, lastDay);
    }

    private static TrainingPeriod periodWithCovariate(int days, int first, int last, int lastDay) {
        return TrainingPeriod.of(
                List.of(SalesAndHolidays.history("a", days, first, last)), SalesAndHolidays.SPEC, lastDay);
    }

    @Test
    void reachesFromTheFirstToTheLastTargetWhateverCovariatesAreKnown() {
        TrainingPeriod period = periodWithCovariate(790, 0, 729, Integer.MAX_VALUE);
        assertEquals(729, period.lastDay());
        assertEquals(List.of(new Stretch(729 - 55, 729)), period.heldBack());
        assertEquals(729, periodWithCovariate(790, 0, 729, 760).lastDay());
        assertEquals(700, periodWithCovariate(790, 0, 729, 700).lastDay());

        // Ten years of holidays before the first sale are no reason to hold back a tenth of ten years.
        TrainingPeriod late = periodWithCovariate(4380, 3650, 4379, Integer.MAX_VALUE);
        assertEquals(3650, late.firstDay());
        assertEquals(List.of(new Stretch(4379 - 55, 4379)), late.heldBack());
    }

    @Test
    void saysWhereThereIsNoTargetAtAll() {
        assertEquals(
                "readings: expected values of the targets [sales], but there are none",
                assertThrows(IllegalArgumentException.class, () -> periodWithCovariate(400, 400, 0, Integer.MAX_VALUE))
                        .getMessage());
        assertEquals(
                "readings: expected values of the targets [sales], but there are none up to 1970-04-11",
                assertThrows(IllegalArgumentException.class, () -> periodWithCovariate(400, 200, 399, 100))
                        .getMessage());
    }

    @Test
    void holdsBackTheNewestDaysOfAShortHistory() {
        assertEquals(
                List.of(new Stretch(700 - 84, 699)),
                period(700, 56, Integer.MAX_VALUE).heldBack());
    }

    @Test
    void holdsBackDaysOfAllSeasonsOfALongOne() {
        TrainingPeriod period = period(3653, 7, 3649);
        assertEquals(3649, period.lastDay());
        // A tenth of 3650 days in stretches of 35.
        assertEquals(10, period.heldBack().size());
        assertEquals(new Stretch(3649 - 34, 3649), period.heldBack().get(9));
        assertEquals(new Stretch(3649 - 349, 3649 - 315), period.heldBack().get(0));
        assertTrue(period.isLearned(3649 - 350));
        assertFalse(period.isLearned(3649 - 349), "held back");
        assertTrue(period.isHeldBack(3649 - 349));
        assertFalse(period.isLearned(3650), "after the last day");
        assertFalse(period.isHeldBack(3650));
        assertFalse(period.isLearned(period.lastOrigin() + 2));
        assertTrue(period.isLearned(period.lastOrigin() + 1));
    }

    @Test
    void yearsWithoutReadingsAreNoneToHoldBackATenthOf() {
        ModelSpec spec = SalesAndHolidays.SPEC;
        History before = SalesAndHolidays.history("a", 400, 0, 399);
        History after = SalesAndHolidays.history("b", 20_000, 19_600, 19_999);
        TrainingPeriod period = TrainingPeriod.of(List.of(before, after), spec, Integer.MAX_VALUE);
        assertEquals(List.of(new Stretch(20_000 - 56, 19_999)), period.heldBack());
    }

    @Test
    void stretchesNeverOverlap() {
        for (int days = 200; days < 5000; days += 100) {
            for (int horizon : new int[] {1, 28, 70, 150}) {
                if (days > 3 * horizon + 60) {
                    List<Stretch> stretches =
                            period(days, horizon, Integer.MAX_VALUE).heldBack();
                    for (int i = 1; i < stretches.size(); i++) {
                        assertTrue(
                                stretches.get(i - 1).last() < stretches.get(i).first());
                    }
                    assertTrue(stretches.get(0).first() > horizon);
                }
            }
        }
    }
}
