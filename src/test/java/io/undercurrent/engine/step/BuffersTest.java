package io.undercurrent.engine.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BuffersTest {

    @Test
    void aBufferIsAsLongAsItsRowsOrRefused() {
        assertEquals(65_536 * 100, Buffers.length(65_536, 100));
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> Buffers.length(65_536, 65_536));
        assertEquals(
                "bundle: expected at most 2147483639 numbers in a buffer, but 65536 rows of 65536 take 4294967296:"
                        + " a smaller bundle size needs fewer",
                refused.getMessage());
    }

    @Test
    void roomForTwiceAsManyRowsIsNoMoreThanAnArrayHolds() {
        assertEquals(2 * 64 * 10, Buffers.roomyLength(64, 10));
        assertEquals(Integer.MAX_VALUE - 8, Buffers.roomyLength(20_000, 100_000));
        assertThrows(IllegalStateException.class, () -> Buffers.roomyLength(30_000, 100_000));
    }
}
