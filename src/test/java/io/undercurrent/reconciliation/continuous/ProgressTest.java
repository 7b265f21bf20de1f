package io.undercurrent.reconciliation.continuous;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ProgressTest {

    /** As states hold it in version 1: never changed, but added to. */
    private static final long[] VERSION_1 = {
        1, 20_000, 2, 20_002, 1_742_256_000_123L, 20_001, 5, Long.MIN_VALUE, 20_002, 3, 1_742_256_000_100L
    };

    @Test
    void readsWhatVersion1Wrote() {
        Progress progress = Progress.read(VERSION_1);
        assertEquals(20_000, progress.closed());
        assertEquals(2, progress.ended());
        assertEquals(20_002, progress.changedFrom());
        assertEquals(1_742_256_000_100L, progress.next());
        assertEquals(true, progress.open().get(20_001).isReleased());
        assertEquals(5, progress.open().get(20_001).complete());
        assertEquals(3, progress.open().get(20_002).complete());
        assertArrayEquals(VERSION_1, progress.write());
    }

    @Test
    void beginsWithNothingAndRefusesALaterRelease() {
        assertEquals(Progress.NO_TIME, Progress.read(null).next());
        String message = assertThrows(IllegalArgumentException.class, () -> Progress.read(new long[] {2, 0, 0, 0, 0}))
                .getMessage();
        assertEquals("progress of sums: expected version 1, but got 2: written by a later release?", message);
    }
}
