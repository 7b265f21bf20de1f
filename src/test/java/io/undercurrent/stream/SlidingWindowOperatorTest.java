package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.engine.window.WindowUpdate.Changed;
import io.undercurrent.engine.window.WindowUpdate.Run;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.stream.layout.WindowUpdateLayout;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlidingWindowOperatorTest {

    private static final int WINDOW = 7;
    private static final int AHEAD = 3;
    private static final int LATENESS = 4;
    /** Jumps are believed, which {@link JumpTest} is about, and dates are not compared with the clock. */
    private static final TimeLimits LIMITS =
            new TimeLimits(OptionalInt.of(LATENESS), OptionalInt.empty(), Optional.empty(), Optional.empty());

    private static final int DAY = 20_000;
    private static final double NONE = Double.NaN;

    private KeyedOneInputStreamOperatorTestHarness<String, ParsedReading, WindowUpdate> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness(WINDOW);
        harness.open();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ParsedReading, WindowUpdate> harness(int past)
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new SlidingWindowOperator(new WindowSettings(TestModels.COLUMNS, past, AHEAD, LIMITS)),
                ParsedReading::key,
                Types.STRING);
        harness.setup(new LayoutSerializer<>(WindowUpdateLayout.WINDOW_UPDATE));
        return harness;
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aNewDayMovesTheWindowOnAndDaysBetweenBecomeGaps() throws Exception {
        assertUpdates(process("a", DAY, 1, 10, 0), update(DAY, DAY, DAY + " r0"));
        assertUpdates(
                process("a", DAY + 3, 4, 40, 0),
                update(DAY + 1, DAY + 1),
                update(DAY + 2, DAY + 2),
                update(DAY + 3, DAY + 3, (DAY + 3) + " r0"));
        SlidingWindow window = last().window();
        assertEquals(10, window.value(DAY, 1));
        assertTrue(Double.isNaN(window.value(DAY + 2, 0)));
        assertEquals(4, window.value(DAY + 3, 0));
        assertEquals(DAY, window.firstDay());
    }

    @Test
    void severalReadingsOfADayMergeByValue() throws Exception {
        process("a", DAY, 1, NONE, NONE);
        assertUpdates(process("a", DAY, NONE, 10, NONE), update(DAY, DAY, DAY + " r1"));
        assertUpdates(process("a", DAY, 2, 10, NONE), update(DAY, DAY, DAY + " r2"));
        assertEquals(2, last().window().value(DAY, 0));
        assertEquals(10, last().window().value(DAY, 1));
    }

    @Test
    void whatChangesNothingMakesNoForecast() throws Exception {
        process("a", DAY, 1, 10, 0);
        assertUpdates(process("a", DAY, 1, 10, 0));
        assertUpdates(process("a", DAY, NONE, 10, NONE));
        process("a", DAY + 2, NONE, NONE, 1);
        assertUpdates(process("a", DAY + 2, NONE, NONE, 1));
        assertUpdates(process("a", DAY, NONE, NONE, NONE));
        assertEquals(List.of(), rejected());
    }

    @Test
    void aLateDayMakesAllForecastsFromThereAgain() throws Exception {
        process("a", DAY, 1, 10, 0);
        process("a", DAY + 1, 1, 10, 0);
        process("a", DAY + 4, 1, 10, 0);
        assertUpdates(process("a", DAY + 3, 1, 10, 0), update(DAY + 4, DAY + 3, (DAY + 3) + " r0", (DAY + 4) + " r1"));
        assertUpdates(
                process("a", DAY + 1, 2, NONE, NONE),
                update(DAY + 4, DAY + 1, (DAY + 1) + " r1", (DAY + 3) + " r1", (DAY + 4) + " r2"));
        assertUpdates(
                process("a", DAY + 2, NONE, NONE, NONE),
                update(DAY + 4, DAY + 2, (DAY + 2) + " r0", (DAY + 3) + " r2", (DAY + 4) + " r3"));
    }

    @Test
    void aDayBeforeTheFirstBecomesTheFirst() throws Exception {
        process("a", DAY, 1, 10, 0);
        assertUpdates(process("a", DAY - 2, 1, 10, 0), update(DAY, DAY - 2, (DAY - 2) + " r0", DAY + " r1"));
        assertEquals(DAY - 2, last().window().firstDay());
    }

    @Test
    void olderDaysAreRejectedWithTheOldestAcceptedNamed() throws Exception {
        process("a", DAY + 5, 1, 10, 0);
        RejectedRecord rejected = assertRejected(
                Reason.TOO_LATE,
                LocalDate.ofEpochDay(DAY + 5 - LATENESS).toString(),
                process("a", DAY + 4 - LATENESS, 2, 20, 0));
        assertEquals("readings", rejected.source().topic());
        assertRejected(Reason.TOO_LATE, "", process("a", DAY + 4 - LATENESS, NONE, NONE, 1));
        assertUpdates(
                process("b", DAY + 4 - LATENESS, 2, 20, 0),
                update(DAY + 4 - LATENESS, DAY + 4 - LATENESS, (DAY + 4 - LATENESS) + " r0"));
    }

    /** Whoever sends a whole month again every day tells nothing that is too late, as far back as the window knows the days. */
    @Test
    void repetitionsOfWhatIsKnownAreNeverTooLate() throws Exception {
        int newest = WINDOW + LATENESS + WindowShape.STRIDE - 1;
        for (int day = 0; day <= newest; day++) {
            process("a", DAY + day, day, 10, 1);
            process("a", DAY + day + 1, NONE, NONE, 0);
        }
        for (int day = 0; day < newest - LATENESS; day++) {
            assertUpdates(process("a", DAY + day, day, NONE, 1));
            assertUpdates(process("a", DAY + day, NONE, NONE, NONE));
            assertUpdates(process("a", DAY + day + 1, NONE, NONE, 0));
        }
        assertEquals(List.of(), rejected());
        assertRejected(Reason.TOO_LATE, "", process("a", DAY + 1, 2, 10, 1));
        assertRejected(Reason.TOO_LATE, "", process("a", DAY + 1, 1, Reading.RETRACTED, 1));
        assertRejected(Reason.TOO_LATE, "", process("a", DAY + 1, NONE, NONE, 2));
        assertRejected(Reason.TOO_LATE, "", process("a", DAY + 1, NONE, NONE, Reading.RETRACTED));
        assertRejected(Reason.TOO_LATE, "", process("a", DAY - 1, 1, 10, 1));
        process("a", DAY + newest + 1, 1, 10, 1);
        assertRejected(Reason.TOO_LATE, "", process("a", DAY, 0, 10, 1));
    }

    @Test
    void anAnnouncementMakesTheForecastsAgainThatReachItsDay() throws Exception {
        for (int day = DAY; day < DAY + 4; day++) {
            process("a", day, 1, 10, 0);
        }
        assertUpdates(
                process("a", DAY + 5, NONE, NONE, 1), update(DAY + 3, DAY + 4, (DAY + 2) + " r1", (DAY + 3) + " r1"));
        assertUpdates(process("a", DAY + 3 + AHEAD + 1, NONE, NONE, 1));
        process("a", DAY + 4, 2, 20, 0);
        process("a", DAY + 5, 3, 30, 0);
        assertEquals(0, last().window().value(DAY + 5, 2), "what came to be");
        assertEquals(1, last().window().announced(DAY + 5, 2), "what was announced");
        assertRejected(
                Reason.TOO_EARLY,
                LocalDate.ofEpochDay(DAY + 5 + AHEAD + LATENESS).toString(),
                process("a", DAY + 5 + AHEAD + LATENESS + 1, NONE, NONE, 1));
    }

    @Test
    void anAnnouncementOfAPastDayFillsInWhatNoReadingTold() throws Exception {
        process("a", DAY, 1, 10, 0);
        process("a", DAY + 1, 1, 10, NONE);
        process("a", DAY + 2, 1, 10, 0);
        assertUpdates(
                process("a", DAY + 1, NONE, NONE, 1),
                update(DAY + 2, DAY + 1, DAY + " r1", (DAY + 1) + " r1", (DAY + 2) + " r1"));
        // Where the day was already told the forecasts before it change, and what their scores taught those after it.
        assertUpdates(
                process("a", DAY + 2, NONE, NONE, 1),
                update(DAY + 2, DAY + 3, DAY + " r2", (DAY + 1) + " r2", (DAY + 2) + " r2"));
    }

    @Test
    void aGapLongerThanTheWindowStartsTheSeriesAnew() throws Exception {
        process("a", DAY, 1, 10, 0);
        assertEquals(WINDOW, process("a", DAY + WINDOW, 2, 20, 0).size(), "each day of a gap inside the window");
        assertFalse(lastPart().origins().get(0).restarted());
        int next = DAY + 2 * WINDOW + 1;
        assertEquals(WINDOW + 1, process("a", next, 2, 20, 0).size(), "no more than a window of them");
        assertTrue(lastPart().origins().get(0).restarted());
        assertEquals(List.of(new Run(next, next, true)), lastPart().runs());
        int far = next + WINDOW + LATENESS + 1;
        assertUpdates(process("a", far, 3, 30, 0), update(far, far, far + " r0"));
        assertUpdates(
                process("a", (int) LocalDate.of(9999, 12, 31).toEpochDay(), 3, 30, 0),
                update(2932896, 2932896, "2932896 r0"));
        assertEquals(DAY, last().window().firstDay());
    }

    @Test
    void announcementsMayComeBeforeTheFirstReading() throws Exception {
        for (int day = DAY - LATENESS; day <= DAY + AHEAD + LATENESS + 1; day++) {
            assertUpdates(process("a", day, NONE, NONE, 1));
        }
        assertEquals(List.of(), rejected());
        List<StreamRecord<WindowUpdate>> updates = process("a", DAY + 1, 1, 10, NONE);
        assertEquals(update(DAY + 1, DAY + 1, (DAY + 1) + " r0"), describe(updates.get(updates.size() - 1)));
        assertEquals(DAY + 1, last().window().firstDay());
        for (int day = DAY + 1 - LATENESS; day <= DAY + 1 + AHEAD + LATENESS; day++) {
            assertEquals(1, last().window().announced(day, 2), "announced for day " + day);
        }
        assertEquals(
                List.of(Reason.TOO_LATE),
                rejected().stream().map(r -> r.rejection().reason()).toList());
    }

    @Test
    void stateOfAModelThatLooksBackFartherIsRefused() throws Exception {
        process("a", DAY, 1, 10, 0);
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = harness(WINDOW - 1);
        harness.initializeState(state);
        harness.open();
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> harness.processElement(record("a", DAY + 1, 1, 10, 0)));
        assertTrue(
                refused.getMessage()
                        .contains("for a window of 6 days, a horizon of 3, a lateness of 4 and a warm-up of 7"),
                refused.getMessage());
    }

    private List<StreamRecord<WindowUpdate>> process(String key, int day, double... values) throws Exception {
        int before = harness.getOutput().size();
        harness.processElement(record(key, day, values));
        return new ArrayList<>(harness.getRecordOutput())
                .subList(before, harness.getRecordOutput().size());
    }

    private static StreamRecord<ParsedReading> record(String key, int day, double... values) {
        SourceRecord source = new SourceRecord("readings", 1, day, day * 10L, null, new byte[0]);
        return new StreamRecord<>(new ParsedReading(new Reading(key, day, values), source), day * 10L);
    }

    private WindowUpdate.Part lastPart() {
        return last().parts().get(0);
    }

    private Changed last() {
        List<StreamRecord<WindowUpdate>> all = new ArrayList<>(harness.getRecordOutput());
        return (Changed) all.get(all.size() - 1).getValue();
    }

    /** Newest day and first changed day of an update, and origin and revision of the forecasts due. */
    private static String update(int newest, int firstChanged, String... due) {
        return newest + " from " + firstChanged + " due " + List.of(due);
    }

    private static String describe(StreamRecord<WindowUpdate> record) {
        Changed update = (Changed) record.getValue();
        String[] due = update.parts().get(0).origins().stream()
                .map(origin -> origin.day() + " r" + origin.revision())
                .toArray(String[]::new);
        return update(update.window().newestDay(), update.changedFrom(), due);
    }

    /** The updates are described as soon as they come, since their window goes on. */
    private static void assertUpdates(List<StreamRecord<WindowUpdate>> updates, String... expected) {
        List<String> described =
                updates.stream().map(SlidingWindowOperatorTest::describe).toList();
        assertEquals(List.of(expected), described);
    }

    private List<RejectedRecord> rejected() {
        var side = harness.getSideOutput(ParseReading.REJECTED);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }

    private RejectedRecord assertRejected(Reason reason, String detail, List<StreamRecord<WindowUpdate>> updates) {
        assertEquals(List.of(), updates);
        List<StreamRecord<RejectedRecord>> all = new ArrayList<>(harness.getSideOutput(ParseReading.REJECTED));
        RejectedRecord rejected = all.get(all.size() - 1).getValue();
        assertEquals(reason, rejected.rejection().reason());
        assertTrue(
                rejected.rejection().detail().contains(detail),
                rejected.rejection().detail());
        return rejected;
    }
}
