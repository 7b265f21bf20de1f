package io.undercurrent.bench.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.ReadingParser;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final int KEYS = 50;
    private static final int DAYS = 60;

    /** Reads the messages as the job does; returns how many days each came behind the newest of its series. */
    private static Map<Integer, Integer> countByLateness(Workload workload, int parts) {
        ReadingParser parser = new ReadingParser(Columns.ofTargets(Messages.TARGET));
        Map<String, Integer> newest = new HashMap<>();
        Map<Integer, Integer> counts = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (int part = 0; part < parts; part++) {
            Messages messages = new Messages(workload, part, parts, () -> {});
            while (messages.hasNext()) {
                byte[] message = messages.next().value();
                Reading reading = ((ReadingParser.Accepted) parser.parse(message)).reading();
                assertEquals(reading.key(), Messages.key(message));
                assertTrue(seen.add(reading.key() + reading.day()), "twice: " + reading);
                int late = Math.max(0, newest.getOrDefault(reading.key(), reading.day()) - reading.day());
                newest.merge(reading.key(), reading.day(), Math::max);
                counts.merge(late, 1, Integer::sum);
            }
        }
        return counts;
    }

    @Test
    void eachSeriesHasEachDayOnceInOrder() {
        assertEquals(Map.of(0, KEYS * DAYS), countByLateness(new Workload(KEYS, DAYS, 0), 1));
        assertEquals(Map.of(0, KEYS * DAYS), countByLateness(new Workload(KEYS, DAYS, 0), 3));
    }

    @Test
    void someComeAFortnightLateAtMost() {
        Map<Integer, Integer> counts = countByLateness(new Workload(KEYS, DAYS, 0.05), 2);
        int late = counts.entrySet().stream()
                .filter(entry -> entry.getKey() > 0)
                .mapToInt(Map.Entry::getValue)
                .sum();
        assertTrue(late > 0.03 * KEYS * DAYS && late < 0.06 * KEYS * DAYS, counts.toString());
        assertTrue(counts.keySet().stream().allMatch(days -> days <= Workload.MOST_DAYS_LATE), counts.toString());
    }
}
