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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent models remove}: there is to be no shadow any more. */
@Command(
        name = "remove",
        description = {
            "Ends the forecasts of the shadow, the model beside the live one.",
            "",
            "The live model goes on as before. Another shadow takes the place of the present one without this command.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {"  undercurrent models remove --shadow --bootstrap-servers localhost:9092", ""})
public final class RemoveModel implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(names = "--shadow", required = true, description = "Remove the shadow.")
    private boolean shadow;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "The first day that it no longer forecasts from (default: today in UTC).")
    private LocalDate from;

    @Mixin
    private ModelTopicOptions topics;

    @Override
    public Integer call() throws IOException {
        ModelLog log = topics.log();
        ModelEntry present = log.entries().get(ModelRole.SHADOW);
        if (present == null || present.share() == 0) {
            throw new IllegalStateException(
                    "there is no shadow to remove in the topic " + log.topics().models());
        }
        Instant now = Instant.now();
        ModelEntry removed = present.withoutSeries(FirstOrigin.of(from, now), now);
        log.push(List.of(removed));
        PrintWriter out = command.commandLine().getOut();
        out.println(removed.model() + " is no shadow from " + LocalDate.ofEpochDay(removed.from()) + " on");
        out.flush();
        return 0;
    }
}
