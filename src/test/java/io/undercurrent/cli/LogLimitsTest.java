package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The logs as the distribution and the image of Flink write them, when something repeats itself without end. */
class LogLimitsTest {

    private static final int FLOOD = 50_000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "src/main/resources/log4j2.properties, undercurrent.log",
        "deploy/flink/log4j-console.properties, log.file"
    })
    void aFloodKeepsItsFirstLinesAndLeavesRoomForOthers(Path settings, String location) throws IOException {
        String before = System.getProperty(location);
        System.setProperty(location, directory.resolve("u.log").toString());
        PrintStream console = System.out;
        System.setOut(new PrintStream(PrintStream.nullOutputStream()));
        LoggerContext context = new LoggerContext("limits");
        try (InputStream text = Files.newInputStream(settings)) {
            context.start(
                    new PropertiesConfigurationFactory().getConfiguration(context, new ConfigurationSource(text)));
            flood(context, "org.apache.kafka.clients.NetworkClient", 120);
            flood(context, "org.apache.kafka.clients.Metadata", 120);
            flood(context, "org.apache.kafka.clients.admin.internals.AdminMetadataManager", 120);
            flood(context, "org.apache.kafka.clients.consumer.internals.FetchCollector", 600);
            flood(context, "org.apache.flink.SomeoneElse", 2400);
        } finally {
            context.stop();
            System.setOut(console);
            if (before == null) {
                System.clearProperty(location);
            } else {
                System.setProperty(location, before);
            }
        }
    }

    private void flood(LoggerContext context, String name, int limit) throws IOException {
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
