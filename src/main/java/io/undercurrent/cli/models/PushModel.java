package io.undercurrent.cli.models;

import io.undercurrent.cli.options.ModelTopicOptions;
import io.undercurrent.format.models.Watch;
import io.undercurrent.job.models.KafkaModels;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.stream.SharedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code undercurrent models push}: a model becomes the live one, or its shadow. */
@Command(
        name = "push",
        description = {
            "Makes a model the live one of the jobs that follow the topic of models, or lets it forecast beside that as its shadow.",
            "",
            "The file is read and checked here first. Each job reads it by its URI, checks it again and refuses what does not fit"
                    + " its contract; 'undercurrent models list' shows that. Keep the file as it is: a new model gets a new file."
                    + " The model that was live before becomes the previous one.",
            "",
            "What a shadow forecasts goes to a topic of its own, and changes nothing of what the live model does. Another shadow takes"
                    + " the place of the one before.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  From today on:",
            "    undercurrent models push stores-new.safetensors --live \\",
            "        --bootstrap-servers localhost:9092",
            "  From the day on after the last one that it was trained on:",
            "    undercurrent models push stores-new.safetensors --live \\",
            "        --after-training --bootstrap-servers localhost:9092",
            "  For a job on a cluster, and forecasts from the end of August on:",
            "    undercurrent models push s3://models/stores-new.safetensors --live \\",
            "        --from 2025-08-31 --bootstrap-servers kafka:9092",
            "  Beside the live one, for a tenth of the series:",
            "    undercurrent models push stores-next.safetensors --shadow \\",
            "        --shadow-share 0.1 --bootstrap-servers localhost:9092",
            "  Live by itself, if it is surely better by 1 %% after 60 days or more, and back if it is not then:",
            "    undercurrent models push stores-next.safetensors --shadow \\",
            "        --promote-after 60 --promote-gain 0.01 \\",
            "        --rollback-days 70 --bootstrap-servers localhost:9092",
            ""
        })
public final class PushModel implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description =
                    "The model file: a path, or a URI that Flink can read. The machines of the job must reach it too.")
    private String file;

    @ArgGroup(multiplicity = "1")
    private Place place;

    @Option(
            names = "--shadow-share",
            paramLabel = "SHARE",
            description =
                    "With --shadow, the share of the series, above 0 and up to 1. The hash of a key decides which they are, so"
                            + " that a larger share has those of a smaller one (default: 1, all).")
    private Double share;

    @Mixin
    private PromotionOptions promotion;

    @Mixin
    private RollbackOptions rollback;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description =
                    "The first day that the model forecasts from, as the last day with a reading (default: today in UTC)."
                            + " Forecasts from earlier days belong to the model before.")
    private LocalDate from;

    @Option(
            names = "--after-training",
            description =
                    "The first day is the one after the last that the model was trained on, as it is for 'retrain', and not today.")
    private boolean afterTraining;

    @Mixin
    private ModelTopicOptions topics;

    /** What becomes of the model. */
    static final class Place {

        @Option(names = "--live", required = true, description = "Forecast with this model.")
        private boolean live;

        @Option(
                names = "--shadow",
                required = true,
                description = "Forecast with this model beside the live one, for comparison.")
        private boolean shadow;
    }

    @Override
    public Integer call() throws IOException {
        requireShare();
        if (afterTraining && from != null) {
            throw new IllegalArgumentException("--after-training: expected no --from with it, but got " + from);
        }
        String uri = KafkaModels.uri(file);
        ForecastModel model = SharedModel.read(uri).get();
        rollback.requireDaysFor(model);
        PushedModels models = new PushedModels(topics.log());
        models.create(command.commandLine().getErr());
        Instant now = Instant.now();
        int first = afterTraining ? FirstOrigin.afterTraining(model) : FirstOrigin.of(from, now);
        PrintWriter out = command.commandLine().getOut();
        if (place.shadow) {
            Watch watch = new Watch(share == null ? 1 : share, Watch.NO_END, promotion.rule(model, rollback.days()));
            models.pushShadow(model, uri, first, now, watch, out);
        } else {
            models.push(model, uri, first, now, rollback, out);
        }
        if (from == null) {
            FirstOrigin.hint(model.provenance().lastDay(), first).ifPresent(out::println);
            out.flush();
        }
        return 0;
    }

    private void requireShare() {
        promotion.requireRule(command);
        rollback.requireDays(command);
        if (promotion.isGiven() && !place.shadow) {
            throw new IllegalArgumentException("--promote-after: expected --shadow with it, but there is --live");
        }
        if (rollback.days() != 0 && place.shadow && !promotion.isGiven()) {
            throw new IllegalArgumentException(
                    "--rollback-days: expected --live or --promote-after with it, but there is --shadow alone");
        }
        if (share == null) {
            return;
        }
        if (!place.shadow) {
            throw new IllegalArgumentException("--shadow-share: expected --shadow with it, but there is --live");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "--shadow-share: expected a number above 0 and up to 1, but got " + share);
        }
    }
}
