package io.undercurrent.cli;

import io.undercurrent.cli.models.ListModels;
import io.undercurrent.cli.models.PromoteModel;
import io.undercurrent.cli.models.PushModel;
import io.undercurrent.cli.models.RemoveModel;
import io.undercurrent.cli.models.RollBackModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code undercurrent models}: changes the model of a job while it runs. */
@Command(
        name = "models",
        description = "Changes the model of a job while it runs, goes back, and shows what became of it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  A job that can change its model:",
            "    undercurrent run --bootstrap-servers localhost:9092 \\",
            "        --model stores.safetensors --models-topic models",
            "  Change it, and see whether the job has taken the new one:",
            "    undercurrent models push stores-new.safetensors --live \\",
            "        --bootstrap-servers localhost:9092",
            "    undercurrent models list --bootstrap-servers localhost:9092",
            "  Let another model forecast beside the live one, for comparison:",
            "    undercurrent models push stores-next.safetensors --shadow \\",
            "        --bootstrap-servers localhost:9092",
            "  Make that one live:",
            "    undercurrent models promote --bootstrap-servers localhost:9092",
            "  Go back:",
            "    undercurrent models rollback --bootstrap-servers localhost:9092",
            ""
        },
        subcommands = {PushModel.class, ListModels.class, PromoteModel.class, RollBackModel.class, RemoveModel.class})
final class Models implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    /** Without a command, lists the commands. */
    @Override
    public Integer call() {
        command.commandLine().usage(command.commandLine().getErr());
        return Undercurrent.EXIT_USAGE;
    }
}
