package io.undercurrent.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacktestPlanTest {

    private static final Columns SALES = Columns.ofTargets("sales");
    private static final History EARLY = new History("early", 100, 1, new double[] {1, 2, 3, 4, 5});
    private static final History LATE = new History("late", 103, 1, new double[] {6, 7, 8, 9});

    private static BacktestPlan plan(Origins origins, Map<String, Double> weights) {
        return new BacktestPlan(SALES, List.of(0.5), 2, origins, List.of(EARLY, LATE), weights);
    }

    private static String refusal(Origins origins, Map<String, Double> weights) {
        return assertThrows(IllegalArgumentException.class, () -> plan(origins, weights))
                .getMessage();
    }

    @Test
    void aSeriesIsForecastFromOriginsWithADayUpToAndAfterThem() {
        BacktestPlan plan = plan(new Origins(100, 106, 1), Map.of());
        assertTrue(plan.covers(EARLY, 100));
        assertTrue(plan.covers(EARLY, 103));
        assertFalse(plan.covers(EARLY, 104), "nothing follows the last day");
        assertFalse(plan.covers(LATE, 102), "the series has not begun");
        assertTrue(plan.covers(LATE, 105));
        assertEquals(4 + 3, plan.forecasts());
    }

    @Test
    void aDayOfCovariatesAloneIsNoDayToForecast() {
        double[] values = {1, 0, 2, 0, Double.NaN, 0, 3, 1, Double.NaN, 1, Double.NaN, 0};
        History history = new History("announced", 100, 2, values);
        Columns columns = new Columns(List.of("sales"), List.of("holiday"));
        BacktestPlan plan =
                new BacktestPlan(columns, List.of(0.5), 2, new Origins(100, 105, 1), List.of(history), Map.of());
        assertTrue(plan.covers(history, 102), "a value follows");
        assertFalse(plan.covers(history, 103), "only announcements follow the last value");
        assertEquals(3, plan.forecasts());
        assertThrows(
                IllegalArgumentException.class,
                () -> new BacktestPlan(columns, List.of(0.5), 2, new Origins(103, 105, 1), List.of(history), Map.of()));
    }

    @Test
    void trainingEndsWithTheFirstOrigin() {
        BacktestPlan plan = plan(new Origins(102, 105, 1), Map.of());
        assertArrayEquals(new double[] {1, 2, 3}, plan.training(EARLY, 0));
        assertArrayEquals(new double[] {}, plan.training(LATE, 0));
    }

    @Test
    void weightsBelongToTheSeriesAndSumToOne() {
        Origins origins = new Origins(103, 103, 1);
        assertEquals(0.7, plan(origins, Map.of("early", 0.7, "late", 0.3)).weight(EARLY));
        assertTrue(Double.isNaN(plan(origins, Map.of()).weight(EARLY)));
        assertEquals(
                "weights: expected one for each of the 2 series, but 'late' has none",
                refusal(origins, Map.of("early", 1.0)));
        assertEquals(
                "weights: expected one for each of the 2 series, but got 3",
                refusal(origins, Map.of("early", 0.5, "late", 0.25, "other", 0.25)));
        assertEquals("weights: expected a sum of 1, but got 1.5", refusal(origins, Map.of("early", 1.0, "late", 0.5)));
    }

    @Test
    void refusesOriginsThatNoSeriesReaches() {
        assertEquals(
                "from, to: expected an origin with a day up to it and a value of a target after it, but no series has both"
                        + " at 1970-04-20: the readings are of 1970-04-11 to 1970-04-17",
                refusal(new Origins(109, 109, 1), Map.of()));
        String none = assertThrows(
                        IllegalArgumentException.class,
                        () -> new BacktestPlan(
                                Columns.ofTargets("sales"),
                                List.of(0.5),
                                2,
                                new Origins(109, 109, 1),
                                List.of(),
                                Map.of()))
                .getMessage();
        assertTrue(none.endsWith(": there are no readings"), none);
    }

    @Test
    void refusesHistoriesOfOtherColumns() {
        Columns two = Columns.ofTargets("sales", "visits");
        assertThrows(
                IllegalArgumentException.class,
                () -> new BacktestPlan(two, List.of(0.5), 2, new Origins(102, 102, 1), List.of(EARLY), Map.of()));
    }
}
