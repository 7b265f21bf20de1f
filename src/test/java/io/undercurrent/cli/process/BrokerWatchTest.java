package io.undercurrent.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BrokerWatchTest {

    @TempDir
    private Path data;

    private final StringWriter said = new StringWriter();

    @Test
    @Timeout(60)
    void saysSinceWhenABrokerIsAwayAndWhenItIsBack() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(0, data);
        String address = kafka.bootstrapServers();
        BrokerWatch watch = BrokerWatch.start(address, Map.of(), new PrintWriter(said));
        try {
            kafka.close();
            await("Kafka at " + address + ": no broker has answered since \\d\\d:\\d\\d:\\d\\d; waiting for one\n");
            kafka = EmbeddedKafka.start(port(address), data);
            await("Kafka at " + address + ": answers again after silence since \\d\\d:\\d\\d:\\d\\d\n");
        } finally {
            watch.close();
            kafka.close();
        }
        assertEquals(2, said.toString().lines().count(), said.toString());
    }

    @Test
    @Timeout(20)
    void endsAtOnceWhileABrokerIsAway() throws Exception {
        BrokerWatch watch = BrokerWatch.start("localhost:1", Map.of(), new PrintWriter(said));
        await("Kafka at localhost:1: no broker has answered since .*\n");
        long start = System.nanoTime();
        watch.close();
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2));
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    private void await(String line) throws InterruptedException {
        Pattern expected = Pattern.compile(line);
        while (!expected.matcher(said.toString()).find()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
