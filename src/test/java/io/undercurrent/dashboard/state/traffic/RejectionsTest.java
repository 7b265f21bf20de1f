package io.undercurrent.dashboard.state.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RejectionsTest {

    private final Rejections rejections = new Rejections();

    private static RejectedMessage message(String reason, int number) {
        return new RejectedMessage(reason, "detail " + number, "readings, partition 0, offset " + number, "", "", 0, 0);
    }

    @Test
    void keepsTheNewestAndCountsAll() {
        for (int i = 0; i < 500; i++) {
            rejections.add(List.of(message(i % 5 == 0 ? "too-late" : "not-json", i)));
        }
        assertEquals(Map.of("too-late", 100L, "not-json", 400L), rejections.counts());
        List<RejectedMessage> newest = rejections.newest(1000);
        assertEquals(Rejections.LONGEST, newest.size());
        assertEquals("detail 499", newest.get(0).detail());
        assertEquals("detail 300", newest.get(Rejections.LONGEST - 1).detail());
        assertEquals(2, rejections.newest(2).size());
    }

    @Test
    void reasonsWithoutEndAreCountedAsOthers() {
        for (int i = 0; i < 1000; i++) {
            rejections.add(List.of(message("reason-" + i, i)));
        }
        assertEquals(65, rejections.counts().size());
        assertEquals(936L, rejections.counts().get("other"));
    }
}
