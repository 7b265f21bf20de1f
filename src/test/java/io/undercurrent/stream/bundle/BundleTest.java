package io.undercurrent.stream.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BundleTest {

    @Test
    void aBufferIsAsLongAsItsRowsOrRefused() {
        assertEquals(65_536 * 100, Bundle.length(65_536, 100));
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> Bundle.length(65_536, 65_536));
        assertEquals(
                "bundle: expected at most 2147483639 numbers in a buffer, but 65536 rows of 65536 take 4294967296:"
                        + " a smaller bundle size needs fewer",
                refused.getMessage());
    }

    @Test
    void roomForTwiceAsManyRowsIsNoMoreThanAnArrayHolds() {
        assertEquals(2 * 64 * 10, Bundle.roomyLength(64, 10));
        assertEquals(Integer.MAX_VALUE - 8, Bundle.roomyLength(20_000, 100_000));
        assertThrows(IllegalStateException.class, () -> Bundle.roomyLength(30_000, 100_000));
    }
}
