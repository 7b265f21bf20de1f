package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.bundle.BundleLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A model whose successor is taken back, while a series sleeps, goes on from the states that it has. */
class ReturningModelTest {

    private static final int FIRST_DAY = 20_000;
    private static final int LATENESS = 9;
    private static final int WINDOW = TestModels.WINDOW + 7;

    /** On which the series awakes. */
    private static final int AWAKE = 31;

    private static final ForecastModel OWN = TestModels.of(ModelSpec.Cell.GRU);
    private static final ForecastModel RETURNING = TestModels.small(ModelSpec.Cell.SIMPLE_RNN, TestModels.WINDOW, 1);
    private static final ForecastModel SUCCESSOR = TestModels.small(ModelSpec.Cell.LSTM, WINDOW, 2);

    @Test
    void forecastsAsIfTheSuccessorHadNeverBeen() throws Exception {
        List<Integer> days = new ArrayList<>();
        IntStream.range(1, 13).forEach(days::add);
        IntStream.range(AWAKE, AWAKE + 9).forEach(days::add);
        try (SeriesOperators never = operators();
                SeriesOperators takenBack = operators()) {
            never.succeed(RETURNING, FIRST_DAY + 24, 1);
            takenBack.succeed(RETURNING, FIRST_DAY + 24, 1);
            takenBack.succeed(SUCCESSOR, FIRST_DAY + 25, 2);
            for (int day : days) {
                never.process(reading(day, 0));
                takenBack.process(reading(day, 0));
                if (day == AWAKE) {
                    takenBack.succeed(RETURNING, FIRST_DAY + 24, 3);
                }
            }
            // It rewinds to before the first day after the silence.
            never.process(reading(AWAKE, 5));
            takenBack.process(reading(AWAKE, 5));
            never.end();
            takenBack.end();
            Map<Integer, Forecast> expected = last(never);
            Map<Integer, Forecast> actual = last(takenBack);
            assertEquals(expected.keySet(), actual.keySet());
            expected.forEach((origin, forecast) -> {
                assertEquals(forecast.model(), actual.get(origin).model());
                assertArrayEquals(forecast.values(), actual.get(origin).values(), "from day " + origin);
            });
            assertEquals(RETURNING.id(), actual.get(FIRST_DAY + AWAKE).model());
        }
    }

    private static SeriesOperators operators() throws Exception {
        SeriesContract contract =
                new SeriesContract(TestModels.COLUMNS, OWN.shape().quantiles(), TestModels.HORIZON, WINDOW, LATENESS);
        return SeriesOperators.withSuccessors(
                        OWN,
                        contract,
                        new BundleLimits(32, Duration.ofMillis(10)),
                        TimeLimits.DEFAULT.withLateness(LATENESS),
                        CalibrationOptions.OFF)
                .start();
    }

    private static Reading reading(int day, int more) {
        return new Reading(
                "a", FIRST_DAY + day, new double[] {20 + day % 7 + more, 100 + 10 * (day % 5) + more, day % 2});
    }

    private static Map<Integer, Forecast> last(SeriesOperators operators) {
        Map<Integer, Forecast> last = new TreeMap<>();
        operators.forecasts().forEach(forecast -> last.put(forecast.origin(), forecast));
        return last;
    }
}
