package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

class HelpTest {

    private static List<CommandLine> commands() {
        CommandLine top = Undercurrent.commandLine();
        List<CommandLine> commands = new ArrayList<>(top.getSubcommands().values());
        commands.removeIf(command -> command.getCommand() instanceof CommandLine.HelpCommand);
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
}
