package io.undercurrent.job.source.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PastLeftTest {

    /** Names of topics begin alike, and hold the sign before the number of the partition. */
    @Test
    void findsThePartitionsOfATopicAlone() {
        PastLeft left = new PastLeft(true, Map.of("sales-0", 4L, "sales-north-0", 7L, "sales-north-11", 2L));
        assertEquals(Set.of("sales-0"), Set.copyOf(left.splitsOf(Set.of("sales"))));
        assertEquals(Set.of("sales-north-0", "sales-north-11"), Set.copyOf(left.splitsOf(Set.of("sales-north"))));
        assertEquals(Set.of(), Set.copyOf(left.splitsOf(Set.of("sales-north-0"))));
    }
}
