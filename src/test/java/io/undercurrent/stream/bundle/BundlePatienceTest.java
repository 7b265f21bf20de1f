package io.undercurrent.stream.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BundlePatienceTest {

    private final BundlePatience patience = new BundlePatience(50);

    @Test
    void endsWithTheDelayHoweverManyCome() {
        patience.begin(1000);
        int size = 2;
        while (patience.nextLook() < 1050) {
            assertFalse(patience.isOver(patience.nextLook(), size), "at " + patience.nextLook());
            size *= 2;
        }
        assertEquals(1050, patience.nextLook());
        assertTrue(patience.isOver(1050, size));
    }

    @Test
    void endsWhenFewCome() {
        patience.begin(1000);
        assertFalse(patience.isOver(1002, 20));
        assertFalse(patience.isOver(1004, 40));
        assertTrue(patience.isOver(1006, 79));
    }

    @Test
    void doesNotJudgeBeforeItsLook() {
        patience.begin(1000);
        assertFalse(patience.isOver(1001, 1));
        assertEquals(1002, patience.nextLook());
    }

    @Test
    void aDelayShorterThanALookIsKept() {
        BundlePatience brief = new BundlePatience(1);
        brief.begin(1000);
        assertEquals(1001, brief.nextLook());
        assertTrue(brief.isOver(1001, 10));
    }
}
