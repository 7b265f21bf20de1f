package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as the distribution writes it, when something repeats itself without end. */
class LogLimitsTest {

    private static final String LOCATION = "undercurrent.log";
    private static final int FLOOD = 50_000;

    @TempDir
    private Path directory;

    private LoggerContext context;
    private String before;

    @BeforeEach
    void start() throws IOException {
        before = System.getProperty(LOCATION);
        System.setProperty(LOCATION, directory.resolve("u.log").toString());
        context = new LoggerContext("limits");
        ConfigurationSource file =
                new ConfigurationSource(Files.newInputStream(Path.of("src/main/resources/log4j2.properties")));
        context.start(new PropertiesConfigurationFactory().getConfiguration(context, file));
    }

    @AfterEach
    void stop() {
        context.stop();
        if (before == null) {
            System.clearProperty(LOCATION);
        } else {
            System.setProperty(LOCATION, before);
        }
    }

    @Test
    void aFloodKeepsItsFirstLinesAndLeavesRoomForOthers() throws IOException {
        flood("org.apache.kafka.clients.NetworkClient", 120);
        flood("org.apache.kafka.clients.Metadata", 120);
        flood("org.apache.kafka.clients.admin.internals.AdminMetadataManager", 120);
        flood("org.apache.kafka.clients.consumer.internals.FetchCollector", 600);
        flood("org.apache.flink.SomeoneElse", 2400);
    }

    private void flood(String name, int limit) throws IOException {
        Logger logger = context.getLogger(name);
        for (int i = 0; i < FLOOD; i++) {
            logger.warn("Rebootstrapping, {}", i);
        }
        List<String> lines = Files.readAllLines(directory.resolve("u.log")).stream()
                .filter(line -> line.contains(name.substring(name.lastIndexOf('.') + 1)))
                .toList();
        assertTrue(lines.size() > limit / 3 && lines.size() <= limit + limit / 4, name + ": " + lines.size());
        for (int i = 0; i < limit / 4; i++) {
            assertEquals(
                    "Rebootstrapping, " + i, lines.get(i).substring(lines.get(i).indexOf(" - ") + 3));
        }
    }
}
