package io.undercurrent.dashboard.state.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Anomaly;
import io.undercurrent.series.TargetScore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnomaliesTest {

    private static final int DAY = 20_165;

    private final Anomalies anomalies = new Anomalies(1 << 20);

    private static Anomaly anomaly(String key, int day, int revision, boolean withdrawn) {
        return new Anomaly(
                key,
                day,
                "sales",
                revision,
                "gru48@1f3c9a",
                withdrawn,
                10,
                1,
                0,
                2,
                new TargetScore.Surprise(1, 20, 9));
    }

    private static List<String> places(List<Anomaly> found) {
        return found.stream().map(one -> one.key() + " " + (one.day() - DAY)).toList();
    }

    @Test
    void theNewestDaysComeFirst() {
        anomalies.add(
                List.of(anomaly("a", DAY, 0, false), anomaly("b", DAY + 1, 0, false), anomaly("a", DAY - 5, 0, false)));
        assertEquals(List.of("b 1", "a 0", "a -5"), places(anomalies.newest(10)));
        assertEquals(List.of("b 1"), places(anomalies.newest(1)));
        assertEquals(List.of("a 0", "a -5"), places(anomalies.of("a", all -> true)));
        assertEquals(List.of("b 1", "a 0"), places(anomalies.all(one -> one.day() >= DAY)));
        assertEquals(List.of(), anomalies.of("c", all -> true));
        assertEquals(3, anomalies.count());
    }

    @Test
    void aWithdrawnOneDisappearsAndStaysAway() {
        anomalies.add(List.of(anomaly("a", DAY, 1, false)));
        long before = anomalies.version("a");
        anomalies.add(List.of(anomaly("a", DAY, 2, true)));
        assertNotEquals(before, anomalies.version("a"));
        assertEquals(List.of(), anomalies.newest(10));
        assertEquals(0, anomalies.count());
        // Delivered once more.
        anomalies.add(List.of(anomaly("a", DAY, 1, false)));
        assertEquals(List.of(), anomalies.of("a", all -> true));
        anomalies.add(List.of(anomaly("a", DAY, 3, false)));
        assertEquals(List.of("a 0"), places(anomalies.newest(10)));
        assertEquals(1, anomalies.count());
    }

    @Test
    void keepsTheNewestDaysThatFit() {
        Anomalies few = new Anomalies(20_000);
        List<Anomaly> many = new ArrayList<>();
        for (int day = 0; day < 1000; day++) {
            many.add(anomaly("store-" + day % 7, DAY + day, 0, day % 3 == 0));
        }
        few.add(many);
        List<Anomaly> kept = few.all(all -> true);
        assertEquals(kept.size(), few.count());
        assertTrue(kept.size() > 20 && kept.size() < 100, () -> Integer.toString(kept.size()));
        assertEquals(DAY + 998, kept.get(0).day());
        assertTrue(few.forgotten() > 900);
        // An older day does not push out a newer one, not even of another series.
        few.add(List.of(anomaly("late", DAY, 0, false)));
        assertEquals(0, few.version("late"));
        assertEquals(places(kept), places(few.all(all -> true)));
    }

    @Test
    void needsMemory() {
        assertThrows(IllegalArgumentException.class, () -> new Anomalies(0));
    }
}
