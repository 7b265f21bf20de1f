package io.undercurrent.cli.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Refuses to write a file that the same command reads, which would be lost, and to write two into one. */
public final class FilesApart {

    /** Texts that name a file, as they may also stand for the standard input. */
    private static final Set<String> TEXTS = Set.of("--readings");

    private static final String STANDARD_STREAM = "-";

    /** A file and the argument that names it. */
    private record Named(String argument, Path file) {}

    private FilesApart() {}

    /**
     * @param command that was parsed
     * @param outputs options that name files to be written
     * @param replaced options that name files in whose place an output may be put
     * @throws IllegalArgumentException if one of the outputs is a file that another argument names too
     */
    public static void require(CommandSpec command, List<String> outputs, Set<String> replaced) throws IOException {
        List<Named> all = named(command.commandLine().getParseResult());
        for (Named output : all) {
            for (Named other : all) {
                boolean apart = other == output
                        || !outputs.contains(output.argument())
                        || replaced.contains(other.argument())
                        || !isSame(output.file(), other.file());
                if (!apart) {
                    throw new IllegalArgumentException(output.argument() + ": expected another file than that of "
                            + other.argument() + ", but got " + output.file() + " for both");
                }
            }
        }
    }

    /** The same without files that may be replaced. */
    public static void require(CommandSpec command, List<String> outputs) throws IOException {
        require(command, outputs, Set.of());
    }

    private static List<Named> named(ParseResult given) {
        List<Named> all = new ArrayList<>();
        // One that was repeated stands there once for each time, with all its values.
        for (OptionSpec option : given.matchedOptions().stream().distinct().toList()) {
            if (TEXTS.contains(option.longestName()) || isOfFiles(option)) {
                addTo(all, option.longestName(), option);
            }
        }
        for (PositionalParamSpec positional : given.matchedPositionals()) {
            if (isOfFiles(positional)) {
                addTo(all, positional.paramLabel(), positional);
            }
        }
        return all;
    }

    private static boolean isOfFiles(ArgSpec argument) {
        return Arrays.asList(argument.typeInfo().getAuxiliaryTypes()).contains(Path.class);
    }

    private static void addTo(List<Named> all, String name, ArgSpec argument) {
        for (String value : argument.originalStringValues()) {
            if (!value.equals(STANDARD_STREAM)) {
                all.add(new Named(name, Path.of(value)));
            }
        }
    }

    /** Whether both are one file, or would be; devices take the place of files that nobody wants. */
    private static boolean isSame(Path output, Path other) throws IOException {
        if (Files.exists(output) && Files.exists(other)) {
            return Files.isRegularFile(output) && Files.isSameFile(output, other);
        }
        return output.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
}
