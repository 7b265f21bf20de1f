package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of commands among the pages of the site is what the commands say of themselves today. */
class CommandReferenceTest {

    private static final Path PAGE = Path.of("src/site/markdown/commands.md");
    private static final Path CURRENT = Path.of("target/commands.md");

    @Test
    void isCurrent() throws IOException {
        String current = CommandReference.page(Undercurrent.commandLine());
        Files.writeString(CURRENT, current);
        assertEquals(
                current,
                Files.exists(PAGE) ? Files.readString(PAGE) : "",
                "the commands have changed: cp " + CURRENT + " " + PAGE);
    }

    /** But for those that say something of the commands themselves. */
    @Test
    void theReadmeSaysWhatEachCommandDoes() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table = readme.substring(readme.indexOf("| command | does |"));
        for (String name : Undercurrent.commandLine().getSubcommands().keySet()) {
            boolean ofCommands = List.of("help", "version").contains(name);
            assertTrue(ofCommands || table.lines().anyMatch(row -> row.matches("\\| .*`" + name + "`.* \\|.*")), name);
        }
    }
}
