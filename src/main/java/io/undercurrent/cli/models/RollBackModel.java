package io.undercurrent.cli.models;

import io.undercurrent.cli.options.ModelTopicOptions;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.job.models.ModelLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent models rollback}: the previous model becomes the live one again. */
@Command(
        name = "rollback",
        description = {
            "Makes the previous model the live one again, and the live one the previous.",
            "",
            "Called twice, it goes back to where it was. Before the first push, the previous model is the one that the job was"
                    + " started with.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  From today on:",
            "    undercurrent models rollback --bootstrap-servers localhost:9092",
            "  As if the live model had not been: forecasts from its first day on are made again, as far as readings may be late:",
            "    undercurrent models rollback --from 2025-08-31 \\",
            "        --bootstrap-servers localhost:9092",
            ""
        })
public final class RollBackModel implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "The first day that the model forecasts from again (default: today in UTC).")
    private LocalDate from;

    @Mixin
    private ModelTopicOptions topics;

    @Override
    public Integer call() throws IOException {
        ModelLog log = topics.log();
        Map<ModelRole, ModelEntry> present = log.entries();
        ModelEntry live = present.get(ModelRole.LIVE);
        ModelEntry previous = present.get(ModelRole.PREVIOUS);
        if (live == null || previous == null) {
            throw new IllegalStateException(
                    "there is no model to go back to: expected a live and a previous one in the topic "
                            + log.topics().models() + ", but got "
                            + (live == null ? "none" : "only the live one"));
        }
        if (Verdicts.of(live, log.events()).areRefusals()) {
            throw new IllegalStateException("expected a live model that the job has taken, but it has refused "
                    + live.model() + ": the one before still forecasts. Push another, or that one again");
        }
        PushedModels.read(previous);
        Instant now = Instant.now();
        ModelEntry again = previous.again(FirstOrigin.of(from, now), now);
        log.push(List.of(live.as(ModelRole.PREVIOUS), again));
        PrintWriter out = command.commandLine().getOut();
        out.println(again.model() + " is to forecast again, from " + LocalDate.ofEpochDay(again.from())
                + " on, in place of " + live.model()
                + ". 'undercurrent models list' shows whether the job has taken it.");
        out.flush();
        return 0;
    }
}
