package io.undercurrent.engine.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.engine.window.WindowShape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateHistoryTest {

    /** However late a day is, a state at most a week before it is there, and few are. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 14, 56})
    void keepsAStateNearEachDayThatMayStillChange(int lateness) {
        StateHistory history = new StateHistory();
        for (int day = 1000; day < 1200; day++) {
            history.record(day, new float[] {day});
            history.thin(day - lateness);
            for (int late = Math.max(1008, day - lateness); late <= day; late++) {
                int before = history.day(history.before(late));
                assertTrue(before < late && before >= late - WindowShape.STRIDE, late + " from " + before);
            }
            assertEquals(day - 1, history.day(Math.max(0, history.size() - 2)) - (history.size() == 1 ? 1 : 0));
            assertTrue(history.size() <= lateness / WindowShape.STRIDE + 4, history.size() + " states");
        }
    }

    @Test
    void forgetsWhatNoLongerHolds() {
        StateHistory history = new StateHistory();
        for (int day = 10; day < 20; day++) {
            history.record(day, new float[] {day});
        }
        history.record(15, new float[] {-1});
        assertEquals(
                List.of(10, 11, 12, 13, 14, 15),
                IntStream.range(0, history.size()).mapToObj(history::day).toList());
        assertEquals(-1, history.state(history.before(16))[0]);
        history.dropFrom(0);
        assertEquals(0, history.size());
        assertEquals(-1, history.before(100));
    }
}
