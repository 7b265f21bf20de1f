package io.undercurrent.job.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.job.source.OpenTransactions.Ends;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenTransactionsTest {

    private static final Instant NOON = Instant.parse("2025-03-18T12:00:00Z");

    private final OpenTransactions transactions = new OpenTransactions("readings");

    private List<String> after(int seconds, Map<Integer, Ends> partitions) {
        return transactions.update(partitions, NOON.plusSeconds(seconds));
    }

    @Test
    void saysOnceWhichPartitionWaitsSinceWhenAndWhenItGoesOn() {
        Ends open = new Ends(40, 45);
        Ends even = new Ends(7, 7);
        assertEquals(List.of(), after(0, Map.of(0, even, 3, open)));
        assertEquals(List.of(), after(19, Map.of(0, even, 3, open)));
        assertEquals(
                List.of(
                        "Partition 3 of the topic readings: 6 readings have been waiting since 2025-03-18T12:00:00Z or longer for a"
                                + " transaction that another producer began at offset 40 and has not ended"),
                after(20, Map.of(0, even, 3, new Ends(40, 46))));
        assertEquals(List.of(), after(60, Map.of(0, even, 3, new Ends(40, 50))));
        assertEquals(Duration.ofSeconds(60), transactions.longest(NOON.plusSeconds(60)));
        assertEquals(
                List.of("Partition 3 of the topic readings goes on: the transaction at offset 40 has ended"),
                after(62, Map.of(0, even, 3, new Ends(51, 51))));
        assertEquals(Duration.ZERO, transactions.longest(NOON.plusSeconds(62)));
    }

    /** A producer that writes without a pause has a transaction open whenever somebody looks, each time another one. */
    @Test
    void transactionsThatEndInTimeAreNoNews() {
        for (int second = 0; second < 300; second += 2) {
            assertEquals(List.of(), after(second, Map.of(0, new Ends(second / 10, second + 100))));
        }
    }
}
