package io.undercurrent.cli;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The page of all commands and options, made of what the commands say of themselves. */
final class CommandReference {

    private static final Set<String> OF_ALL_COMMANDS = Set.of("--verbose", "--help", "--version");

    private CommandReference() {}

    static String page(CommandLine top) {
        StringBuilder page = new StringBuilder("""
                # Commands

                This page is made from the commands themselves: it says what `undercurrent help COMMAND` says.

                | command | does |
                | --- | --- |
                """);
        List<CommandSpec> commands = below(top).map(CommandLine::getCommandSpec).toList();
        for (CommandSpec command : commands) {
            String first = command.usageMessage().description()[0];
            row(page, "[`%s`](#%s)".formatted(name(command), anchor(command)), text(first));
        }
        page.append("\nAll commands have these options:\n");
        options(page, top.getCommandSpec(), OF_ALL_COMMANDS);
        page.append('\n').append(Undercurrent.EXIT_CODES).append('\n');
        for (CommandSpec command : commands) {
            command(page, command);
        }
        return page.toString();
    }

    /** All commands below one, each before those below it. */
    static Stream<CommandLine> below(CommandLine top) {
        return top.getSubcommands().values().stream()
                .filter(command -> !(command.getCommand() instanceof CommandLine.HelpCommand))
                .flatMap(command -> Stream.concat(Stream.of(command), below(command)));
    }

    /** As it is typed, without that of the program. */
    private static String name(CommandSpec command) {
        String whole = command.qualifiedName();
        return whole.substring(whole.indexOf(' ') + 1);
    }

    private static String anchor(CommandSpec command) {
        return name(command).replace(' ', '-');
    }

    private static void command(StringBuilder page, CommandSpec command) {
        UsageMessageSpec usage = command.usageMessage();
        // The anchor is the one that Git hosts give the heading; the site has others.
        page.append("\n<a id=\"%s\"></a>\n\n## %s\n\n".formatted(anchor(command), name(command)));
        page.append(description(text(String.join("\n", usage.description()).strip())));
        Set<String> own = command.options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .filter(name -> !OF_ALL_COMMANDS.contains(name))
                .collect(Collectors.toSet());
        options(page, command, own);
        String examples = text(String.join("\n", usage.footer())).stripTrailing();
        if (!examples.isEmpty()) {
            page.append("\nExamples:\n\n```\n").append(examples.stripIndent()).append("\n```\n");
        }
    }

    /** With what is indented as it stands. */
    private static String description(String text) {
        StringBuilder markdown = new StringBuilder();
        boolean indented = false;
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("  ") != indented) {
                markdown.append("```\n");
                indented = !indented;
            }
            markdown.append(line).append('\n');
        }
        return markdown.toString();
    }

    private static void options(StringBuilder page, CommandSpec command, Set<String> names) {
        if (names.isEmpty() && command.positionalParameters().isEmpty()) {
            return;
        }
        page.append("\n| option | meaning |\n| --- | --- |\n");
        command.positionalParameters().forEach(it -> row(page, "`" + it.paramLabel() + "`", meaning(it)));
        for (OptionSpec option : command.options()) {
            if (names.contains(option.longestName())) {
                String value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
                row(page, "`" + String.join("`, `", option.names()) + value + "`", meaning(option));
            }
        }
    }

    private static String meaning(ArgSpec argument) {
        // What is required within a group may be left out with all of the group.
        return (argument.required() && argument.group() == null ? "Required. " : "")
                + text(String.join(" ", argument.description())).replaceAll("\\s+", " ");
    }

    /** As picocli shows it: a description is a format without arguments. */
    private static String text(String description) {
        return String.format(description);
    }

    private static void row(StringBuilder page, String first, String second) {
        page.append("| %s | %s |\n".formatted(cell(first), cell(second)));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
