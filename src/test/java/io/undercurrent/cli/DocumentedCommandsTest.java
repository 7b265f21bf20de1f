package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.documentation.Block;
import io.undercurrent.documentation.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/** Commands on the pages have the options that there are, and those that they need. Most of them cannot be run by a test. */
class DocumentedCommandsTest {

    private static final String PROGRAM = "undercurrent ";

    @Test
    void canBeParsed() throws Exception {
        int parsed = 0;
        for (Page page : Page.all()) {
            for (Block block : page.blocks("sh")) {
                for (String line : block.text().replaceAll("\\\\\n\\s*", "").split("\n")) {
                    int start = line.indexOf(PROGRAM);
                    if (start >= 0 && !line.substring(0, start).contains("#")) {
                        parse(block, line.substring(start));
                        parsed++;
                    }
                }
            }
        }
        assertTrue(parsed > 20, parsed + " commands");
    }

    private static void parse(Block block, String command) throws Exception {
        List<String> arguments = new ArrayList<>(words(command));
        arguments.remove(0);
        try {
            Undercurrent.commandLine().parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException wrong) {
            throw new AssertionError(block.place() + ": " + command, wrong);
        }
    }

    /** As a shell splits a command. */
    private static List<String> words(String command) throws Exception {
        Process shell = new ProcessBuilder("bash", "-c", "printf '%s\\n' " + command).start();
        List<String> words = shell.inputReader().lines().toList();
        assertTrue(shell.waitFor() == 0, command);
        return words;
    }
}
