package io.undercurrent.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;

class EmbeddedFlinkTest {

    @Test
    void runsAJobAndServesItsWebPage() throws Exception {
        try (EmbeddedFlink flink = EmbeddedFlink.start(2)) {
            StreamExecutionEnvironment environment = flink.environment(new Configuration());
            environment.setParallelism(2);
            List<Long> doubled =
                    environment.fromSequence(1, 100).map(value -> 2 * value).executeAndCollect(1_000);
            assertEquals(100 * 101, doubled.stream().mapToLong(Long::longValue).sum());

            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(flink.webAddress()).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, page.statusCode(), page.body());
            assertEquals("127.0.0.1", flink.webAddress().getHost());
        }
    }

    @Test
    void aJobGoesOnFromACheckpointAsItsSettingsSay() {
        Configuration settings = new Configuration();
        settings.set(StateRecoveryOptions.SAVEPOINT_PATH, "file:///checkpoints/7");
        settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        try (EmbeddedFlink flink = EmbeddedFlink.start(1)) {
            StreamExecutionEnvironment environment = flink.environment(settings);
            environment.fromData(1).sinkTo(new DiscardingSink<>());
            SavepointRestoreSettings kept = environment.getStreamGraph().getSavepointRestoreSettings();
            assertEquals(
                    SavepointRestoreSettings.forPath("file:///checkpoints/7", true, RecoveryClaimMode.CLAIM), kept);
        }
    }

    @Test
    void needsASlot() {
        assertEquals(
                "slots: expected at least 1, but got 0",
                assertThrows(IllegalArgumentException.class, () -> EmbeddedFlink.start(0))
                        .getMessage());
    }
}
