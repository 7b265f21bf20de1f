package io.undercurrent.job.source;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds partitions in which readings wait for the end of another producer's open transaction. Consumers with {@code
 * read_committed} cannot read past it; to them it looks as if no readings came.
 */
final class OpenTransactions {

    /** Transactions end within seconds; with those of another Flink job a minute may be usual, and is worth a line. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * @param lastStable offset up to which readings are committed
     * @param end offset after the last reading
     */
    record Ends(long lastStable, long end) {}

    private record Stand(long lastStable, Instant since, boolean told) {}

    private final String topic;
    private final Map<Integer, Stand> stands = new HashMap<>();

    OpenTransactions(String topic) {
        this.topic = topic;
    }

    /** What is worth saying about the partitions as they are now: once for each transaction, when it has been open for long and when it ended. */
    List<String> update(Map<Integer, Ends> partitions, Instant now) {
        List<String> news = new ArrayList<>();
        new TreeMap<>(partitions).forEach((partition, ends) -> {
            Stand before = stands.get(partition);
            if (ends.end <= ends.lastStable || (before != null && before.lastStable != ends.lastStable)) {
                stands.remove(partition);
                if (before != null && before.told) {
                    news.add("Partition " + partition + " of the topic " + topic
                            + " goes on: the transaction at offset " + before.lastStable + " has ended");
                }
            }
            if (ends.end <= ends.lastStable) {
                return;
            }
            Stand stand = stands.computeIfAbsent(partition, none -> new Stand(ends.lastStable, now, false));
            if (!stand.told && !now.isBefore(stand.since.plus(PATIENCE))) {
                stands.put(partition, new Stand(stand.lastStable, stand.since, true));
                news.add("Partition " + partition + " of the topic " + topic + ": "
                        + waiting(ends.end - ends.lastStable)
                        + " since " + stand.since.truncatedTo(ChronoUnit.SECONDS)
                        + " or longer for a transaction that another producer began at offset " + ends.lastStable
                        + " and has not ended");
            }
        });
        return news;
    }

    /** How long the partition that has waited longest has waited; 0 where none does. */
    Duration longest(Instant now) {
        return stands.values().stream()
                .map(stand -> Duration.between(stand.since, now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static String waiting(long readings) {
        return readings == 1 ? "1 reading has been waiting" : readings + " readings have been waiting";
    }
}
