package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.cli.view.WholeWordsHelp;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

class HelpTest {

    private static List<CommandLine> commands() {
        CommandLine top = Undercurrent.commandLine();
        List<CommandLine> commands = new ArrayList<>(CommandReference.below(top).toList());
        commands.add(top);
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isCompleteAndShowsExamples(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        List<String> texts = new ArrayList<>(List.of(usage.description()));
        texts.addAll(List.of(usage.footer()));
        command.getCommandSpec().options().stream()
                .map(OptionSpec::description)
                .forEach(it -> texts.addAll(List.of(it)));
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            texts.addAll(List.of(parameter.description()));
        }
        for (String text : texts) {
            // A lone percent sign is a format to picocli: it warns on the user's terminal and shows the text raw.
            assertDoesNotThrow(() -> String.format(text), text);
        }
        String help = command.getUsageMessage();
        assertTrue(help.contains("Example"), help);
        assertFalse(help.contains("%n"), help);
    }

    /** Values have names in capitals, such as DAYS, and none is named as its field in the code. */
    @ParameterizedTest
    @MethodSource("commands")
    void namesValuesInOneWay(CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            boolean unnamed = option.arity().max() > 0 && option.paramLabel().startsWith("<");
            assertFalse(unnamed, option.longestName() + ": " + option.paramLabel());
        }
    }

    /** Commands of the examples stand below what is said of them, and are indented more. */
    @ParameterizedTest
    @MethodSource("commands")
    void indentsCommandsBelowTheirTitles(CommandLine command) {
        List<String> lines = command.getUsageMessage()
                .lines()
                .dropWhile(line -> !line.startsWith("Examples:"))
                .filter(line -> line.matches(" {2}\\S.*"))
                .toList();
        for (String line : lines) {
            assertFalse(line.startsWith("  undercurrent "), line);
        }
    }

    /** Whoever has followed the quick start has them from 2023-01-01 to 2024-12-30, which {@code simulate} writes unless told otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {"train", "backtest", "replay"})
    void examplesAskForDaysThatSimulatedReadingsHave(String name) {
        String help = Undercurrent.commandLine().getSubcommands().get(name).getUsageMessage();
        List<String> days = Pattern.compile("--(?:from|to|until) (\\d{4}-\\d\\d-\\d\\d)")
                .matcher(help)
                .results()
                .map((MatchResult day) -> day.group(1))
                .toList();
        assertFalse(days.isEmpty(), help);
        for (String day : days) {
            assertTrue(day.compareTo("2023-01-01") >= 0 && day.compareTo("2024-12-30") < 0, day);
        }
    }

    /** Commands are not broken by the help, so that they can be copied. Cron alone takes no command of several lines. */
    @ParameterizedTest
    @MethodSource("commands")
    void showsCommandsInLinesThatFit(CommandLine command) {
        for (String line : command.getUsageMessage().lines().toList()) {
            boolean ofCron = line.strip().startsWith("0 3 * * 1 ");
            assertTrue(line.length() <= 80 || ofCron, line);
        }
    }

    @Test
    void goesOnWithTheIndentationOfALine() {
        CommandLine command = new CommandLine(CommandSpec.create());
        command.getCommandSpec()
                .usageMessage()
                .width(60)
                .footer(
                        "A sentence of so many words that they have to go on in another line.",
                        "",
                        "  What a list says in so many words that they go on, with its columns:",
                        "    0 3 * * 1 undercurrent retrain --bootstrap-servers localhost:9092");
        String footer = new WholeWordsHelp(
                        command.getCommandSpec(), CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .footer();
        assertEquals(
                List.of(
                        "A sentence of so many words that they have to go on in",
                        "another line.",
                        "",
                        "  What a list says in so many words that they go on, with",
                        "  its columns:",
                        "    0 3 * * 1 undercurrent retrain --bootstrap-servers localhost:9092"),
                footer.lines().toList());
    }

    /** Each option of a usage line stands whole in one of its lines. */
    @ParameterizedTest
    @MethodSource("commands")
    void breaksNoWordOfAUsageLine(CommandLine command) {
        String synopsis = new WholeWordsHelp(
                        command.getCommandSpec(), CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .synopsis("Usage: ".length());
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()
                    && !option.paramLabel().isEmpty()
                    && option.arity().max() > 0) {
                String value = (option.arity().min() == 0 ? "[=" : "=") + option.paramLabel();
                assertTrue(
                        synopsis.contains(option.longestName() + value)
                                || synopsis.contains(option.shortestName() + value),
                        synopsis);
            }
        }
        assertTrue(synopsis.lines().allMatch(line -> line.length() < 80), synopsis);
    }

    @Test
    void completionKnowsCommandsAndOptions() throws Exception {
        StringWriter out = new StringWriter();
        CommandLine top = Undercurrent.commandLine().setOut(new PrintWriter(out));
        assertEquals(0, top.execute("completion", "bash"));
        assertTrue(out.toString().contains("--on-duplicate") && out.toString().contains("backtest"), out.toString());
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (Writer script = bash.outputWriter()) {
            script.write(out.toString());
        }
        assertEquals(
                0, bash.waitFor(), () -> bash.inputReader().lines().toList().toString());
        assertEquals(Undercurrent.EXIT_USAGE, top.setErr(new PrintWriter(out)).execute("completion", "fish"));
        assertTrue(out.toString().contains("SHELL: expected bash or zsh, but got 'fish'"));
    }

    @Test
    void namesACommandThatThereIsNot() {
        StringWriter err = new StringWriter();
        CommandLine top = Undercurrent.commandLine().setErr(new PrintWriter(err));
        assertEquals(Undercurrent.EXIT_USAGE, top.execute("trian", "--readings=a.csv"));
        assertTrue(err.toString().startsWith("undercurrent: Unknown command: 'trian'"), err::toString);
        err.getBuffer().setLength(0);
        assertEquals(Undercurrent.EXIT_USAGE, top.execute("models", "lst"));
        assertTrue(err.toString().startsWith("undercurrent models: Unknown command: 'lst'"), err::toString);
    }

    @Test
    void versionIsACommandToo() {
        for (String how : List.of("version", "--version")) {
            StringWriter out = new StringWriter();
            assertEquals(
                    0, Undercurrent.commandLine().setOut(new PrintWriter(out)).execute(how));
            assertEquals("undercurrent development" + System.lineSeparator(), out.toString());
        }
    }
}
