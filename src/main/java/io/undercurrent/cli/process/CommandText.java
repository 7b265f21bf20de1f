package io.undercurrent.cli.process;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command as it was given, to be given again. */
public final class CommandText {

    private CommandText() {}

    /**
     * The line to type, quoted for a shell where that has to be. Of settings, which may be passwords, it shows the names alone.
     *
     * @param command that was parsed
     * @param over values of options in place of those given
     */
    public static String of(CommandSpec command, Map<String, String> over) {
        List<String> words = new ArrayList<>(List.of(command.qualifiedName()));
        words.addAll(options(command, name -> !over.containsKey(name)));
        over.forEach((name, value) -> words.addAll(List.of(name, quoted(value))));
        return String.join(" ", words);
    }

    /**
     * Words of the options that were given, in the same way.
     *
     * @param command that was parsed
     * @param names tells which options
     */
    public static List<String> options(CommandSpec command, Predicate<String> names) {
        List<String> words = new ArrayList<>();
        // One that was repeated stands there once for each time, with all its values.
        Set<OptionSpec> given =
                new LinkedHashSet<>(command.commandLine().getParseResult().matchedOptions());
        for (OptionSpec option : given) {
            if (names.test(option.longestName())) {
                for (String value : option.originalStringValues()) {
                    words.add(option.longestName());
                    if (option.arity().max() > 0) {
                        words.add(quoted(shown(option, value)));
                    }
                }
            }
        }
        return words;
    }

    private static String shown(ArgSpec option, String value) {
        boolean setting = option.isMultiValue() && option.type().equals(Map.class) && value.indexOf('=') > 0;
        return setting ? value.substring(0, value.indexOf('=') + 1) + "…" : value;
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./…-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
