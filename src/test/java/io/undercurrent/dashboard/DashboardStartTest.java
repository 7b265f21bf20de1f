package io.undercurrent.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.dashboard.feed.FeedTopics;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.series.kind.StaticTable;
import io.undercurrent.topic.JobTopics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DashboardStartTest {

    /** The server starts before the reading of Kafka, and must not outlive its failure. */
    @Test
    @Timeout(60)
    void whatCannotStartLeavesNothingBehind() throws Exception {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, here)) {
            port = free.getLocalPort();
        }
        long before = pushing();
        DashboardOptions options = new DashboardOptions(
                "kafka.invalid:9092",
                Map.of(),
                FeedTopics.of(
                        List.of(new JobTopics(
                                "readings", "predictions", "rejected", Optional.empty(), Optional.empty())),
                        List.of()),
                TopicMappings.CONTRACT,
                Optional.empty(),
                List.of("the-job"),
                "127.0.0.1",
                port,
                Optional.empty(),
                List.of(),
                60,
                1000,
                64 << 20,
                Optional.empty(),
                StaticTable.NONE);
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> Dashboard.start(options));
        assertTrue(refused.getMessage().startsWith("Kafka at kafka.invalid:9092"), refused.getMessage());
        while (pushing() > before) {
            Thread.sleep(10);
        }
        try (ServerSocket again = new ServerSocket(port, 1, here)) {
            assertEquals(port, again.getLocalPort());
        }
    }

    private static long pushing() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("dashboard-push"))
                .count();
    }
}
