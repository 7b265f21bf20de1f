package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.stream.SeriesOperators.Backend;
import io.undercurrent.stream.SeriesOperators.Checkpoint;
import io.undercurrent.stream.bundle.BundleLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A series without readings gives all its state back, and begins anew afterwards as if it had never been. */
class RetentionTest {

    private static final ForecastModel MODEL = TestModels.of(ModelSpec.Cell.GRU);
    private static final BundleLimits CROWD = new BundleLimits(64, Duration.ofMillis(10));
    private static final int DAY = 20_000;
    private static final int DAYS = 10;
    private static final Duration RETENTION = Duration.ofDays(32);
    /** A series is kept for a sixteenth longer at most. */
    private static final Duration STEP = Duration.ofDays(2);

    private static final TimeLimits LIMITS = new TimeLimits(
            OptionalInt.empty(), OptionalInt.of(1), Optional.of(Duration.ofDays(365)), Optional.of(RETENTION));

    private final long start = SeriesOperators.NOW;

    @ParameterizedTest
    @EnumSource
    void allStateIsGivenBackAndTheSeriesBeginsAnew(Backend backend) throws Exception {
        List<Forecast> fresh;
        try (SeriesOperators operators = operators(backend).start()) {
            feed(operators, "a", DAY, DAY + DAYS);
            operators.end();
            fresh = operators.forecasts();
        }
        try (SeriesOperators operators = operators(backend).start()) {
            feed(operators, "a", DAY - 50, DAY - 40);
            feed(operators, "b", DAY - 50, DAY - 40);
            operators.process(reading("a", DAY + 500));
            operators.process(new Reading("c", DAY, new double[] {Double.NaN, Double.NaN, 1}));
            operators.setTime(start + STEP.toMillis());
            feed(operators, "b", DAY - 40, DAY - 39);
            operators.setTime(start + RETENTION.plus(STEP).toMillis());
            // A flush and a checkpoint between do not bring anything back.
            operators.checkpoint(1);
            assertEquals(1, operators.keysWithWindows(), "of b alone");
            assertEquals(1, operators.keysWithStates(), "of b alone");
            assertEquals(1, operators.keysWithCalibrations(), "of b alone");
            assertEquals(
                    List.of(Reason.UNCONFIRMED_JUMP, Reason.TOO_EARLY),
                    operators.rejected().stream()
                            .map(rejected -> rejected.rejection().reason())
                            .sorted((one, other) -> other.compareTo(one))
                            .toList());
            int before = operators.forecasts().size();
            feed(operators, "a", DAY, DAY + DAYS);
            operators.setTime(start + RETENTION.plus(STEP).toMillis() + 10);
            List<Forecast> again =
                    operators.forecasts().subList(before, operators.forecasts().size());
            assertEquals(fresh, again);
            for (int steps = 1; steps <= 32; steps++) {
                operators.setTime(
                        start + RETENTION.plus(STEP.multipliedBy(1 + steps)).toMillis() + 10);
            }
            assertEquals(0, operators.keysWithWindows());
            assertEquals(0, operators.keysWithStates());
            assertEquals(0, operators.keysWithCalibrations());
            assertEquals(0, operators.timers(), "no timer is left of a series that is forgotten");
        }
    }

    /** The reading itself shows how long its series was silent, whatever is known of the stream. */
    @ParameterizedTest
    @EnumSource
    void aReadingAfterTheRetentionBeginsAnewByItsOwnTime(Backend backend) throws Exception {
        List<Forecast> fresh;
        try (SeriesOperators operators = operators(backend).start()) {
            feed(operators, "a", DAY, DAY + DAYS);
            operators.end();
            fresh = operators.forecasts();
        }
        try (SeriesOperators operators = operators(backend).start()) {
            feed(operators, "a", DAY - 30, DAY - 20);
            operators.setTimeOfMessages(start + RETENTION.plus(STEP).toMillis() - 1);
            feed(operators, "a", DAY - 20, DAY - 19);
            operators.checkpoint(1);
            int before = operators.forecasts().size();
            assertEquals(11, before);
            operators.setTimeOfMessages(
                    start + RETENTION.plus(STEP).multipliedBy(2).toMillis());
            feed(operators, "a", DAY, DAY + DAYS);
            operators.end();
            assertEquals(
                    fresh,
                    operators.forecasts().subList(before, operators.forecasts().size()));
        }
    }

    /** An outage of everybody is no silence of one: nobody was heard in a time that the stream leapt over. */
    @ParameterizedTest
    @EnumSource
    void aLeapOfTheStreamForgetsNobody(Backend backend) throws Exception {
        try (SeriesOperators operators = operators(backend).start()) {
            feed(operators, "a", DAY, DAY + 3);
            long after = start + RETENTION.multipliedBy(2).toMillis();
            operators.advance(after);
            operators.advance(after + 1);
            assertEquals(1, operators.keysWithWindows());
            operators.advance(after + RETENTION.toMillis() - 1);
            assertEquals(1, operators.keysWithWindows());
            operators.advance(after + RETENTION.toMillis());
            assertEquals(0, operators.keysWithWindows());
            assertEquals(0, operators.timers());
        }
    }

    /** As where it is sent with the times of its days into the present: by these times it goes on. */
    @ParameterizedTest
    @EnumSource
    void aHistorySentWithTheTimesOfItsDaysIsNotForgottenOnTheWay(Backend backend) throws Exception {
        try (SeriesOperators plain = operators(backend).start();
                SeriesOperators operators = operators(backend).start()) {
            feed(plain, "a", DAY, DAY + 100);
            plain.end();
            for (int day = DAY; day < DAY + 100; day++) {
                operators.setTimeOfMessages(Duration.ofDays(day).toMillis());
                feed(operators, "a", day, day + 1);
                operators.advance(start + day - DAY);
            }
            operators.end();
            assertEquals(plain.forecasts(), operators.forecasts());
        }
    }

    /** The clock of the machine is a year ahead of the messages, or behind them, or leaps. */
    @ParameterizedTest
    @EnumSource
    void theClockOfTheMachineForgetsNobody(Backend backend) throws Exception {
        try (SeriesOperators operators = operators(backend).start()) {
            feed(operators, "a", DAY, DAY + 3);
            operators.process(reading("a", DAY + 500));
            operators.setClock(start + Duration.ofDays(4000).toMillis());
            assertEquals(1, operators.keysWithWindows());
            feed(operators, "a", DAY + 3, DAY + 4);
            operators.end();
            assertEquals(4, operators.forecasts().size());
        }
    }

    /** The bundle that holds the last reading of a series runs before the series is forgotten. */
    @ParameterizedTest
    @EnumSource
    void forecastsStillDueAreMadeFirst(Backend backend) throws Exception {
        try (SeriesOperators operators = new SeriesOperators(
                        MODEL, new BundleLimits(64, RETENTION.multipliedBy(2)), LIMITS, backend, 1, 0)
                .start()) {
            feed(operators, "a", DAY, DAY + 3);
            feed(operators, "b", DAY, DAY + 3);
            assertEquals(0, operators.forecasts().size());
            operators.advance(start + RETENTION.plus(STEP).toMillis());
            assertEquals(6, operators.forecasts().size());
            assertEquals(0, operators.keysWithStates());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWaitGoesOnOverARestart(Backend backend) throws Exception {
        Checkpoint checkpoint;
        try (SeriesOperators operators = operators(backend).start()) {
            feed(operators, "a", DAY, DAY + 3);
            checkpoint = operators.checkpoint(1);
        }
        try (SeriesOperators operators = operators(backend).start(checkpoint)) {
            operators.setTime(start + RETENTION.toMillis());
            assertEquals(1, operators.keysWithStates());
            operators.setTime(start + RETENTION.plus(STEP).toMillis());
            assertEquals(0, operators.keysWithStates());
            feed(operators, "a", DAY + 3, DAY + 4);
            operators.end();
            assertEquals(1, operators.forecasts().size());
            assertTrue(operators.rejected().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSeriesThatIsReadIsKept(Backend backend) throws Exception {
        try (SeriesOperators plain = operators(backend).start();
                SeriesOperators operators = operators(backend).start()) {
            feed(plain, "a", DAY, DAY + DAYS);
            plain.end();
            for (int day = DAY; day < DAY + DAYS; day++) {
                feed(operators, "a", day, day + 1);
                operators.setTime(start + RETENTION.minusMillis(1).toMillis() * (day - DAY + 1));
            }
            assertEquals(plain.forecasts().size(), operators.forecasts().size());
            for (int i = 0; i < DAYS; i++) {
                assertArrayEquals(
                        plain.forecasts().get(i).values(),
                        operators.forecasts().get(i).values());
            }
        }
    }

    private static SeriesOperators operators(Backend backend) throws Exception {
        return new SeriesOperators(MODEL, CROWD, LIMITS, backend, 1, 0);
    }

    private static void feed(SeriesOperators operators, String key, int fromDay, int toDay) throws Exception {
        for (int day = fromDay; day < toDay; day++) {
            operators.process(reading(key, day));
        }
    }

    private static Reading reading(String key, int day) {
        return new Reading(key, day, new double[] {day % 7, 10 + day % 3, day % 2});
    }
}
