package io.undercurrent.stream.ahead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.engine.window.Lineup;
import io.undercurrent.engine.window.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.Test;

/** When all series are gone over, and in which steps. */
class WarmUpsTest {

    private static final int SERIES = 600;
    private static final Lineup NONE = Lineup.withGrace(30);

    private final TestProcessingTimeService clock = new TestProcessingTimeService();
    private final List<String> prepared = new ArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();

    private WarmUps warmUps(Lineup known) {
        return new WarmUps(known, clock, this::keys, prepared::add);
    }

    private Stream<String> keys() {
        return IntStream.range(0, SERIES).mapToObj(i -> "s" + i).onClose(closed::incrementAndGet);
    }

    private static Term term(String model, int from, int issued) {
        return new Term(model, from, issued);
    }

    private void pass(int millis) throws Exception {
        clock.advance(millis);
    }

    private int sweeps() throws Exception {
        for (int i = 0; i < 100; i++) {
            pass(1000);
        }
        assertEquals(0, prepared.size() % SERIES);
        return prepared.size() / SERIES;
    }

    @Test
    void aModelIsPreparedForAWeekBeforeItsFirstDayAndAgainOnTheDayBefore() throws Exception {
        WarmUps warmUps = warmUps(NONE);
        warmUps.reach(92);
        warmUps.succeed(NONE.with(term("a", 100, 1), false));
        assertEquals(0, sweeps());
        warmUps.reach(93);
        assertEquals(1, sweeps());
        warmUps.reach(98);
        assertEquals(1, sweeps());
        warmUps.reach(99);
        assertEquals(2, sweeps());
        warmUps.reach(98);
        warmUps.reach(100);
        warmUps.reach(101);
        assertEquals(2, sweeps());
        assertEquals(2, closed.get());
    }

    @Test
    void onTheDayBeforeOnceIsEnough() throws Exception {
        WarmUps warmUps = warmUps(NONE);
        warmUps.reach(99);
        warmUps.succeed(NONE.with(term("a", 100, 1), false));
        assertEquals(1, sweeps());
        warmUps.reach(100);
        assertEquals(1, sweeps());
    }

    /** Those that it has come to before need little then, so the others come first. */
    @Test
    void theDayBeforeDoesNotInterrupt() throws Exception {
        WarmUps warmUps = warmUps(NONE);
        warmUps.reach(93);
        warmUps.succeed(NONE.with(term("a", 100, 1), false));
        pass(1);
        int begun = prepared.size();
        assertTrue(begun > 0 && begun < SERIES, begun + " at once");
        warmUps.reach(99);
        assertEquals(2, sweeps());
        assertEquals(keys().toList(), prepared.subList(0, SERIES));
        assertEquals(keys().toList(), prepared.subList(SERIES, 2 * SERIES));
    }

    @Test
    void aModelThatComesLaterIsPreparedForAtOnce() throws Exception {
        WarmUps warmUps = warmUps(NONE);
        warmUps.reach(120);
        Lineup models = NONE.with(term("a", 100, 1), false);
        warmUps.succeed(models);
        assertEquals(1, sweeps());
        // A shadow is prepared for too; the end of one is not.
        models = models.with(term("b", 121, 2), true);
        warmUps.succeed(models);
        assertEquals(2, sweeps());
        warmUps.succeed(models.with(new Term("b", 121, 3, 0), true));
        assertEquals(2, sweeps());
    }

    @Test
    void readingsHaveTheirTurnBetween() throws Exception {
        WarmUps warmUps = warmUps(NONE);
        warmUps.reach(99);
        warmUps.succeed(NONE.with(term("a", 100, 1), false));
        assertEquals(0, prepared.size());
        pass(1);
        int slice = prepared.size();
        assertTrue(slice > 0 && slice <= SERIES / 3, slice + " at once");
        pass(1);
        assertTrue(prepared.size() <= 2 * slice);
    }

    @Test
    void aNewModelInTheMiddleHasAllSeriesGoneOverAgain() throws Exception {
        WarmUps warmUps = warmUps(NONE);
        warmUps.reach(99);
        Lineup first = NONE.with(term("a", 100, 1), false);
        warmUps.succeed(first);
        pass(1);
        int begun = prepared.size();
        warmUps.succeed(first.with(term("b", 100, 2), false));
        assertEquals(1, closed.get());
        for (int i = 0; i < 100; i++) {
            pass(1000);
        }
        assertEquals(begun + SERIES, prepared.size());
        assertEquals(keys().toList(), prepared.subList(begun, prepared.size()));
    }

    /** After a start, series have changed over to models of days before the first that is heard of. */
    @Test
    void modelsOfDaysBeforeTheStartAreNotPreparedFor() throws Exception {
        Lineup known = NONE.with(term("a", 80, 1), false).with(term("b", 110, 2), false);
        WarmUps warmUps = warmUps(known);
        warmUps.reach(100);
        assertEquals(0, sweeps());
        warmUps.reach(103);
        assertEquals(1, sweeps());
    }

    /** Where no reading has come since the start, the series may be anywhere. */
    @Test
    void aModelThatComesBeforeAnyReadingIsPreparedForAtOnce() throws Exception {
        WarmUps warmUps = warmUps(NONE);
        warmUps.succeed(NONE.with(term("a", 100, 1), false));
        assertEquals(1, sweeps());
    }

    @Test
    void nothingIsReadAfterTheEnd() throws Exception {
        WarmUps warmUps = warmUps(NONE);
        warmUps.reach(99);
        warmUps.succeed(NONE.with(term("a", 100, 1), false));
        pass(1);
        int begun = prepared.size();
        warmUps.close();
        assertEquals(1, closed.get());
        pass(1000);
        assertEquals(begun, prepared.size());
    }

    /** The share of the time that goes into the series while days pass, one reading of each a day. */
    private static final class Days {

        private static final int NANOS_A_SERIES = 50_000;

        private final TestProcessingTimeService clock = new TestProcessingTimeService();
        private final AtomicLong nanos = new AtomicLong();
        private final int millisADay;
        private final WarmUps warmUps;
        private int prepared;

        Days(int millisADay) {
            this.millisADay = millisADay;
            warmUps = new WarmUps(
                    NONE, clock, nanos::get, () -> IntStream.range(0, MANY).mapToObj(i -> "s" + i), key -> {
                        prepared++;
                        nanos.addAndGet(NANOS_A_SERIES);
                    });
        }

        void pass(int day) throws Exception {
            for (int i = 0; i < MANY; i++) {
                warmUps.reach(day);
            }
            for (int milli = 0; milli < millisADay; milli++) {
                nanos.addAndGet(1_000_000);
                clock.advance(1);
            }
        }

        int preparedOn(int day) throws Exception {
            int before = prepared;
            pass(day);
            return prepared - before;
        }
    }

    private static final int MANY = 3000;

    /** A seventh of the time, half of which falls into the bundles of the rest. */
    @Test
    void longDaysLeaveLeisure() throws Exception {
        Days days = new Days(1500);
        days.pass(91);
        days.pass(92);
        days.warmUps.succeed(NONE.with(term("a", 100, 1), false));
        int leisurely = 1500 * 1000 / 50 / 13;
        assertEquals(leisurely, days.preparedOn(93), leisurely / 10);
        assertEquals(MANY - leisurely, days.preparedOn(94), leisurely / 10);
        assertEquals(0, days.preparedOn(95));
    }

    /** All are done before the last day, with as much work on each day as on the others. */
    @Test
    void shortDaysShareTheWork() throws Exception {
        Days days = new Days(200);
        days.pass(92);
        days.warmUps.succeed(NONE.with(term("a", 100, 1), false));
        for (int day = 93; day < 97; day++) {
            assertEquals(MANY / 4.5, days.preparedOn(day), MANY / 15.0);
        }
        days.pass(97);
        days.pass(98);
        assertEquals(MANY, days.prepared);
        assertTrue(days.preparedOn(99) > 0);
    }

    /** Readings of the first origin do the same work. */
    @Test
    void onceTheFirstOriginIsThereItMakesNoHaste() throws Exception {
        Days days = new Days(100);
        days.pass(98);
        days.warmUps.succeed(NONE.with(term("a", 100, 1), false));
        int inHaste = days.preparedOn(99);
        int atLeisure = days.preparedOn(100);
        assertTrue(atLeisure > 0 && inHaste > 3 * atLeisure, inHaste + " in haste, " + atLeisure + " at leisure");
    }

    /** Nobody knows yet how long a day is. */
    @Test
    void afterAStartItHurriesOnlyOnTheLastDay() throws Exception {
        Days days = new Days(100);
        days.warmUps.succeed(NONE.with(term("a", 100, 1), false));
        assertEquals(0, days.prepared);
        days.clock.advance(1);
        int slice = days.prepared;
        days.clock.advance(1 + 3 * slice * Days.NANOS_A_SERIES / 1_000_000);
        assertEquals(2 * slice, days.prepared);
        assertEquals(100 * 1000 / 50 / 13, days.preparedOn(98), 50);
    }
}
