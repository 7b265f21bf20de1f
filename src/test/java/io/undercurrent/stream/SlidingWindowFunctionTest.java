package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.series.SlidingWindow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlidingWindowFunctionTest {

    private static final int PAST = 7;
    private static final int AHEAD = 3;
    private static final int DAY = 20_000;
    private static final float NONE = Float.NaN;

    private KeyedOneInputStreamOperatorTestHarness<String, ParsedReading, WindowUpdate> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness(PAST);
        harness.open();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ParsedReading, WindowUpdate> harness(int past)
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new SlidingWindowFunction(TestModels.COLUMNS, past, AHEAD)),
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
        assertUpdates(process("a", DAY, 1, 10, 0), update(DAY, DAY, 0, true));
        assertUpdates(
                process("a", DAY + 3, 4, 40, 0),
                update(DAY + 1, DAY + 1, 0, false),
                update(DAY + 2, DAY + 2, 0, false),
                update(DAY + 3, DAY + 3, 0, true));
        SlidingWindow window = last().window();
        assertEquals(10, window.value(DAY, 1));
        assertTrue(Float.isNaN(window.value(DAY + 2, 0)));
        assertEquals(4, window.value(DAY + 3, 0));
        assertEquals(DAY, window.firstDay());
    }

    @Test
    void theNewestDayIsFilledInAndCorrected() throws Exception {
        process("a", DAY, 1, NONE, NONE);
        assertUpdates(process("a", DAY, NONE, 10, NONE), update(DAY, DAY, 1, true));
        assertUpdates(process("a", DAY, 2, 10, NONE), update(DAY, DAY, 2, true));
        assertEquals(2, last().window().value(DAY, 0));
        assertEquals(10, last().window().value(DAY, 1));
    }

    @Test
    void aRepetitionChangesNothingAndIsAnsweredAgain() throws Exception {
        process("a", DAY, 1, 10, 0);
        assertUpdates(process("a", DAY, 1, 10, 0), update(DAY, DAY + 1, 0, true));
        assertUpdates(process("a", DAY, NONE, 10, NONE), update(DAY, DAY + 1, 0, true));
    }

    @Test
    void covariatesAloneAreKeptForTheDaysAhead() throws Exception {
        process("a", DAY, 1, 10, 0);
        assertUpdates(process("a", DAY + 2, NONE, NONE, 1), update(DAY, DAY + 2, 1, true));
        assertEquals(1, last().window().value(DAY + 2, 2));
        process("a", DAY + 1, 2, 20, 0);
        assertUpdates(process("a", DAY + 2, 3, 30, NONE), update(DAY + 2, DAY + 2, 0, true));
        assertEquals(1, last().window().value(DAY + 2, 2), "what was announced still holds");
        assertRejected(Reason.TOO_EARLY, "2024-10-09", process("a", DAY + 2 + AHEAD + 1, NONE, NONE, 1));
    }

    @Test
    void olderDaysAreRejectedWithTheNewestDayNamed() throws Exception {
        process("a", DAY + 5, 1, 10, 0);
        RejectedRecord rejected = assertRejected(
                Reason.TOO_LATE, LocalDate.ofEpochDay(DAY + 5).toString(), process("a", DAY + 4, 2, 20, 0));
        assertEquals("readings", rejected.source().topic());
        assertRejected(Reason.TOO_LATE, "", process("a", DAY + 4, NONE, NONE, 1));
        assertUpdates(process("b", DAY + 4, 2, 20, 0), update(DAY + 4, DAY + 4, 0, true));
    }

    @Test
    void aGapAsLongAsTheWindowStartsTheSeriesAnew() throws Exception {
        process("a", DAY, 1, 10, 0);
        process("a", DAY + 1, NONE, NONE, 1);
        assertEquals(PAST - 1, process("a", DAY + PAST - 1, 2, 20, 0).size(), "the first day is still in the window");
        assertEquals(DAY, last().window().firstDay());
        int far = DAY + 2 * PAST;
        process("a", DAY + PAST, NONE, NONE, 1);
        assertUpdates(process("a", far, 3, 30, 0), update(far, far, 0, true));
        assertEquals(far, last().window().firstDay());
        assertTrue(Float.isNaN(last().window().value(DAY + PAST, 2)));
        assertUpdates(
                process("a", (int) LocalDate.of(9999, 12, 31).toEpochDay(), 3, 30, 0),
                update(2932896, 2932896, 0, true));
    }

    @Test
    void announcementsMayComeBeforeTheFirstReading() throws Exception {
        for (int day = DAY; day <= DAY + AHEAD; day++) {
            process("a", day, NONE, NONE, 1);
        }
        process("a", DAY + AHEAD + 2, NONE, NONE, 1);
        assertEquals(DAY + 2, last().window().newestDay(), "as far as is needed to hold the last of them");
        assertUpdates(process("a", DAY + 1, 1, 10, NONE), update(DAY + 1, DAY + 1, 0, true));
        assertEquals(DAY + 1, last().window().firstDay());
        for (int day = DAY + 2; day <= DAY + AHEAD; day++) {
            assertEquals(1, last().window().value(day, 2), "announced for day " + day);
        }
        assertRejected(Reason.TOO_LATE, "", process("a", DAY, 1, 10, NONE));
    }

    @Test
    void stateOfAnotherModelIsRefused() throws Exception {
        process("a", DAY, 1, 10, 0);
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = harness(PAST + 1);
        harness.initializeState(state);
        harness.open();
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> harness.processElement(record("a", DAY + 1, 1, 10, 0)));
        assertTrue(refused.getMessage().contains("expected 3 columns, 8 days past"), refused.getMessage());
    }

    private List<StreamRecord<WindowUpdate>> process(String key, int day, float... values) throws Exception {
        int before = harness.getOutput().size();
        harness.processElement(record(key, day, values));
        return new ArrayList<>(harness.getRecordOutput())
                .subList(before, harness.getRecordOutput().size());
    }

    private static StreamRecord<ParsedReading> record(String key, int day, float... values) {
        SourceRecord source = new SourceRecord("readings", 1, day, day * 10L, null, new byte[0]);
        return new StreamRecord<>(new ParsedReading(new Reading(key, day, values), source), day * 10L);
    }

    private WindowUpdate last() {
        List<StreamRecord<WindowUpdate>> all = new ArrayList<>(harness.getRecordOutput());
        return all.get(all.size() - 1).getValue();
    }

    /** Origin, first changed day and revision of an update, and whether a forecast is due. */
    private static String update(int newest, int firstChanged, int revision, boolean due) {
        return newest + " from " + firstChanged + " revision " + revision + (due ? " due" : "");
    }

    private static void assertUpdates(List<StreamRecord<WindowUpdate>> updates, String... expected) {
        assertEquals(
                List.of(expected),
                updates.stream()
                        .map(StreamRecord::getValue)
                        .map(update -> update(
                                update.window().newestDay(),
                                update.firstChangedDay(),
                                update.window().revision(),
                                update.forecastDue()))
                        .toList());
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
