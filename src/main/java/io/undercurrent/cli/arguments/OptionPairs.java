package io.undercurrent.cli.arguments;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Refuses options that say nothing without another one, or beside another one, and would be passed over in silence. */
public final class OptionPairs {

    private final ParseResult given;

    /**
     * @param command that was parsed
     */
    public OptionPairs(CommandSpec command) {
        given = command.commandLine().getParseResult();
    }

    /**
     * @param option that says something of {@code other} alone
     * @throws IllegalArgumentException if it is given without it
     */
    public OptionPairs requireWith(String option, String other) {
        if (isGiven(option) && !isGiven(other)) {
            throw new IllegalArgumentException(option + ": expected " + other + " with it, but that is missing");
        }
        return this;
    }

    /**
     * @param option that says nothing beside {@code other}
     * @param why which is so, as the end of a sentence
     * @throws IllegalArgumentException if both are given
     */
    public OptionPairs refuseWith(String option, String other, String why) {
        if (isGiven(option) && isGiven(other)) {
            throw new IllegalArgumentException(option + ": expected no " + other + " with it, " + why);
        }
        return this;
    }

    /**
     * @param options that say nothing
     * @param why which is so, as the end of a sentence
     * @throws IllegalArgumentException if one is given
     */
    public OptionPairs refuse(List<String> options, String why) {
        options.stream().filter(this::isGiven).findFirst().ifPresent(option -> {
            throw new IllegalArgumentException(option + ": expected " + why);
        });
        return this;
    }

    /** Whether an option is on the command line, and not only at its default. */
    public boolean isGiven(String option) {
        return given.hasMatchedOption(option);
    }
}
