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

    private static final int SERIES = 200;
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

    /** A seventh of the time while there are days left, two fifths on the last day; half of the work falls into the bundles of the pause. */
    @Test
    void itHurriesOnlyOnTheLastDay() throws Exception {
        AtomicLong nanos = new AtomicLong();
        WarmUps warmUps = new WarmUps(NONE, clock, nanos::get, this::keys, key -> {
            prepared.add(key);
            nanos.addAndGet(50_000);
        });
        warmUps.reach(98);
        warmUps.succeed(NONE.with(term("a", 100, 1), false));
        pass(1);
        int slice = prepared.size();
        int sliceMicros = 50 * slice;
        pass(12 * sliceMicros / 1000);
        assertEquals(slice, prepared.size());
        pass(1);
        assertEquals(2 * slice, prepared.size());
        warmUps.reach(99);
        pass(12 * sliceMicros / 1000 + 1);
        assertEquals(3 * slice, prepared.size());
        pass(3 * sliceMicros / 1000);
        assertEquals(3 * slice, prepared.size());
        pass(1);
        assertTrue(prepared.size() > 3 * slice);
    }
}
