package io.undercurrent.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PastProgressTest {

    private final List<String> said = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);

    private PastProgress progress(OptionalLong past) {
        return new PastProgress(past, said::add, clock::get);
    }

    private void pass(long seconds) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void saysNowAndThenHowFarItIsAndOnceThatItIsOver() {
        PastProgress progress = progress(OptionalLong.of(5_000));
        progress.tell(false, 10, 0);
        pass(10);
        progress.tell(false, 1_200, 0);
        pass(9);
        progress.tell(false, 4_000, 0);
        pass(2);
        progress.tell(false, 5_100, 400);
        progress.tell(true, 5_390, 400);
        assertEquals(
                List.of(
                        "The past: 1,200 messages read of 5,000",
                        "The past: 5,100 messages read of 5,400 at most",
                        "The past has been read: 5,390 messages"),
                said);
    }

    @Test
    void saysNoNumberThatNobodyKnows() {
        PastProgress progress = progress(OptionalLong.of(0));
        pass(10);
        progress.tell(false, 1_200, 0);
        assertEquals(List.of("The past: 1,200 messages read"), said);
    }

    /** Flink tells its metrics with some delay. */
    @Test
    void saysThatAPastIsOverWhichItDidNotSee() {
        progress(OptionalLong.of(3)).tell(true, 3, 0);
        assertEquals(List.of("The past has been read: 3 messages"), said);
    }

    @Test
    void saysNothingOfAJobWithoutAPastUnlessItGoesOnInTheMiddleOfOne() {
        progress(OptionalLong.empty()).tell(true, 0, 0);
        assertEquals(List.of(), said);
        PastProgress progress = progress(OptionalLong.empty());
        progress.tell(false, 0, 0);
        progress.tell(true, 7, 0);
        assertEquals(List.of("The past has been read: 7 messages"), said);
    }

    /** Its tasks count from where they began: what they read before is no longer known, nor how much of it is left. */
    @Test
    void saysSinceWhenItCountsIfFlinkStartsTheJobAgain() {
        PastProgress progress = progress(OptionalLong.of(5_000));
        pass(10);
        progress.tell(false, 4_000, 400);
        pass(10);
        progress.tell(false, 100, 0);
        pass(10);
        progress.tell(false, 900, 0);
        progress.tell(true, 1_390, 0);
        assertEquals(
                List.of(
                        "The past: 4,000 messages read of 5,400 at most",
                        "The past: 100 messages read since the job was started again",
                        "The past: 900 messages read since the job was started again",
                        "The past has been read: 1,390 messages since the job was started again"),
                said);
    }

    @Test
    void saysSoOfATopicAlsoIfMoreHasBeenReadThanBefore() {
        PastProgress progress = progress(OptionalLong.of(0));
        pass(10);
        progress.tell(false, 4_000, 9_000);
        pass(10);
        progress.tell(false, 4_100, 0);
        assertEquals(
                List.of(
                        "The past: 4,000 messages read of 9,000 at most",
                        "The past: 4,100 messages read since the job was started again"),
                said);
    }
}
