package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.stream.SeriesOperators.Backend;
import io.undercurrent.stream.SeriesOperators.Checkpoint;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.record.RejectedRecord;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What waits for the first reading of its series is bounded, in number and in bytes, for each series by itself. */
class WaitingAnnouncementsTest {

    private static final ForecastModel MODEL = TestModels.of(ModelSpec.Cell.GRU);
    private static final BundleLimits ALONE = new BundleLimits(1, Duration.ofMillis(10));
    private static final Duration RETENTION = Duration.ofDays(32);
    private static final TimeLimits LIMITS =
            new TimeLimits(OptionalInt.empty(), OptionalInt.of(1), Optional.empty(), Optional.of(RETENTION));
    private static final int DAY = 20_000;
    private static final int MOST_MESSAGES = 1000;
    private static final int MOST_BYTES = 1 << 20;
    private static final double NONE = Double.NaN;

    @ParameterizedTest
    @EnumSource
    void noMoreThanAThousandWait(Backend backend) throws Exception {
        try (SeriesOperators operators = operators(backend).start()) {
            for (int i = 0; i < MOST_MESSAGES; i++) {
                announce(operators, "a", DAY, 1);
            }
            assertRejected(operators);
            announce(operators, "a", DAY + 1, 1);
            assertRejected(operators, DAY + 1);
            announce(operators, "b", DAY, 1);
            assertRejected(operators, DAY + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noMoreThanAMebibyteWaits(Backend backend) throws Exception {
        try (SeriesOperators operators = operators(backend).start()) {
            announce(operators, "a", DAY, MOST_BYTES / 2);
            announce(operators, "a", DAY + 1, MOST_BYTES / 2 + 1);
            assertRejected(operators, DAY + 1);
            announce(operators, "a", DAY + 2, MOST_BYTES / 2);
            assertRejected(operators, DAY + 1);
            announce(operators, "a", DAY + 3, 1);
            assertRejected(operators, DAY + 1, DAY + 3);
            announce(operators, "b", DAY, MOST_BYTES + 1);
            assertRejected(operators, DAY + 1, DAY + 3);
            operators.process(new Reading("a", DAY, new double[] {1, 10, NONE}));
            operators.end();
            assertEquals(1, operators.forecasts().size());
            assertRejected(operators, DAY + 1, DAY + 3, DAY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsIsStillCountedAfterARestart(Backend backend) throws Exception {
        Checkpoint checkpoint;
        try (SeriesOperators operators = operators(backend).start()) {
            announce(operators, "a", DAY, MOST_BYTES);
            checkpoint = operators.checkpoint(1);
        }
        try (SeriesOperators operators = operators(backend).start(checkpoint)) {
            announce(operators, "a", DAY + 1, 1);
            assertRejected(operators, DAY + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSeriesThatIsForgottenMayWaitAnew(Backend backend) throws Exception {
        try (SeriesOperators operators = operators(backend).start()) {
            announce(operators, "a", DAY, MOST_BYTES);
            operators.setTime(SeriesOperators.NOW + RETENTION.plusDays(2).toMillis());
            assertRejected(operators, DAY);
            announce(operators, "a", DAY + 1, 1);
            assertRejected(operators, DAY);
            announce(operators, "a", DAY + 2, MOST_BYTES);
            assertRejected(operators, DAY, DAY + 2);
        }
    }

    private static SeriesOperators operators(Backend backend) throws Exception {
        return new SeriesOperators(MODEL, ALONE, LIMITS, backend, 1, 0);
    }

    private static void announce(SeriesOperators operators, String key, int day, int bytes) throws Exception {
        operators.process(new Reading(key, day, new double[] {NONE, NONE, 1}), bytes);
    }

    /** The announcements of {@code days} were rejected, each with a detail that names its day. */
    private static void assertRejected(SeriesOperators operators, int... days) {
        List<RejectedRecord> rejected = operators.rejected();
        assertEquals(days.length, rejected.size(), rejected.toString());
        for (int i = 0; i < days.length; i++) {
            assertEquals(Reason.TOO_EARLY, rejected.get(i).rejection().reason());
            String detail = rejected.get(i).rejection().detail();
            assertTrue(detail.contains(LocalDate.ofEpochDay(days[i]).toString()), detail);
        }
    }
}
