package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
