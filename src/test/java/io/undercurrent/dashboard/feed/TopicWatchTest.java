package io.undercurrent.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.dashboard.state.traffic.Traffic;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.topic.JobTopics;
import io.undercurrent.topic.TopicSelection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Rates from a real broker, of topics that nobody reads. */
class TopicWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @SuppressWarnings("try") // The watch works by itself.
    void tellsHowFastReadingsAndForecastsComeThoughNoneIsReadYet() throws Exception {
        Traffic traffic = new Traffic();
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                TopicWatch watch = new TopicWatch(
                        Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers())),
                        kafka.bootstrapServers(),
                        FeedTopics.of(List.of(new JobTopics(
                                new TopicSelection(List.of(), List.of("[a-z]*")),
                                "out",
                                "refused",
                                Optional.of("marks"),
                                Optional.empty()))),
                        List.of("the-job"),
                        traffic,
                        () -> {})) {
            kafka.createTopic("in", 2);
            await(traffic, now -> newest(now.readings()) == 0);
            assertTrue(Double.isNaN(newest(traffic.now().forecasts())), "a topic that is not there has no rate");
            kafka.createTopic("out", 2);
            await(traffic, now -> newest(now.forecasts()) == 0);
            for (int i = 0; i < 300; i++) {
                producer.send(new ProducerRecord<>("out", ("series-" + i).getBytes(UTF_8), new byte[] {1}));
            }
            producer.flush();
            await(traffic, now -> sum(now.forecasts()) > 0);
            assertEquals(0, sum(traffic.now().readings()));
            assertEquals("", traffic.now().problem());
        }
    }

    private static double newest(double[] rates) {
        return rates[rates.length - 1];
    }

    private static double sum(double[] rates) {
        return Arrays.stream(rates).filter(Double::isFinite).sum();
    }

    private static void await(Traffic traffic, Predicate<Traffic.Now> condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(traffic.now())) {
            assertTrue(
                    System.nanoTime() < end,
                    () -> "readings " + Arrays.toString(traffic.now().readings()) + ", forecasts "
                            + Arrays.toString(traffic.now().forecasts()));
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
