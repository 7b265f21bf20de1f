package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.engine.window.Backlog;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.stream.SeriesOperators.Backend;
import io.undercurrent.stream.SeriesOperators.Checkpoint;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.layout.HeldJumpLayout;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.state.StoredJump;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reading with a wrong date does not silence its series, and a series that did move on is believed the second time. */
class JumpTest {

    private static final ForecastModel MODEL = TestModels.of(ModelSpec.Cell.GRU);
    private static final BundleLimits ALONE = new BundleLimits(1, Duration.ofMillis(10));
    private static final int LATENESS = 4;
    private static final TimeLimits LIMITS = TimeLimits.DEFAULT.withLateness(LATENESS);
    private static final long CONFIRMATION = LIMITS.confirmation().orElseThrow().toMillis();
    private static final int WINDOW = TestModels.WINDOW;
    private static final int REACH = TestModels.HORIZON + LATENESS;
    private static final int DAY = 20_000;
    private static final int JUMP = DAY + WINDOW + 1;
    private static final int TODAY =
            (int) Duration.ofMillis(SeriesOperators.NOW).toDays();
    private static final double NONE = Double.NaN;

    private SeriesOperators operators;

    @BeforeEach
    void open() throws Exception {
        operators = new SeriesOperators(MODEL, ALONE, LIMITS).start();
    }

    @AfterEach
    void close() throws Exception {
        operators.close();
    }

    @Test
    void aReadingDatedAfterTomorrowIsRejected() throws Exception {
        read(TODAY + 2);
        assertRejected(Reason.FUTURE_DATE, TODAY + 2);
        read(TODAY + 1);
        assertForecasts((TODAY + 1) + " r0");
        operators.setTime(SeriesOperators.NOW + Duration.ofHours(24).toMillis() - 1);
        read(TODAY + 2);
        assertRejected(Reason.FUTURE_DATE, TODAY + 2, TODAY + 2);
        operators.setTime(SeriesOperators.NOW + Duration.ofHours(24).toMillis());
        read(TODAY + 2);
        assertForecasts((TODAY + 1) + " r0", (TODAY + 2) + " r0");
    }

    @Test
    void announcementsMayBeOfDaysThatHaveNotCome() throws Exception {
        announce(TODAY + 3);
        read(TODAY);
        announce(TODAY + REACH);
        assertRejected(Reason.FUTURE_DATE);
        announce(TODAY + REACH + 1);
        assertRejected(Reason.TOO_EARLY, TODAY + REACH + 1);
    }

    @Test
    void oneDateFarAheadDoesNotSilenceTheSeries() throws Exception {
        read(DAY);
        read(DAY + 100);
        assertRejected(Reason.UNCONFIRMED_JUMP);
        read(DAY + 1);
        assertRejected(Reason.UNCONFIRMED_JUMP, DAY + 100);
        read(DAY + 2);
        assertForecasts(DAY + " r0", (DAY + 1) + " r0", (DAY + 2) + " r0");
        assertEquals("readings", operators.rejected().get(0).source().topic());
        assertEquals(1, operators.rejected().get(0).source().offset());
    }

    @Test
    void theLongestGapInsideTheWindowNeedsNoConfirmation() throws Exception {
        read(DAY);
        read(DAY + WINDOW);
        assertForecasts(DAY + " r0", (DAY + WINDOW) + " r0");
    }

    @Test
    void aSecondReadingConfirmsAndBothMakeForecasts() throws Exception {
        read(DAY);
        read(JUMP);
        assertForecasts(DAY + " r0");
        read(JUMP + WINDOW);
        assertForecasts(DAY + " r0", JUMP + " r0 restarted", (JUMP + WINDOW) + " r0");
        operators.end();
        assertEquals(List.of(), operators.rejected());
    }

    @Test
    void aSecondReadingOlderThanTheFirstConfirmsToo() throws Exception {
        read(DAY);
        read(JUMP + 20);
        read(JUMP + 20 - WINDOW);
        assertForecasts(DAY + " r0", (JUMP + 20 - WINDOW) + " r0 restarted", (JUMP + 20) + " r0");
    }

    @Test
    void aLateDayBetweenShowsThatThereWasNoJump() throws Exception {
        read(DAY);
        read(JUMP);
        read(DAY + WINDOW / 2);
        assertForecasts(DAY + " r0", (DAY + WINDOW / 2) + " r0", JUMP + " r0");
    }

    @Test
    void theSameDayAgainConfirmsNothingButWaitsAsWell() throws Exception {
        read(DAY);
        operators.process(new Reading("a", JUMP, new double[] {1, NONE, NONE}));
        operators.process(new Reading("a", JUMP, new double[] {1, NONE, NONE}));
        operators.process(new Reading("a", JUMP, new double[] {NONE, 10, NONE}));
        assertForecasts(DAY + " r0");
        read(JUMP + 1);
        assertForecasts(DAY + " r0", JUMP + " r0 restarted", JUMP + " r1 restarted", (JUMP + 1) + " r0");
    }

    @Test
    void lateReadingsOfTheTimeBeforeSayNothingOfTheJump() throws Exception {
        read(DAY);
        read(JUMP + 50);
        read(DAY - 1);
        read(DAY - LATENESS - 1);
        assertRejected(Reason.TOO_LATE, DAY - LATENESS - 1);
        read(JUMP + 51);
        assertForecasts(
                DAY + " r0", (DAY - 1) + " r0", DAY + " r1", (JUMP + 50) + " r0 restarted", (JUMP + 51) + " r0");
    }

    @Test
    void ofTwoJumpsApartTheLaterIsHeld() throws Exception {
        read(DAY);
        read(JUMP);
        read(JUMP + WINDOW + 1);
        assertRejected(Reason.UNCONFIRMED_JUMP, JUMP);
        read(JUMP + WINDOW + 2);
        assertForecasts(DAY + " r0", (JUMP + WINDOW + 1) + " r0 restarted", (JUMP + WINDOW + 2) + " r0");
    }

    @Test
    void aFirstReadingFarInThePastIsLeftBehind() throws Exception {
        read(3);
        read(DAY);
        read(DAY + 1);
        assertForecasts("3 r0", DAY + " r0 restarted", (DAY + 1) + " r0");
    }

    @Test
    void announcementsThatOnlyTheJumpReachesWaitWithIt() throws Exception {
        read(DAY);
        read(JUMP);
        announce(DAY + REACH);
        announce(JUMP + 1);
        announce(JUMP + REACH + 1);
        assertRejected(Reason.TOO_EARLY, JUMP + REACH + 1);
        read(JUMP + 1);
        assertForecasts(DAY + " r0", JUMP + " r0 restarted", JUMP + " r1 restarted", (JUMP + 1) + " r0");
        read(JUMP + 60);
        announce(JUMP + 61);
        read(JUMP + 2);
        assertEquals(
                List.of(Reason.TOO_EARLY, Reason.UNCONFIRMED_JUMP, Reason.UNCONFIRMED_JUMP),
                operators.rejected().stream().map(r -> r.rejection().reason()).toList());
    }

    /** Which itself lies a window after the newest day and no farther. */
    @Test
    void anAnnouncementRejectedWithAJumpSaysWhatJumped() throws Exception {
        read(DAY);
        read(JUMP);
        announce(JUMP - 1);
        operators.end();
        String jump = LocalDate.ofEpochDay(JUMP).toString();
        String announced = LocalDate.ofEpochDay(JUMP - 1).toString();
        String why = " came with a jump to " + jump + ", more than " + WINDOW
                + " days after the newest of the series: expected a reading of another day within " + WINDOW
                + " of it, but none came before the input ended";
        assertEquals(
                List.of("date: " + jump + why, "date: " + announced + why),
                operators.rejected().stream().map(r -> r.rejection().detail()).toList());
    }

    @Test
    void aJumpThatNothingConfirmsInTimeIsRejected() throws Exception {
        read(DAY);
        operators.setTime(SeriesOperators.NOW + 1);
        read(JUMP);
        operators.setTime(SeriesOperators.NOW + CONFIRMATION);
        assertRejected(Reason.UNCONFIRMED_JUMP);
        operators.setTime(SeriesOperators.NOW + CONFIRMATION + 1);
        assertRejected(Reason.UNCONFIRMED_JUMP, JUMP);
        read(JUMP + 1);
        assertForecasts(DAY + " r0");
    }

    @Test
    void aMessageAfterTheWaitEndsItByItsOwnTime() throws Exception {
        read(DAY);
        read(JUMP);
        operators.setTimeOfMessages(SeriesOperators.NOW + CONFIRMATION - 1);
        read(JUMP);
        assertRejected(Reason.UNCONFIRMED_JUMP);
        operators.setTimeOfMessages(SeriesOperators.NOW + CONFIRMATION);
        read(JUMP + 1);
        assertRejected(Reason.UNCONFIRMED_JUMP, JUMP, JUMP);
        assertForecasts(DAY + " r0");
        operators.setTimeOfMessages(SeriesOperators.NOW + CONFIRMATION + 1);
        read(JUMP + 2);
        assertForecasts(DAY + " r0", (JUMP + 1) + " r0 restarted", (JUMP + 2) + " r0");
    }

    @Test
    void aLeapOfTheStreamEndsNoWait() throws Exception {
        read(DAY);
        read(JUMP);
        long after = SeriesOperators.NOW + 2 * CONFIRMATION;
        operators.advance(after);
        operators.advance(after + CONFIRMATION - 1);
        assertRejected(Reason.UNCONFIRMED_JUMP);
        operators.advance(after + CONFIRMATION);
        assertRejected(Reason.UNCONFIRMED_JUMP, JUMP);
    }

    @Test
    void theClockOfTheMachineEndsNoWaitAndMovesNoLimit() throws Exception {
        read(DAY);
        read(JUMP);
        operators.setClock(SeriesOperators.NOW + 100 * CONFIRMATION);
        read(TODAY + 2);
        assertRejected(Reason.FUTURE_DATE, TODAY + 2);
        read(JUMP + 1);
        assertForecasts(DAY + " r0", JUMP + " r0 restarted", (JUMP + 1) + " r0");
    }

    /** No timestamp, seconds or microseconds for milliseconds, a clock without a battery: nothing is known then. */
    @ParameterizedTest
    @ValueSource(longs = {SourceRecord.NO_TIMESTAMP, 0, 1_742_256_000L, 1_742_256_000_000_000L, 946_684_800_000L})
    void aMessageWithoutATimeIsBelievedWhateverItsDate(long timestamp) throws Exception {
        operators.setTimeOfMessages(timestamp);
        read(TODAY + 5000);
        read(TODAY + 5000 + WINDOW + 1);
        operators.advance(SeriesOperators.NOW + 2 * CONFIRMATION);
        assertEquals(List.of(), operators.rejected());
        read(TODAY + 5000 + WINDOW + 2);
        assertEquals(3, operators.forecasts().size());
    }

    @Test
    void theDetailTellsTheTimeOfTheMessage() throws Exception {
        operators.setTimeOfMessages(Instant.parse("2025-03-18T23:59:00Z").toEpochMilli());
        read((int) LocalDate.of(2026, 3, 18).toEpochDay());
        assertEquals(
                "date: expected one up to 2025-03-19, because the message is of 2025-03-18T23:59:00Z, but got 2026-03-18",
                operators.rejected().get(0).rejection().detail());
    }

    /** What is written again with each message that joins has the same few bytes, however much waits. */
    @Test
    void whatWaitsIsWrittenOnce() throws Exception {
        read(DAY);
        for (int i = 0; i < 10; i++) {
            operators.process(new Reading("a", JUMP, new double[] {i, NONE, NONE}), 100_000);
            StoredJump held = operators.heldJumps().get(0);
            assertEquals(new Backlog(i + 1, (i + 1) * 100_000), held.jump().backlog());
            DataOutputSerializer out = new DataOutputSerializer(64);
            HeldJumpLayout.HELD_JUMP.write(held, out);
            assertEquals(28, out.length());
        }
    }

    @Test
    void theEndOfTheInputEndsTheWait() throws Exception {
        read(DAY);
        read(JUMP);
        read(JUMP);
        operators.process(new Reading("b", DAY, new double[] {NONE, NONE, 1}));
        operators.end();
        assertEquals(
                List.of(Reason.UNCONFIRMED_JUMP, Reason.UNCONFIRMED_JUMP, Reason.TOO_EARLY),
                operators.rejected().stream()
                        .map(r -> r.rejection().reason())
                        .sorted((a, b) -> b.compareTo(a))
                        .toList());
    }

    @Test
    void noMoreThanAThousandMessagesWait() throws Exception {
        read(DAY);
        for (int i = 0; i <= 1000; i++) {
            read(JUMP);
        }
        assertRejected(Reason.UNCONFIRMED_JUMP, JUMP);
        read(JUMP + 1);
        assertEquals(1, operators.rejected().size());
    }

    @Test
    void noMoreThanAMebibyteOfMessagesWaits() throws Exception {
        read(DAY);
        read(JUMP);
        operators.process(new Reading("a", JUMP, new double[] {2, NONE, NONE}), (1 << 20) - 2);
        assertRejected(Reason.UNCONFIRMED_JUMP);
        operators.process(new Reading("a", JUMP + 1, new double[] {NONE, NONE, 1}), 2);
        assertRejected(Reason.UNCONFIRMED_JUMP, JUMP + 1);
        operators.process(new Reading("a", JUMP, new double[] {3, NONE, NONE}), 1);
        assertRejected(Reason.UNCONFIRMED_JUMP, JUMP + 1);
        operators.process(new Reading("a", JUMP, new double[] {4, NONE, NONE}), 1);
        assertRejected(Reason.UNCONFIRMED_JUMP, JUMP + 1, JUMP);
        String detail = operators.rejected().get(1).rejection().detail();
        assertTrue(detail.contains("1000 messages or 1048576 bytes"), detail);
        read(JUMP + 1);
        assertForecasts(
                DAY + " r0",
                JUMP + " r0 restarted",
                JUMP + " r1 restarted",
                JUMP + " r2 restarted",
                (JUMP + 1) + " r0");
    }

    @Test
    void theFirstMessageWaitsHoweverLongItIs() throws Exception {
        read(DAY);
        operators.process(new Reading("a", JUMP, new double[] {1, 10, 0}), (1 << 20) + 1);
        assertRejected(Reason.UNCONFIRMED_JUMP);
        read(JUMP + 1);
        assertForecasts(DAY + " r0", JUMP + " r0 restarted", (JUMP + 1) + " r0");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsHeldSurvivesARestartWithItsDeadline(Backend backend) throws Exception {
        operators.close();
        operators = new SeriesOperators(MODEL, ALONE, LIMITS, backend, 1, 0).start();
        for (String key : List.of("a", "b")) {
            operators.process(new Reading(key, DAY, new double[] {1, 10, 0}));
            operators.process(new Reading(key, JUMP, new double[] {1, 10, 0}));
        }
        Checkpoint checkpoint = operators.checkpoint(1);
        operators.close();
        operators = new SeriesOperators(MODEL, ALONE, LIMITS, backend, 1, 0).start(checkpoint);
        read(JUMP + 1);
        assertForecasts(JUMP + " r0 restarted", (JUMP + 1) + " r0");
        operators.setTime(SeriesOperators.NOW + CONFIRMATION);
        assertRejected(Reason.UNCONFIRMED_JUMP, JUMP);
    }

    private void read(int day) throws Exception {
        operators.process(new Reading("a", day, new double[] {1, 10, 0}));
    }

    private void announce(int day) throws Exception {
        operators.process(new Reading("a", day, new double[] {NONE, NONE, 1}));
    }

    private void assertForecasts(String... expected) {
        assertEquals(
                List.of(expected),
                operators.forecasts().stream().map(JumpTest::describe).toList());
    }

    private static String describe(Forecast forecast) {
        return forecast.origin() + " r" + forecast.revision() + (forecast.restarted() ? " restarted" : "");
    }

    /** Those rejected for {@code reason} are of {@code days}, each of which the detail names. */
    private void assertRejected(Reason reason, int... days) {
        List<String> details = operators.rejected().stream()
                .filter(rejected -> rejected.rejection().reason() == reason)
                .map(rejected -> rejected.rejection().detail())
                .toList();
        assertEquals(days.length, details.size(), details.toString());
        for (int i = 0; i < days.length; i++) {
            String date = LocalDate.ofEpochDay(days[i]).toString();
            assertTrue(details.get(i).contains(date), details.get(i));
        }
    }
}
