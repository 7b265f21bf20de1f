package io.undercurrent.cli.models;

import io.undercurrent.cli.options.ModelTopicOptions;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.model.ForecastModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent models promote}: the shadow becomes the live model. */
@Command(
        name = "promote",
        description = {
            "Makes the shadow the live model, and the live one the previous.",
            "",
            "There is no shadow then, unless --rollback-days is given. 'undercurrent models rollback' goes back.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {"  undercurrent models promote --bootstrap-servers localhost:9092", ""})
public final class PromoteModel implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "The first day that the shadow forecasts from as the live model (default: today in UTC).")
    private LocalDate from;

    @Mixin
    private RollbackOptions rollback;

    @Mixin
    private ModelTopicOptions topics;

    @Override
    public Integer call() throws IOException {
        rollback.requireDays(command);
        ModelLog log = topics.log();
        ModelEntry shadow = log.entries().get(ModelRole.SHADOW);
        if (shadow == null || shadow.share() == 0) {
            throw new IllegalStateException("there is no shadow to promote in the topic "
                    + log.topics().models() + ": push a model with --shadow first");
        }
        if (Verdicts.of(shadow, log.events()).areRefusals()) {
            throw new IllegalStateException("expected a shadow that the job has taken, but it has refused "
                    + shadow.model() + ": 'undercurrent models list' shows why");
        }
        ForecastModel model = PushedModels.read(shadow);
        rollback.requireDaysFor(model);
        Instant now = Instant.now();
        int first = FirstOrigin.of(from, now);
        Optional<ModelEntry> before = new PushedModels(log).live();
        List<ModelEntry> entries = new ArrayList<>(shadow.inPlaceOf(before, first, now));
        List<ModelEntry> watched = rollback.watched(before, model, first, now);
        entries.addAll(watched.isEmpty() ? List.of(shadow.withoutSeries(first, now)) : watched);
        log.push(entries);
        PrintWriter out = command.commandLine().getOut();
        out.println(shadow.model() + " is to forecast from " + LocalDate.ofEpochDay(first)
                + " on. 'undercurrent models list' shows whether the job has taken it.");
        out.flush();
        return 0;
    }
}
