package io.undercurrent.bench.job.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.bench.job.kafka.ForecastCounter.Written;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.job.kafka.MessageProducer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ForecastCounterTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();

    private final CompletableFuture<Void> job = new CompletableFuture<>();

    private ForecastCounter counter(String topic) {
        return new ForecastCounter(KAFKA.bootstrapServers(), topic, job);
    }

    /** A rate of nothing would be one at which no reading is ever sent. */
    @Test
    void aJobThatIsDoneBeforeTheFirstLookHasARate() throws Exception {
        KAFKA.createTopic("counted-at-once", 1);
        try (MessageProducer producer = new MessageProducer(KAFKA.bootstrapServers(), "counted-at-once", Map.of())) {
            producer.send("key", new byte[1]);
            producer.send("key", new byte[1]);
            producer.flush();
        }
        try (ForecastCounter forecasts = counter("counted-at-once")) {
            Written half = forecasts.awaitWritten(1);
            assertEquals(0, half.forecasts());
            forecasts.awaitWritten(2);
            double rate = forecasts.written().perSecondSince(half);
            assertTrue(rate > 0 && Double.isFinite(rate), "rate " + rate);
        }
    }

    @Test
    void theFailureOfTheJobEndsTheWaiting() {
        KAFKA.createTopic("counted-until-failure", 1);
        IllegalStateException failure = new IllegalStateException("the job's");
        job.completeExceptionally(failure);
        try (ForecastCounter forecasts = counter("counted-until-failure")) {
            CompletionException thrown =
                    assertThrows(CompletionException.class, () -> forecasts.await(1, (time, message) -> {}));
            assertSame(failure, thrown.getCause());
            assertThrows(CompletionException.class, () -> forecasts.awaitWritten(1));
        }
    }

    @Test
    void theFailureOfTheSenderEndsTheWaiting() {
        KAFKA.createTopic("counted-without-sender", 1);
        IllegalStateException failure = new IllegalStateException("the sender's");
        try (ForecastCounter forecasts = counter("counted-without-sender")) {
            forecasts.senderFailed(failure);
            assertSame(
                    failure,
                    assertThrows(IllegalStateException.class, () -> forecasts.await(1, (time, message) -> {}))
                            .getCause());
        }
    }
}
