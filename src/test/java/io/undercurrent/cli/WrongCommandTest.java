package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What somebody reads who mistypes a command or forgets an option. */
class WrongCommandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "simulat                     | undercurrent: Unknown command: 'simulat', did you mean simulate",
                "simulat --stores 3          | undercurrent: Unknown command: 'simulat', did you mean simulate",
                "models psh m --live         | undercurrent models: Unknown command: 'psh', did you mean push",
                "--verbos train              | undercurrent: Unknown option: '--verbos', did you mean --verbose",
                "inspect a.safetensors b     | undercurrent inspect: Unmatched argument at index 2: 'b'",
                "replay --readings a.csv --bootstrap-servers h:1 | undercurrent replay: Missing required option: '--topic=T'",
                "retrain --bootstrap-servers h:1 --topic t --models-dir nowhere | undercurrent retrain: --models-dir: expected a folder that is there, but got nowhere",
                "train --targets sales --readings x.csv | undercurrent train: Missing required option: '--model="
            })
    void namesWhatIsWrong(String arguments, String expected) {
        StringWriter err = new StringWriter();
        CommandLine command = Undercurrent.commandLine()
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        assertEquals(Undercurrent.EXIT_USAGE, command.execute(arguments.split(" ")));
        assertTrue(err.toString().startsWith(expected), err.toString());
    }
}
