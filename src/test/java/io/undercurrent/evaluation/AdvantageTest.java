package io.undercurrent.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdvantageTest {

    private static final int FIRST = 20_000;
    private static final int ORIGINS = 20;
    private static final int TARGETS = 2;

    private static BacktestPlan plan(int origins) {
        return plan(origins, new double[TARGETS * (origins + 1)]);
    }

    private static BacktestPlan plan(int origins, double[] values) {
        History history = new History("a", FIRST, TARGETS, values);
        return new BacktestPlan(
                new Columns(List.of("sales", "visits"), List.of()),
                List.of(0.5),
                1,
                new Origins(FIRST, FIRST + origins - 1, 1),
                List.of(history),
                Map.of());
    }

    /** Errs by {@code even} or {@code odd}, as the origin is, of the first target, and ten times as much of the second. */
    private static GivenForecasts method(String name, BacktestPlan plan, double even, double odd) {
        GivenForecasts method = new GivenForecasts(name, plan, false, true);
        plan.origins().days().forEach(origin -> {
            for (int target = 0; target < TARGETS; target++) {
                double error = (origin % 2 == 0 ? even : odd) * (target == 0 ? 1 : 10);
                method.add("a", target, origin, origin + 1, Double.NaN, new double[] {error});
            }
        });
        return method;
    }

    private static Advantage advantage(int origins, double even, double odd) {
        return advantage(plan(origins), even, odd);
    }

    private static Advantage advantage(BacktestPlan plan, double even, double odd) {
        BacktestResult result = new BacktestRun(plan, BacktestListener.SILENT)
                .compare(method("model", plan, even, odd), List.of(), List.of(method("live", plan, 2, 4)));
        return Advantage.over(result.others().get(0));
    }

    /** Differences of 0.5 and 1 in turn, beside a loss of 1.5: half as much, and sqrt(0.0625 / 19) / 1.5. */
    @Test
    void isAShareOfTheLossOfTheOtherWithItsStandardError() {
        Advantage advantage = advantage(ORIGINS, 1, 2);
        assertEquals(0.5, advantage.share(), 1e-9);
        assertEquals(Math.sqrt(0.0625 / 19) / 1.5, advantage.standardError(), 1e-9);
        assertEquals(ORIGINS, advantage.origins());
        assertTrue(advantage.exceeds(13));
        assertFalse(advantage.exceeds(14));
    }

    /** A feed that ended, such as that of visits: all of its numbers are NaN, and would make the whole so. */
    @Test
    void aTargetWithoutValuesDoesNotDecide() {
        double[] values = new double[TARGETS * (ORIGINS + 1)];
        for (int visits = 1; visits < values.length; visits += TARGETS) {
            values[visits] = Double.NaN;
        }
        Advantage advantage = advantage(plan(ORIGINS, values), 1, 2);
        assertEquals(0.5, advantage.share(), 1e-9);
        assertEquals(ORIGINS, advantage.origins());
        assertTrue(advantage.exceeds(13));
        assertFalse(advantage.exceeds(14));
    }

    @Test
    void whatIsWorseOrTheSameOrNotSureIsNoAdvantage() {
        assertFalse(advantage(ORIGINS, 2.1, 4.1).exceeds(0));
        assertFalse(advantage(ORIGINS, 2, 4).exceeds(0));
        Advantage unsure = advantage(1, 1, 2);
        assertTrue(unsure.exceeds(0));
        assertFalse(unsure.exceeds(1), "of one origin nobody knows how much luck there is");
    }
}
