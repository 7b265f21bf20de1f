package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.SeriesOperators.Backend;
import io.undercurrent.stream.SeriesOperators.Checkpoint;
import io.undercurrent.stream.bundle.BundleLimits;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job that goes on with a model which looks back on more days than its windows hold: these days are filled as they come. */
class WiderWindowTest {

    private static final int LATENESS = 9;
    private static final int BEFORE = 45;
    private static final int DAYS = 90;
    private static final int WIDER = 40;
    private static final BundleLimits LIMITS = new BundleLimits(32, Duration.ofMillis(10));

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aSeriesGoesOnAsOneThatBeganWithTheFirstDayThatIsHeld(Backend backend) throws Exception {
        ForecastModel first = TestModels.of(ModelSpec.Cell.GRU);
        ForecastModel second = TestModels.small(ModelSpec.Cell.LSTM, WIDER, 7);
        int held = TestModels.WINDOW + LATENESS + WindowShape.STRIDE;
        Checkpoint checkpoint;
        try (SeriesOperators stopped = operators(first, backend)) {
            stopped.start();
            for (int day = 0; day < BEFORE; day++) {
                stopped.process(reading(day, 0));
            }
            checkpoint = stopped.checkpoint(1);
        }
        try (SeriesOperators restored = operators(second, backend);
                SeriesOperators begun = operators(second, backend)) {
            restored.start(checkpoint);
            begun.start();
            for (int day = BEFORE - held; day < DAYS; day++) {
                begun.process(reading(day, 0));
                if (day >= BEFORE) {
                    restored.process(reading(day, 0));
                }
                if (day == BEFORE + 3) {
                    // A correction of a day before the restart, and a day that is too late.
                    begun.process(reading(BEFORE - 2, 5));
                    restored.process(reading(BEFORE - 2, 5));
                    restored.process(reading(BEFORE - held, 5));
                }
            }
            restored.end();
            begun.end();
            assertEquals(1, restored.rejected().size());
            Map<Integer, Forecast> expected = last(begun);
            Map<Integer, Forecast> actual = last(restored);
            assertEquals(DAYS - BEFORE + 2, actual.size());
            actual.forEach((origin, forecast) -> {
                assertEquals(second.id(), forecast.model());
                assertArrayEquals(expected.get(origin).values(), forecast.values(), "from " + origin);
            });
        }
    }

    /** What was over in the shorter windows was given back, file and all, and stays over in the longer ones. */
    @Test
    void modelsThatWereOverStayOver() throws Exception {
        ForecastModel first = TestModels.of(ModelSpec.Cell.GRU);
        ForecastModel second = TestModels.small(ModelSpec.Cell.LSTM, WIDER, 7);
        int held = TestModels.WINDOW + LATENESS + WindowShape.STRIDE;
        int from = BEFORE - held + 1;
        Checkpoint checkpoint;
        try (SeriesOperators stopped = succeeding(first)) {
            stopped.start();
            stopped.succeed(
                    TestModels.small(ModelSpec.Cell.GRU, TestModels.WINDOW, 1), day(from - 9), issued(from - 9));
            stopped.succeed(
                    TestModels.small(ModelSpec.Cell.GRU, TestModels.WINDOW, 2), day(from - 2), issued(from - 2));
            for (int day = 0; day < BEFORE; day++) {
                stopped.process(reading(day, 0));
            }
            stopped.succeed(TestModels.small(ModelSpec.Cell.GRU, TestModels.WINDOW, 3), day(BEFORE), issued(BEFORE));
            stopped.process(reading(BEFORE, 0));
            assertEquals(2, stopped.head.successorsWithFile());
            checkpoint = stopped.checkpoint(1);
        }
        try (SeriesOperators restored = succeeding(second)) {
            restored.start(checkpoint);
            assertEquals(2, restored.head.successors());
            restored.succeed(
                    TestModels.small(ModelSpec.Cell.GRU, TestModels.WINDOW, 4), day(BEFORE + 1), issued(BEFORE + 1));
            for (int day = BEFORE + 1; day < DAYS; day++) {
                restored.process(reading(day, 0));
            }
            restored.end();
            assertEquals(DAYS - BEFORE - 1, last(restored).size());
            assertEquals(
                    TestModels.small(ModelSpec.Cell.GRU, TestModels.WINDOW, 4).id(),
                    last(restored).get(day(DAYS - 1)).model());
        }
    }

    private static int day(int day) {
        return ShuffledHistory.FIRST_DAY + day;
    }

    private static long issued(int day) {
        return Duration.ofDays(day(day)).toMillis();
    }

    private static SeriesOperators succeeding(ForecastModel model) throws Exception {
        return SeriesOperators.withSuccessors(
                model, contract(model), LIMITS, TimeLimits.DEFAULT.withLateness(LATENESS), CalibrationOptions.OFF);
    }

    private static SeriesContract contract(ForecastModel model) {
        return new SeriesContract(
                TestModels.COLUMNS, model.shape().quantiles(), TestModels.HORIZON, model.window(), LATENESS);
    }

    private static SeriesOperators operators(ForecastModel model, Backend backend) throws Exception {
        return new SeriesOperators(
                model,
                contract(model),
                LIMITS,
                TimeLimits.DEFAULT.withLateness(LATENESS),
                CalibrationOptions.OFF,
                backend,
                1,
                0);
    }

    private static Reading reading(int day, int more) {
        return new Reading("a", ShuffledHistory.FIRST_DAY + day, new double[] {
            20 + day % 7 + more, 100 + 10 * (day % 5) + more, day % 2
        });
    }

    private static Map<Integer, Forecast> last(SeriesOperators operators) {
        Map<Integer, Forecast> last = new TreeMap<>();
        operators.forecasts().forEach(forecast -> last.put(forecast.origin(), forecast));
        return last;
    }
}
