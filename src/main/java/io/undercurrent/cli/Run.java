package io.undercurrent.cli;

import io.undercurrent.demo.EmbeddedFlink;
import io.undercurrent.job.ForecastJob;
import io.undercurrent.job.JobOptions;
import io.undercurrent.job.kafka.KafkaEnds;
import io.undercurrent.job.kafka.KafkaOptions;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.ModelFile;
import io.undercurrent.model.ModelFileException;
import io.undercurrent.stream.BundleLimits;
import io.undercurrent.stream.SharedModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent run}: the job, inside this process or on the cluster that it is submitted to. */
@Command(
        name = "run",
        description = {
            "Forecasts the readings of a topic continuously.",
            "",
            "Runs inside this process until it is stopped, or on a Flink cluster when submitted to one. Topics for"
                    + " results that are missing are created. Messages that become no forecast go to the rejected topic, with the reason"
                    + " in their headers.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  On this machine:",
            "    undercurrent run --bootstrap-servers localhost:9092 --model stores.safetensors",
            "  The same, to go on where it stopped when it is started again:",
            "    undercurrent run --bootstrap-servers localhost:9092 --model stores.safetensors \\",
            "        --checkpoint-dir checkpoints --restore latest",
            "  Up to the present end of the readings, and no farther:",
            "    undercurrent run --bootstrap-servers localhost:9092 --model stores.safetensors --bounded",
            "  On a cluster:",
            "    flink run undercurrent-job.jar run --bootstrap-servers kafka:9092 \\",
            "        --readings-topic shop.readings --predictions-topic shop.predictions \\",
            "        --model s3://models/stores.safetensors --checkpoint-dir s3://checkpoints/shop --parallelism 8",
            ""
        })
final class Run implements Callable<Integer> {

    private static final String LATEST = "latest";

    @Spec
    private CommandSpec command;

    @Mixin
    private KafkaConnection kafka;

    @Mixin
    private TopicOptions topics;

    @Option(names = "--no-scores", description = "Write no scores.")
    private boolean noScores;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "URI",
            description = "The model file: a path, or a URI that Flink can read.")
    private String model;

    @Option(names = "--name", description = "The name of the job (default: ${DEFAULT-VALUE}).")
    private String name = "Undercurrent";

    @Option(
            names = "--delivery",
            description =
                    "exactly-once or at-least-once (default: ${DEFAULT-VALUE}). Results that come exactly once can be"
                            + " read after the checkpoint behind them, by consumers that read_committed.")
    private KafkaOptions.Delivery delivery = KafkaOptions.Delivery.EXACTLY_ONCE;

    @Option(
            names = "--start",
            description = "Where to begin without a checkpoint: earliest or latest (default: ${DEFAULT-VALUE}).")
    private KafkaOptions.Start start = KafkaOptions.Start.EARLIEST;

    @Option(
            names = "--bounded",
            description = "End at what is now the end of the readings; a job that is restored keeps the end it had.")
    private boolean bounded;

    @Mixin
    private NewTopicOptions newTopics;

    @Mixin
    private AdmissionOptions admission;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Parallel pipelines (default: the cluster's, or the processors of this machine).")
    private Integer parallelism;

    @Option(
            names = "--bundle-size",
            paramLabel = "N",
            description =
                    "Updates of series that are stepped through the network together (default: ${DEFAULT-VALUE}).")
    private int bundleSize = BundleLimits.DEFAULT.size();

    @Option(
            names = "--bundle-delay",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long an update waits for others at most (default: 50ms).")
    private Duration bundleDelay = BundleLimits.DEFAULT.delay();

    @Mixin
    private TimeOptions time;

    @Mixin
    private CalibrationSwitches calibration;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "Time between checkpoints, such as 500ms or 1min (default: execution.checkpointing.interval of"
                            + " Flink's settings, or 5s).")
    private Duration checkpointInterval;

    @Option(
            names = "--checkpoint-dir",
            paramLabel = "URI",
            description =
                    "Where checkpoints are kept, also after the job was stopped. Expected on a cluster whose settings"
                            + " name no place; otherwise they go with this process.")
    private String checkpointDir;

    @Option(
            names = "--restore",
            paramLabel = "URI|latest",
            description =
                    "A checkpoint or savepoint to go on from. With latest, the latest checkpoint below --checkpoint-dir, if"
                            + " there is one: the same command then serves the first start and all others.")
    private String restore;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            description = "Port of Flink's web page on this machine (default: any free one).")
    private Integer webPort;

    @Option(
            names = "--flink-property",
            paramLabel = "K=V",
            description = "A further Flink setting, such as state.backend.type=rocksdb; may be repeated.")
    private Map<String, String> flinkProperties = Map.of();

    @Override
    public Integer call() throws Exception {
        KafkaOptions kafkaOptions = kafkaOptions();
        JobOptions jobOptions = new JobOptions(
                name,
                new BundleLimits(bundleSize, bundleDelay),
                admission.admission(),
                time.limits(),
                calibration.options(),
                Optional.ofNullable(checkpointInterval));
        if (parallelism != null && parallelism < 1) {
            throw new IllegalArgumentException("--parallelism: expected at least 1, but got " + parallelism);
        }
        ForecastModel forecaster = readModel(model);
        Configuration settings = settings();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        KafkaEnds ends = KafkaEnds.connect(kafkaOptions, forecaster.shape(), jobId(env), this::say);
        if (env instanceof LocalStreamEnvironment) {
            mentionCheckpoint(settings);
            try (EmbeddedFlink flink = EmbeddedFlink.start(slots(), clusterSettings())) {
                StreamExecutionEnvironment here = flink.environment(settings).setParallelism(slots());
                define(here, forecaster, jobOptions, kafkaOptions, ends);
                new LocalJob(flink, command.commandLine().getErr()).run(here);
            }
        } else {
            requireCheckpointDirectory(env);
            if (parallelism != null) {
                env.setParallelism(parallelism);
            }
            define(env, forecaster, jobOptions, kafkaOptions, ends);
            env.execute();
        }
        return 0;
    }

    private void define(
            StreamExecutionEnvironment env,
            ForecastModel forecaster,
            JobOptions jobOptions,
            KafkaOptions kafkaOptions,
            KafkaEnds ends) {
        ForecastJob.define(env, SharedModel.of(forecaster, model), jobOptions, ends.ends());
        kafkaOptions.requireTimeFor(Duration.ofMillis(env.getCheckpointConfig().getCheckpointInterval()));
        announce(forecaster, kafkaOptions);
    }

    /** Flink gives an application an id that stays when its job manager starts anew and comes here once more. */
    private static String jobId(StreamExecutionEnvironment env) {
        return env.getConfiguration()
                .getOptional(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID)
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private KafkaOptions kafkaOptions() throws IOException {
        return new KafkaOptions(
                kafka.bootstrapServers,
                noScores ? topics.namesWithoutScores() : topics.names(),
                newTopics.newTopics(),
                topics.group(),
                delivery,
                start,
                bounded,
                kafka.properties());
    }

    private int slots() {
        return parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism;
    }

    /** Of the cluster in this process. */
    private Configuration clusterSettings() {
        Configuration settings = new Configuration();
        if (webPort != null) {
            settings.set(RestOptions.BIND_PORT, webPort.toString());
        }
        flinkProperties.forEach(settings::setString);
        return settings;
    }

    /** Otherwise the job manager would keep them in its memory, 5 MiB a task at most, and the job start again at each more. */
    private static void requireCheckpointDirectory(StreamExecutionEnvironment env) {
        if (env.getConfiguration().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY) == null) {
            throw new IllegalArgumentException(
                    "--checkpoint-dir: expected a place that all machines of the cluster reach, or "
                            + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()
                            + " in the settings of Flink, but there is neither");
        }
    }

    /** Of the job. */
    private Configuration settings() throws IOException {
        Configuration settings = new Configuration();
        if (checkpointDir != null) {
            settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(checkpointDir));
            settings.set(
                    CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                    ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        }
        flinkProperties.forEach(settings::setString);
        restore(settings);
        return settings;
    }

    private void restore(Configuration settings) throws IOException {
        if (restore == null) {
            return;
        }
        if (!restore.equals(LATEST)) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, uri(restore));
            return;
        }
        String directory = settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        if (directory == null) {
            throw new IllegalArgumentException(
                    "--restore: expected --checkpoint-dir, below which to look for the latest"
                            + " checkpoint, but there is none");
        }
        Optional<String> latest = new CheckpointDirectory(directory).latest();
        if (latest.isEmpty()) {
            say("Begins anew: there is no checkpoint below " + directory);
            return;
        }
        say("Goes on from " + latest.get());
        settings.set(StateRecoveryOptions.SAVEPOINT_PATH, latest.get());
        // The run owns the checkpoint then, and deletes it when it has newer ones.
        if (!flinkProperties.containsKey(StateRecoveryOptions.RESTORE_MODE.key())) {
            settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        }
    }

    /** Says so where a run in this process could go on from somewhere and was not told to. */
    private void mentionCheckpoint(Configuration settings) throws IOException {
        String directory = settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        if (directory != null && settings.get(StateRecoveryOptions.SAVEPOINT_PATH) == null) {
            new CheckpointDirectory(directory)
                    .latest()
                    .ifPresent(checkpoint -> say("Begins anew, although there is " + checkpoint
                            + " of an earlier run; with --restore latest it would go on from there"));
        }
    }

    private void say(String line) {
        PrintWriter err = command.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    /** Reads through Flink, which knows the file systems of its cluster, what is not simply a path. */
    private static ForecastModel readModel(String location) throws IOException {
        if (!isUri(location)) {
            return ModelFile.read(Path.of(location));
        }
        URI uri = URI.create(location);
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(uri);
        try (InputStream bytes = path.getFileSystem().open(path)) {
            return ModelFile.fromBytes(bytes.readAllBytes());
        } catch (ModelFileException damaged) {
            throw new IOException("model file " + uri + ": " + damaged.getMessage(), damaged);
        }
    }

    private static boolean isUri(String location) {
        return location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
    }

    private static String uri(String location) {
        return isUri(location) ? location : Path.of(location).toUri().toString();
    }

    private void announce(ForecastModel forecaster, KafkaOptions options) {
        say(String.format(
                "%s forecasts %s for %d days: %s to %s, scores to %s, rejected messages to %s",
                forecaster.id(),
                String.join(", ", forecaster.columns().targets()),
                forecaster.shape().horizon(),
                options.topics().readings(),
                options.topics().predictions(),
                options.topics().scores().orElse("nowhere"),
                options.topics().rejected()));
    }

    /** Times such as {@code 500ms}, {@code 5s} or {@code 1min}. */
    static final class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return TimeUtils.parseDuration(text);
        }
    }
}
