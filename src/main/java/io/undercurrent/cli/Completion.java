package io.undercurrent.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code undercurrent completion}: what lets a shell complete commands and options. */
@Command(
        name = "completion",
        description = {"Prints a script with which a shell completes commands and options.", ""},
        footerHeading = "%nExamples:%n",
        footer = {
            "  In this shell, bash or zsh:",
            "    source <(undercurrent completion bash)",
            "    source <(undercurrent completion zsh)",
            "  In every new bash:",
            "    undercurrent completion bash >> ~/.bash_completion",
            ""
        })
final class Completion implements Callable<Integer> {

    private static final List<String> SHELLS = List.of("bash", "zsh");

    @Spec
    private CommandSpec command;

    /** One script serves both: zsh runs it by its own emulation of bash's completion, which the script switches on. */
    @Parameters(paramLabel = "SHELL", description = "The shell: bash or zsh.")
    private String shell;

    @Override
    public Integer call() {
        if (!SHELLS.contains(shell)) {
            throw new IllegalArgumentException("SHELL: expected bash or zsh, but got '" + shell + "'");
        }
        CommandLine root = command.root().commandLine();
        PrintWriter out = command.commandLine().getOut();
        out.print(AutoComplete.bash(root.getCommandName(), root));
        out.flush();
        return 0;
    }
}
