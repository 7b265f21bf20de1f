package io.undercurrent.dashboard.state.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.dashboard.state.traffic.JobState.Phase;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JobSignsTest {

    private static final int PARTITIONS = 2;

    private final JobSigns signs = new JobSigns("the-job");
    private long now = 1_700_000_000_000L;

    private JobState after(long seconds, long committed, long behind) {
        now += 1000 * seconds;
        OptionalLong offsets = committed < 0 ? OptionalLong.empty() : OptionalLong.of(committed);
        return signs.look(now, offsets, behind, PARTITIONS, OptionalLong.empty());
    }

    @Test
    void aJobThatCommitsRuns() {
        assertEquals(new JobState("the-job", Phase.UNKNOWN, 500, -1), after(0, 100, 500));
        assertEquals(new JobState("the-job", Phase.RUNNING, 400, now + 1000), after(1, 200, 400));
        long sign = now;
        assertEquals(new JobState("the-job", Phase.RUNNING, 450, sign), after(60, 200, 450));
    }

    @Test
    void aJobThatLetsReadingsWaitHasStopped() {
        after(0, 100, 500);
        after(1, 200, 400);
        long sign = now;
        assertEquals(new JobState("the-job", Phase.SILENT, 900, sign), after(91, 200, 900));
        assertEquals(Phase.RUNNING, after(1, 300, 800).phase());
    }

    @Test
    void aJobThatHasReadEverythingIsIdle() {
        after(0, 100, 0);
        assertEquals(Phase.IDLE, after(91, 100, 0).phase());
        // The ends of transactions are nobody's readings.
        assertEquals(Phase.IDLE, after(91, 100, PARTITIONS).phase());
        assertEquals(Phase.SILENT, after(91, 100, PARTITIONS + 1).phase());
    }

    @Test
    void forecastsAreASignToo() {
        assertEquals(Phase.NONE, after(0, -1, 0).phase());
        JobState state = signs.look(now, OptionalLong.empty(), 0, 0, OptionalLong.of(now - 1000));
        assertEquals(new JobState("the-job", Phase.RUNNING, -1, now - 1000), state);
        state = signs.look(now + 100_000, OptionalLong.empty(), 0, 0, OptionalLong.of(now - 1000));
        assertEquals(Phase.NONE, state.phase());
    }

    @Test
    void nothingIsSaidOfAJobThatCouldNotBeWatched() {
        after(0, 100, 500);
        after(1, 200, 400);
        long sign = now;
        assertEquals(new JobState("the-job", Phase.UNKNOWN, -1, sign), signs.away());
        assertEquals(Phase.UNKNOWN, after(600, 200, 400).phase());
        assertEquals(Phase.UNKNOWN, after(89, 200, 400).phase());
        assertEquals(Phase.SILENT, after(2, 200, 400).phase());
    }
}
