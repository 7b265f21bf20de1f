package io.undercurrent.engine.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.engine.window.WindowUpdate.Changed;
import io.undercurrent.engine.window.WindowUpdate.Origin;
import io.undercurrent.engine.window.WindowUpdate.Part;
import io.undercurrent.engine.window.WindowUpdate.Run;
import io.undercurrent.engine.window.WindowUpdate.Unplanned;
import io.undercurrent.series.SlidingWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A window of three days, of which the newest six may still change. */
class StepPlannerTest {

    private static final int WINDOW = 3;
    private static final int LATENESS = 5;
    /** Days before the newest from which on all are encoded with whole windows. */
    private static final int REACH = LATENESS + WindowShape.STRIDE - 1;

    private static final WindowShape SHAPE = new WindowShape(1, 0, WINDOW, 2, LATENESS, WindowShape.STRIDE);
    private static final StepPlanner PLANNER = new StepPlanner(SHAPE);

    private final SlidingWindow window = SHAPE.newWindow();

    private void read(int... days) {
        for (int day : days) {
            window.advanceTo(day);
            window.revise(day);
        }
    }

    /** Days that changed from one on, and with them all forecasts from there. */
    private Changed from(int day) {
        return PLANNER.plan("a", window, day, day, window.newestDay());
    }

    private Part partFrom(int day) {
        return from(day).parts().get(0);
    }

    @Test
    void aSeriesBeginsWithItsFirstDayWhichIsNoRestart() {
        read(100);
        assertEquals(
                new Changed(
                        "a",
                        window,
                        100,
                        95,
                        List.of(new Part(
                                Term.OWN,
                                Term.EVER,
                                List.of(new Run(100, 100, true)),
                                List.of(new Origin(100, 0, false))))),
                from(100));
    }

    @Test
    void aDayGoesOnFromAnyThatTheWindowStillHoldsWholly() {
        for (int day = 100; day <= 140; day++) {
            read(day);
        }
        Part update = partFrom(140);
        assertEquals(List.of(new Run(140 - REACH, 140, false)), update.runs());
        assertEquals(List.of(new Origin(140, 0, false)), update.origins());
    }

    @Test
    void aGapAsLongAsTheWindowEndsWhatWasCarried() {
        read(100, 103);
        assertEquals(List.of(new Run(100, 103, true)), partFrom(103).runs());
        read(107);
        Part update = partFrom(107);
        assertEquals(List.of(new Run(107, 107, true)), update.runs());
        assertEquals(List.of(new Origin(107, 0, true)), update.origins());
    }

    @Test
    void daysAfterALongGapThatNothingFollowsFromAreNotStepped() {
        read(100, 106, 107);
        assertEquals(
                List.of(new Run(100, 103, true), new Run(106, 107, true)),
                partFrom(102).runs());
        assertEquals(
                List.of(new Origin(106, 0, true), new Origin(107, 0, false)),
                partFrom(102).origins());
    }

    @Test
    void aGapIsSteppedAndOwesNothing() {
        read(100);
        window.advanceTo(101);
        Changed changed = PLANNER.gap("a", window);
        Part update = changed.parts().get(0);
        assertEquals(List.of(new Run(100, 101, true)), update.runs());
        assertEquals(List.of(), update.origins());
        assertEquals(101, changed.changedFrom());
    }

    @Test
    void forecastsAloneNeedTheDaysUpToTheirOrigins() {
        read(100, 101, 102, 103);
        Part update =
                PLANNER.plan(new Unplanned("a", window, 104, 101, 102)).parts().get(0);
        assertEquals(List.of(new Run(100, 102, true)), update.runs());
        assertEquals(List.of(new Origin(101, 0, false), new Origin(102, 0, false)), update.origins());
    }
}
