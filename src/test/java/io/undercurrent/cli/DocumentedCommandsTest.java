package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.documentation.Block;
import io.undercurrent.documentation.Page;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/** Commands on the pages have the options that there are, and those that they need. Most of them cannot be run by a test. */
class DocumentedCommandsTest {

    private static final String PROGRAM = "undercurrent ";

    private record Documented(Block block, String command) {}

    @Test
    void canBeParsed() throws Exception {
        List<Documented> commands = new ArrayList<>();
        for (Page page : Page.all()) {
            for (Block block : page.blocks("sh")) {
                for (String line : block.text().replaceAll("\\\\\n\\s*", "").split("\n")) {
                    int start = line.indexOf(PROGRAM);
                    if (start >= 0 && !line.substring(0, start).contains("#")) {
                        commands.add(new Documented(block, line.substring(start)));
                    }
                }
            }
        }
        assertTrue(commands.size() > 20, commands.size() + " commands");
        List<String[]> words = words(commands);
        for (int i = 0; i < commands.size(); i++) {
            // A file of options is the reader's.
            String[] arguments = Arrays.stream(words.get(i))
                    .skip(1)
                    .filter(word -> !word.startsWith("@"))
                    .toArray(String[]::new);
            try {
                Undercurrent.commandLine().parseArgs(arguments);
            } catch (ParameterException wrong) {
                throw new AssertionError(
                        commands.get(i).block().place() + ": " + commands.get(i).command(), wrong);
            }
        }
    }

    /** Each command as a shell splits it. */
    private static List<String[]> words(List<Documented> commands) throws Exception {
        Process shell = new ProcessBuilder("bash", "-e").start();
        try (Writer script = shell.outputWriter()) {
            for (Documented documented : commands) {
                script.write("printf '%s\\n' " + documented.command() + "\necho\n");
            }
        }
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, shell.waitFor());
        return Arrays.stream(words.split("\n\n"))
                .map(command -> command.split("\n"))
                .toList();
    }
}
