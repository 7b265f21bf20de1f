package io.undercurrent.cli.arguments;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ArgumentsTest {

    @TempDir
    private Path folder;

    @Command(name = "some")
    private static final class Some {

        @Option(names = "--readings")
        private String readings;

        @Option(names = "--json")
        private Path json;

        @Option(names = {"-o", "--output"})
        private Path output;

        @Option(names = "--other")
        private List<Path> others;

        @Option(names = "--form", defaultValue = "step")
        private String form;

        @Parameters(arity = "0..1", paramLabel = "MODEL")
        private Path model;
    }

    private static CommandSpec parsed(String... arguments) {
        CommandLine command = new CommandLine(new Some());
        command.parseArgs(arguments);
        return command.getCommandSpec();
    }

    private static void requireApart(String... arguments) throws IOException {
        FilesApart.require(parsed(arguments), List.of("--json", "--output"), Set.of("--other"));
    }

    private static void assertRefused(String message, String... arguments) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> requireApart(arguments))
                        .getMessage());
    }

    @Test
    void whatIsReadIsNotWrittenOver() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "key,date,sales\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        String again = folder.resolve("x/../a.csv").toString();
        Files.createDirectories(folder.resolve("x"));
        for (String name : new String[] {file.toString(), link.toString(), again}) {
            assertRefused(
                    "--json: expected another file than that of --readings, but got " + name + " for both",
                    "--readings=" + file,
                    "--json=" + name);
            assertRefused(
                    "--output: expected another file than that of MODEL, but got " + name + " for both",
                    file.toString(),
                    "-o",
                    name);
        }
        assertDoesNotThrow(() -> requireApart("--readings=" + file, "--json=" + folder.resolve("b.csv")));
    }

    @Test
    void twoFilesThatAreNotThereYetAreApartToo() {
        String name = folder.resolve("new.json").toString();
        assertRefused(
                "--json: expected another file than that of --output, but got " + name + " for both",
                "--json=" + name,
                "--output=" + folder.resolve("./new.json"));
    }

    @Test
    void standardStreamsAndDevicesMayServeTwice() {
        assertDoesNotThrow(() -> requireApart("--readings=-", "--json=-", "-o", "-"));
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "a device");
        assertDoesNotThrow(() -> requireApart("--json=" + device, "--output=" + device));
    }

    @Test
    void whatMayBeReplacedIs() throws IOException {
        Path file = Files.writeString(folder.resolve("a.safetensors"), "");
        assertDoesNotThrow(() -> requireApart("--json=" + file, "--other=" + folder.resolve("b"), "--other=" + file));
    }

    @Test
    void optionsThatNeedOrExcludeOthersSaySo() {
        OptionPairs pairs = new OptionPairs(parsed("--json=a", "--readings=b"));
        assertDoesNotThrow(() -> pairs.requireWith("--json", "--readings").requireWith("--other", "--output"));
        assertDoesNotThrow(
                () -> pairs.refuseWith("--json", "--other", "which is so").refuse(List.of("--form"), ""));
        assertEquals(
                "--json: expected --other with it, but that is missing",
                assertThrows(IllegalArgumentException.class, () -> pairs.requireWith("--json", "--other"))
                        .getMessage());
        assertEquals(
                "--json: expected no --readings with it, which is so",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> pairs.refuseWith("--json", "--readings", "which is so"))
                        .getMessage());
        assertEquals(
                "--readings: expected something else",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> pairs.refuse(List.of("--other", "--readings"), "something else"))
                        .getMessage());
    }
}
