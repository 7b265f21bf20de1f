package io.undercurrent.dashboard.state.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final long HOUR = 3_600_000;

    private final Traffic traffic = new Traffic();

    private Traffic.Now tick() {
        traffic.tick(0, 0, List.of());
        return traffic.now();
    }

    @Test
    void delayIsThatOfReadingsOfNow() {
        traffic.forecastCame(NOW - 300, NOW);
        traffic.forecastCame(NOW - HOUR, NOW);
        traffic.forecastCame(NOW + 50, NOW);
        Traffic.Now now = tick();
        assertEquals(0.15, now.delay());
        assertEquals(OptionalLong.empty(), now.backlog());
        assertEquals(0.15, tick().delay(), "it stays as long as nothing comes");
    }

    @Test
    void aBacklogHasNoDelayButAnAge() {
        traffic.forecastCame(NOW - 300, NOW);
        tick();
        traffic.forecastCame(NOW - HOUR, NOW);
        Traffic.Now now = tick();
        assertEquals(Double.NaN, now.delay());
        assertEquals(OptionalLong.of(NOW - HOUR), now.backlog());
        for (int ticks = 1; ticks < Traffic.BACKLOG_TICKS; ticks++) {
            assertEquals(OptionalLong.of(NOW - HOUR), tick().backlog());
        }
        assertEquals(OptionalLong.empty(), tick().backlog(), "what was read is read");
        traffic.forecastCame(NOW - HOUR, NOW);
        tick();
        traffic.forecastCame(NOW - 20, NOW);
        assertEquals(0.02, tick().delay());
        assertEquals(OptionalLong.empty(), traffic.now().backlog());
    }
}
