package io.undercurrent.cli.models;

import io.undercurrent.cli.options.ModelTopicOptions;
import io.undercurrent.job.models.KafkaModels;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.stream.SharedModel;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code undercurrent models push}: a model becomes the live one. */
@Command(
        name = "push",
        description = {
            "Makes a model the live one of the jobs that follow the topic of models.",
            "",
            "The file is read and checked here first. Each job reads it by its URI, checks it again and refuses what does not fit"
                    + " its contract; 'undercurrent models list' shows that. Keep the file as it is: a new model gets a new file."
                    + " The model that was live before becomes the previous one.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  From today on:",
            "    undercurrent models push stores-new.safetensors --live --bootstrap-servers localhost:9092",
            "  For a job on a cluster, and forecasts from the end of August on:",
            "    undercurrent models push s3://models/stores-new.safetensors --live --from 2025-08-31 \\",
            "        --bootstrap-servers kafka:9092",
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

    @Option(names = "--live", required = true, description = "Forecast with this model.")
    private boolean live;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description =
                    "The first day that the model forecasts from, as the last day with a reading (default: today in UTC)."
                            + " Forecasts from earlier days belong to the model before.")
    private LocalDate from;

    @Mixin
    private ModelTopicOptions topics;

    @Override
    public Integer call() throws IOException {
        String uri = KafkaModels.uri(file);
        ForecastModel model = SharedModel.read(uri).get();
        PushedModels models = new PushedModels(topics.log());
        models.create(command.commandLine().getErr());
        Instant now = Instant.now();
        models.push(
                model,
                uri,
                FirstOrigin.of(from, now),
                now,
                command.commandLine().getOut());
        return 0;
    }
}
