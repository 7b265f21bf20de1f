package io.undercurrent.cli;

import io.undercurrent.cli.files.StandardOutput;
import io.undercurrent.cli.view.WholeWordsHelp;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code undercurrent}: the root that the others hang from, and the main class of the product. */
@Command(
        name = "undercurrent",
        description = "Forecasts many daily series continuously with recurrent networks on Flink and Kafka.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Undercurrent.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeOnInvalidInput = Undercurrent.EXIT_USAGE,
        exitCodeOnExecutionException = Undercurrent.EXIT_FAILURE,
        footerHeading = "%nExamples:%n",
        footer = {
            "  See it run without any preparation:",
            "    undercurrent demo",
            "  Train on a file, then forecast the readings of a topic:",
            "    undercurrent train --readings stores.csv --targets sales \\",
            "        --model stores.safetensors",
            "    undercurrent run --bootstrap-servers localhost:9092 \\",
            "        --model stores.safetensors",
            "  All options of a command:",
            "    undercurrent help backtest",
            "",
            Undercurrent.EXIT_CODES,
            ""
        },
        subcommands = {
            Train.class,
            Retrain.class,
            Backtest.class,
            Inspect.class,
            ImportCommand.class,
            Export.class,
            Simulate.class,
            Demo.class,
            Replay.class,
            Describe.class,
            Run.class,
            Reconcile.class,
            Models.class,
            Bench.class,
            DashboardCommand.class,
            KafkaCommand.class,
            Completion.class,
            Undercurrent.VersionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Undercurrent implements Callable<Integer> {

    static final String EXIT_CODES =
            "The exit code is 0 when a command has done its work, and 2 when an argument is wrong, or the content"
                    + " of a file of readings or settings. It is 1 when something else failed, such as a file that is not there, and when"
                    + " train and retrain write no model because it would be no better.";

    /** Foreign text in a message, such as the key of a series, is not to steer the terminal. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

    static final int EXIT_FAILURE = 1;
    static final int EXIT_USAGE = 2;

    @Option(names = "--verbose", description = "Show the full trace of an error.", scope = ScopeType.INHERIT)
    private boolean verbose;

    @Spec
    private CommandSpec command;

    private Undercurrent() {}

    /** Without a command, lists the commands. */
    @Override
    public Integer call() {
        command.commandLine().usage(command.commandLine().getErr());
        return EXIT_USAGE;
    }

    public static void main(String[] arguments) {
        if (insideOfFlink()) {
            submitted(arguments);
            return;
        }
        // Libraries that print, such as the bars of progress, ask for no locale.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        StandardOutput output = StandardOutput.install();
        int exitCode = execute(arguments);
        System.out.flush();
        if (exitCode == 0 && output.failure().isPresent()) {
            System.err.println("undercurrent: the standard output cannot be written: "
                    + output.failure().get());
            exitCode = EXIT_FAILURE;
        }
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Errors of the JVM pass by the handlers of picocli, and threads that go on would keep the process. */
    private static int execute(String[] arguments) {
        CommandLine root = commandLine();
        try {
            return root.execute(arguments);
        } catch (OutOfMemoryError full) {
            root.getErr()
                    .println("undercurrent: the memory of the JVM does not suffice (" + full.getMessage()
                            + "). JAVA_OPTS=-Xmx… gives it more.");
        } catch (Error broken) {
            broken.printStackTrace(root.getErr());
        }
        return EXIT_FAILURE;
    }

    /** Whether this was submitted to Flink, which loads the jars of jobs with class loaders of their own. */
    private static boolean insideOfFlink() {
        return Undercurrent.class.getClassLoader() != ClassLoader.getSystemClassLoader();
    }

    /**
     * Runs inside of {@code flink run} or of a job manager, which a failure must not end: it has to arrive there as an
     * exception.
     */
    private static void submitted(String[] arguments) {
        Exception[] failure = new Exception[1];
        int exitCode = commandLine()
                .setParameterExceptionHandler((wrong, all) -> {
                    failure[0] = firstToMend(wrong, all);
                    return EXIT_USAGE;
                })
                .setExecutionExceptionHandler((reason, command, parsed) -> {
                    failure[0] = reason;
                    return EXIT_FAILURE;
                })
                .execute(arguments);
        if (failure[0] != null) {
            throw new IllegalStateException(describe(failure[0]), failure[0]);
        }
        if (exitCode != 0) {
            throw new IllegalArgumentException("expected a command, such as run");
        }
    }

    /** The whole command line with its error handling, not yet executed. */
    static CommandLine commandLine() {
        Undercurrent root = new Undercurrent();
        return new CommandLine(root)
                .registerConverter(LocalDate.class, new DayConverter())
                .setHelpFactory(WholeWordsHelp::new)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, arguments) -> explain(firstToMend(wrong, arguments)))
                .setExecutionExceptionHandler((failure, command, parsed) -> root.report(failure, command));
    }

    /**
     * The error to report first. A missing option may be present under a misspelt name; then report the misspelling.
     * The parser reports missing options first, and unknown ones only when asked for all errors.
     */
    private static ParameterException firstToMend(ParameterException wrong, String[] arguments) {
        if (!(wrong instanceof MissingParameterException)) {
            return wrong;
        }
        CommandLine again = commandLine().setErr(wrong.getCommandLine().getErr());
        collectErrors(again);
        for (ParseResult parsed = again.parseArgs(arguments); parsed != null; parsed = parsed.subcommand()) {
            for (Exception error : parsed.errors()) {
                if (error instanceof UnmatchedArgumentException unknown) {
                    return unknown;
                }
            }
        }
        return wrong;
    }

    private static void collectErrors(CommandLine command) {
        command.getCommandSpec().parser().collectErrors(true);
        command.getSubcommands().values().forEach(Undercurrent::collectErrors);
    }

    /** What is wrong with the arguments in a line or two, rather than under the whole list of options. */
    private static int explain(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        Optional<String> unknown = wrong instanceof UnmatchedArgumentException unmatched
                ? unknownCommand(command, unmatched).or(() -> unknownOption(unmatched))
                : Optional.empty();
        err.println(command.getColorScheme().errorText(name + ": " + unknown.orElseGet(() -> message(wrong))));
        if (unknown.isEmpty()) {
            UnmatchedArgumentException.printSuggestions(wrong, err);
        }
        err.println("Try '" + name + " --help'.");
        return EXIT_USAGE;
    }

    /** A missing option by its first name, which is the one in the help; picocli takes the longest. */
    private static String message(ParameterException wrong) {
        String message = wrong.getMessage();
        if (wrong instanceof MissingParameterException missing) {
            for (ArgSpec argument : missing.getMissing()) {
                if (argument instanceof OptionSpec option) {
                    message = message.replace("'" + option.longestName(), "'" + option.names()[0]);
                }
            }
        }
        return message;
    }

    /** Which command there is none of, whose options are unknown too; none where an argument is too many. */
    private static Optional<String> unknownCommand(CommandLine command, UnmatchedArgumentException unmatched) {
        boolean takesCommands = !command.getSubcommands().isEmpty()
                && command.getCommandSpec().positionalParameters().isEmpty();
        String first = unmatched.getUnmatched().get(0);
        return takesCommands && !first.startsWith("-")
                ? Optional.of("Unknown command: '" + first + "'" + meant(unmatched))
                : Optional.empty();
    }

    /** Which option there is none of, without its value, and which may have been meant; none where an argument is too many. */
    private static Optional<String> unknownOption(UnmatchedArgumentException unmatched) {
        return unmatched.getUnmatched().stream()
                .filter(argument -> argument.startsWith("-"))
                .findFirst()
                .map(option -> "Unknown option: '" + option + "'" + meant(unmatched));
    }

    private static String meant(UnmatchedArgumentException unmatched) {
        return unmatched.getSuggestions().isEmpty()
                ? ""
                : ", did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
    }

    private int report(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        // For a wrong argument the message is enough. Other errors are shown with their causes.
        boolean usage = failure instanceof IllegalArgumentException;
        err.println(command.getColorScheme()
                .errorText(command.getCommandSpec().qualifiedName() + ": " + describe(failure)));
        if (verbose) {
            failure.printStackTrace(err);
        } else if (!usage) {
            err.println("Run again with --verbose for the full trace.");
        }
        return usage ? EXIT_USAGE : EXIT_FAILURE;
    }

    private static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder();
        String last = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = message(cause);
            if (last == null || !last.contains(message)) {
                text.append(last == null ? "" : "\n  caused by: ").append(message);
                last = message;
            }
        }
        return CONTROLS.matcher(text).replaceAll("\uFFFD");
    }

    /** What a failure says of itself; Java says no more of these two than the name of the file. */
    private static String message(Throwable failure) {
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": no permission to read or write it";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** {@code undercurrent version}: what {@code --version} says, for those who look for a command. */
    @Command(
            name = "version",
            description = "Shows the version.",
            footerHeading = "%nExample:%n",
            footer = {"  undercurrent version", ""})
    static final class VersionCommand implements Callable<Integer> {

        @Spec
        private CommandSpec command;

        @Override
        public Integer call() {
            command.root().commandLine().printVersionHelp(command.commandLine().getOut());
            return 0;
        }
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"undercurrent " + current()};
        }

        static String current() {
            String version = Undercurrent.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }
    }
}
