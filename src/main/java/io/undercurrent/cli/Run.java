package io.undercurrent.cli;

import io.undercurrent.demo.EmbeddedFlink;
import io.undercurrent.demo.TemporaryDirectory;
import io.undercurrent.job.ForecastJob;
import io.undercurrent.job.JobOptions;
import io.undercurrent.job.KafkaEnds;
import io.undercurrent.job.KafkaOptions;
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
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.TimeUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
            "Runs inside this process until it is stopped, or on a Flink cluster when submitted to one. Topics that are"
                    + " missing are created. Messages that become no forecast go to the rejected topic, with the reason"
                    + " in their headers.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  On this machine:",
            "    undercurrent run --bootstrap-servers localhost:9092 --model stores.safetensors",
            "  Up to the present end of the readings, and no farther:",
            "    undercurrent run --bootstrap-servers localhost:9092 --model stores.safetensors --bounded",
            "  On a cluster:",
            "    flink run undercurrent-job.jar run --bootstrap-servers kafka:9092 \\",
            "        --readings-topic shop.readings --predictions-topic shop.predictions \\",
            "        --model s3://models/stores.safetensors --checkpoint-dir s3://checkpoints/shop --parallelism 8",
            ""
        })
final class Run implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final int ANY_PORT = 0;
    private static final long SECONDS_TO_STOP = 10;

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

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of topics that are created (default: the broker's).")
    private Integer partitions;

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

    @Option(names = "--restore", paramLabel = "URI", description = "A checkpoint or savepoint to go on from.")
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

    /** For the checkpoints of a job in this process that are not to outlive it. */
    private TemporaryDirectory temporary;

    @Override
    public Integer call() throws Exception {
        KafkaOptions kafkaOptions = kafkaOptions();
        JobOptions jobOptions = new JobOptions(
                name,
                new BundleLimits(bundleSize, bundleDelay),
                time.limits(),
                calibration.options(),
                Optional.ofNullable(checkpointInterval));
        if (parallelism != null && parallelism < 1) {
            throw new IllegalArgumentException("--parallelism: expected at least 1, but got " + parallelism);
        }
        ForecastModel forecaster = readModel(model);
        KafkaEnds ends = KafkaEnds.connect(kafkaOptions, forecaster.shape());
        StreamExecutionEnvironment env = environment();
        if (parallelism != null) {
            env.setParallelism(parallelism);
        }
        ForecastJob.define(env, SharedModel.of(forecaster, model), jobOptions, ends.ends());
        announce(forecaster, kafkaOptions, ends);
        if (env instanceof LocalStreamEnvironment) {
            runHere(env);
        } else {
            env.execute();
        }
        return 0;
    }

    private KafkaOptions kafkaOptions() throws IOException {
        return new KafkaOptions(
                kafka.bootstrapServers,
                noScores ? topics.namesWithoutScores() : topics.names(),
                partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions),
                topics.group(),
                delivery,
                start,
                bounded,
                kafka.properties());
    }

    /** The environment of the cluster that this was submitted to, or one inside this process. */
    private StreamExecutionEnvironment environment() throws IOException {
        Configuration settings = settings();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        if (!(env instanceof LocalStreamEnvironment)) {
            requireCheckpointDirectory(env);
            return env;
        }
        Configuration here = EmbeddedFlink.onLoopback(webPort == null ? ANY_PORT : webPort);
        if (settings.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).isEmpty()) {
            temporary = TemporaryDirectory.create("undercurrent-checkpoints");
            here.set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                    temporary.path().toUri().toString());
        }
        here.addAll(settings);
        return StreamExecutionEnvironment.createLocalEnvironment(
                parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism, here);
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

    private Configuration settings() {
        Configuration settings = new Configuration();
        if (checkpointDir != null) {
            settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDir);
            settings.set(
                    CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                    ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        }
        if (restore != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, restore);
        }
        flinkProperties.forEach(settings::setString);
        return settings;
    }

    /** Reads through Flink, which knows the file systems of its cluster, what is not simply a path. */
    private static ForecastModel readModel(String location) throws IOException {
        if (!location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
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

    private void announce(ForecastModel forecaster, KafkaOptions options, KafkaEnds ends) {
        PrintWriter err = command.commandLine().getErr();
        for (String topic : ends.createdTopics()) {
            err.println("Created the topic " + topic);
        }
        err.printf(
                "%s forecasts %s for %d days: %s to %s, scores to %s, rejected messages to %s%n",
                forecaster.id(),
                String.join(", ", forecaster.columns().targets()),
                forecaster.shape().horizon(),
                options.topics().readings(),
                options.topics().predictions(),
                options.topics().scores().orElse("nowhere"),
                options.topics().rejected());
        err.flush();
    }

    /**
     * Runs to the end, or until the process is told to stop: then the job is cancelled, which ends its transactions.
     */
    private void runHere(StreamExecutionEnvironment env) throws Exception {
        JobClient job = env.executeAsync();
        Thread stop = new Thread(
                () -> {
                    cancel(job);
                    deleteTemporary();
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        job.getJobExecutionResult().get();
        Runtime.getRuntime().removeShutdownHook(stop);
        deleteTemporary();
    }

    private void deleteTemporary() {
        if (temporary != null) {
            try {
                temporary.close();
            } catch (IOException failure) {
                LOG.warn("{} could not be deleted", temporary.path(), failure);
            }
        }
    }

    private static void cancel(JobClient job) {
        try {
            job.cancel().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException ending) {
            LOG.warn("The job did not end in time; transactions that it left open end with the next start", ending);
        }
    }

    /** Times such as {@code 500ms}, {@code 5s} or {@code 1min}. */
    static final class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return TimeUtils.parseDuration(text);
        }
    }
}
