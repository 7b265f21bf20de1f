package io.undercurrent.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.documentation.Block;
import io.undercurrent.documentation.Page;
import io.undercurrent.job.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of README and quick start, typed in as they stand there, in a folder that looks like a fresh checkout after the build:
 * each works, and at the end each of the stores has its forecast.
 */
@Timeout(600)
class DocumentationIT {

    private static final int STORES = 20;

    static Path[] pages() {
        return new Path[] {Page.README, Page.QUICK_START};
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandsWork(Path page) throws Exception {
        String kafka = Distribution.LOOPBACK + ":" + Distribution.freePort();
        try (DocumentedShell shell = new DocumentedShell(
                Distribution.freshDirectory("documentation-" + page.getFileName()), portsOfItsOwn(kafka))) {
            int commands = 0;
            for (Block block : Page.read(page).blocks("sh")) {
                if (!block.note().startsWith("not run: ")) {
                    shell.run(block);
                    commands++;
                }
            }
            assertTrue(commands > 4, commands + " blocks");
            Set<String> stores =
                    IntStream.rangeClosed(1, STORES).mapToObj(i -> "store-" + i).collect(Collectors.toSet());
            Await.until("forecasts of all stores", () -> {
                shell.requireAlive();
                return forecast(kafka).containsAll(stores);
            });
            assertEquals(stores, forecast(kafka));
        }
    }

    @Test
    void aCommandThatFailsIsNamedByPageAndLine() throws Exception {
        Path page = Path.of("page.md");
        try (DocumentedShell shell =
                new DocumentedShell(Distribution.freshDirectory("documentation-page.md"), Map.of())) {
            shell.run(new Block(page, 3, "sh", "export SAID=once\n", ""));
            Block fails = new Block(page, 7, "sh", "test $SAID = once\ntest $SAID = twice\ntrue\n", "");
            AssertionError failed = assertThrows(AssertionError.class, () -> shell.run(fails));
            assertTrue(failed.getMessage().contains("page.md:8: failed"), failed.getMessage());
            Block ends = new Block(page, 12, "sh", "true\n", "keeps running: nothing");
            AssertionError ended = assertThrows(AssertionError.class, () -> shell.run(ends));
            assertTrue(ended.getMessage().startsWith("page.md:12: ended by itself"), ended.getMessage());
        }
    }

    /** What takes a port takes one that no other build on this machine has. */
    private static Map<String, String> portsOfItsOwn(String kafka) {
        return Map.of(
                "localhost:9092",
                kafka,
                "undercurrent kafka",
                "undercurrent kafka --port " + kafka.split(":")[1],
                "undercurrent dashboard",
                "undercurrent dashboard --port 0");
    }

    /** The series that have a forecast. */
    private static Set<String> forecast(String kafka) {
        return TopicReader.read(kafka, "predictions").stream()
                .map(forecast -> new String(forecast.key(), StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }
}
