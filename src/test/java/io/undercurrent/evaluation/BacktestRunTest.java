package io.undercurrent.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BacktestRunTest {

    private static final double GAP = Double.NaN;
    private static final Columns SALES = Columns.ofTargets("sales");

    /** Ten days, and two after the origins 109 and 110. */
    private static final History FIRST =
            new History("first", 100, 1, new double[] {1, 2, 3, 4, 5, 6, 7, 3, 0, 10, 12, GAP, 14});

    private static final History SECOND =
            new History("second", 100, 1, new double[] {2, 2, 2, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4});

    private static final BacktestPlan PLAN =
            new BacktestPlan(SALES, List.of(0.5), 2, new Origins(109, 110, 1), List.of(FIRST, SECOND), Map.of());

    /** A method that says what it is told to, for all days ahead. */
    private record Constant(String name, double... bySeriesAndOrigin) implements ForecastingMethod {

        @Override
        public String description() {
            return "as told";
        }

        @Override
        public void forecast(BacktestPlan plan, Consumer<IssuedForecast> forecasts) {
            for (int i = 0; i < bySeriesAndOrigin.length; i++) {
                double value = bySeriesAndOrigin[i];
                double[] values = {value, value};
                forecasts.accept(IssuedForecast.ofPoints(i / 2, 109 + i % 2, values, values));
            }
        }
    }

    private static BacktestResult compare(ForecastingMethod model, ForecastingMethod... baselines) {
        return new BacktestRun(PLAN, BacktestListener.SILENT).compare(model, List.of(baselines));
    }

    @Test
    void forecastsMeetTheDaysThatTheyWereMadeFor() {
        BacktestResult result = compare(new Constant("model", 11, 13, 4, 6));
        // first: 12 and a gap from 109, the gap and 14 from 110; second: 4 throughout.
        assertEquals(6, result.model().overall().values());
        assertEquals(
                List.of((1 + 0 + 2) / 3.0, (1 + 0 + 2) / 3.0),
                result.model().overall().maeByLead());
        // Scales: the mean of |3−1|, |0−2| and |10−3| for the first series, 2 for the second.
        assertEquals(List.of(1 / (11 / 3.0), 1 / 2.0), result.model().bySeries());
    }

    @Test
    void whatTheModelCouldNotKnowCountsForNobody() {
        BacktestResult result = compare(new Constant("model", GAP, 13, 4, 4), new Constant("other", 1000, 14, 4, 4));
        assertEquals(1, result.withoutForecast());
        assertEquals(5, result.model().overall().values());
        assertEquals(5, result.baselines().get(0).overall().values());
        assertEquals(0, result.baselines().get(0).overall().mae());
        assertEquals(110, result.newest().get(0).origin());
    }

    @Test
    void everyForecastIsOwedOnce() {
        IllegalStateException missing =
                assertThrows(IllegalStateException.class, () -> compare(new Constant("model", 1, 2, 3)));
        assertEquals("model: expected 4 forecasts, but got 3", missing.getMessage());
        IllegalStateException unknown = assertThrows(
                IllegalStateException.class,
                () -> compare(new Constant("model", 1, 2, 3, 4), new Constant("other", 1, GAP, 3, 4)));
        assertTrue(unknown.getMessage().startsWith("other: expected finite numbers"), unknown.getMessage());
    }

    @Test
    void refusesAForecastThatWasNotAskedFor() {
        ForecastingMethod twice = new Repeating(110, 110);
        ForecastingMethod elsewhere = new Repeating(110, 111);
        String message =
                assertThrows(IllegalStateException.class, () -> compare(twice)).getMessage();
        assertEquals(
                "model: expected one forecast from each origin of the plan, but got another of series 'first' from"
                        + " 1970-04-21",
                message);
        assertThrows(IllegalStateException.class, () -> compare(elsewhere));
    }

    /** A method that forecasts the first series from the given origins. */
    private record Repeating(int... origins) implements ForecastingMethod {

        @Override
        public String name() {
            return "model";
        }

        @Override
        public String description() {
            return "from where it likes";
        }

        @Override
        public void forecast(BacktestPlan plan, Consumer<IssuedForecast> forecasts) {
            for (int origin : origins) {
                forecasts.accept(IssuedForecast.ofPoints(0, origin, new double[2], new double[2]));
            }
        }
    }
}
