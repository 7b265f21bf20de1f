package io.undercurrent.cli;

import io.undercurrent.cli.arguments.OptionPairs;
import io.undercurrent.cli.files.StaticFile;
import io.undercurrent.cli.options.AdmissionOptions;
import io.undercurrent.cli.options.CalibrationSwitches;
import io.undercurrent.cli.options.ContractOptions;
import io.undercurrent.cli.options.FollowedModels;
import io.undercurrent.cli.options.KafkaConnection;
import io.undercurrent.cli.options.ReadingsFormatOptions;
import io.undercurrent.cli.options.ResultOptions;
import io.undercurrent.cli.options.TimeConverter;
import io.undercurrent.cli.options.TimeOptions;
import io.undercurrent.cli.options.TopicOptions;
import io.undercurrent.cli.process.BrokerWatch;
import io.undercurrent.cli.process.CheckpointOptions;
import io.undercurrent.cli.process.ClusterOptions;
import io.undercurrent.cli.process.JobNameAndDelivery;
import io.undercurrent.cli.process.JobNews;
import io.undercurrent.cli.process.LocalJob;
import io.undercurrent.cli.process.NewTopicOptions;
import io.undercurrent.cli.process.PastProgress;
import io.undercurrent.cli.process.Recovery;
import io.undercurrent.cli.process.RejectedWatch;
import io.undercurrent.cli.process.StartOptions;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.format.Counted;
import io.undercurrent.format.csv.CsvList;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.job.ForecastJob;
import io.undercurrent.job.JobEnds;
import io.undercurrent.job.JobOptions;
import io.undercurrent.job.kafka.KafkaEnds;
import io.undercurrent.job.kafka.KafkaOptions;
import io.undercurrent.job.models.KafkaModels;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.job.models.ModelsWatch;
import io.undercurrent.job.restore.DirectoryOwner;
import io.undercurrent.job.restore.JobIdentity;
import io.undercurrent.job.source.ReadingsWatch;
import io.undercurrent.job.source.TopicFinder;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.state.StateOrigin;
import io.undercurrent.topic.JobTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent run}: runs the job, in this process or on the cluster to which it is submitted. */
@Command(
        name = "run",
        description = {
            "Forecasts the readings of one or more topics continuously.",
            "",
            "Runs inside this process until it is stopped, or on a Flink cluster when submitted to one. Missing"
                    + " topics for results are created. Messages that cannot be used go to the rejected topic, with the"
                    + " reason in their headers.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  On this machine:",
            "    undercurrent run --bootstrap-servers localhost:9092 \\",
            "        --model stores.safetensors",
            "  The same, but going on where it stopped when it is started again:",
            "    undercurrent run --bootstrap-servers localhost:9092 \\",
            "        --model stores.safetensors \\",
            "        --checkpoint-dir checkpoints --restore latest",
            "  Only up to the present end of the topic:",
            "    undercurrent run --bootstrap-servers localhost:9092 \\",
            "        --model stores.safetensors --bounded",
            "  With a model that can be changed while the job runs:",
            "    undercurrent run --bootstrap-servers localhost:9092 \\",
            "        --model stores.safetensors --models-topic models",
            "  With what is known of each series for good, so that new ones borrow from their category:",
            "    undercurrent run --bootstrap-servers localhost:9092 \\",
            "        --model stores.safetensors --static kinds.csv",
            "  Several topics, and all of some names, also those that come later:",
            "    undercurrent run --bootstrap-servers localhost:9092 \\",
            "        --model stores.safetensors \\",
            "        --readings-topic berlin,vienna --readings-topic-pattern 'shop-[0-9]+'",
            "  On a cluster:",
            "    flink run undercurrent-job.jar run --bootstrap-servers kafka:9092 \\",
            "        --readings-topic shop.readings --predictions-topic shop.predictions \\",
            "        --model s3://models/stores.safetensors \\",
            "        --checkpoint-dir s3://checkpoints/shop --parallelism 8",
            ""
        })
final class Run implements Callable<Integer> {

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

    @Mixin
    private FollowedModels models;

    @Mixin
    private ContractOptions contract;

    @Mixin
    private JobNameAndDelivery job = new JobNameAndDelivery("Undercurrent");

    @Mixin
    private ResultOptions results;

    @Mixin
    private StartOptions start;

    @Mixin
    private NewTopicOptions newTopics;

    @Mixin
    private ReadingsFormatOptions format;

    @Mixin
    private AdmissionOptions admission;

    @Mixin
    private StaticFile statics;

    @Option(
            names = "--bundle-size",
            paramLabel = "N",
            description = "How many updates of series go through the network together (default: ${DEFAULT-VALUE}).")
    private int bundleSize = BundleLimits.DEFAULT.size();

    @Option(
            names = "--bundle-delay",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Longest time that an update waits for others (default: 50ms).")
    private Duration bundleDelay = BundleLimits.DEFAULT.delay();

    @Mixin
    private TimeOptions time;

    @Mixin
    private CalibrationSwitches calibration;

    @Mixin
    private CheckpointOptions checkpoints;

    @Mixin
    private ClusterOptions cluster;

    @Override
    public Integer call() throws Exception {
        new OptionPairs(command)
                .refuseWith("--scores-topic", "--no-scores", "because no scores are written then")
                .requireWith("--model-events-topic", "--models-topic")
                .requireWith("--shadow-topic", "--models-topic");
        KafkaOptions kafkaOptions = kafkaOptions();
        statics.table();
        JobOptions given = new JobOptions(
                job.name(),
                new BundleLimits(bundleSize, bundleDelay),
                start.mappings(format),
                admission.admission(),
                time.limits(),
                calibration.options(),
                checkpoints.interval());
        results.messages(given.mappings().common().encoding());
        cluster.check();
        ForecastModel forecaster = SharedModel.read(model).get();
        Map<String, String> properties = kafka.properties();
        PrintWriter err = command.commandLine().getErr();
        JobOptions jobOptions = given.withStatics(statics.table(forecaster, err));
        StateOrigin origin = new StateOrigin(
                forecaster.id(),
                contract.contract(
                        forecaster, jobOptions.time(), Recovery.keptWindow(checkpoints, cluster.job(checkpoints))));
        format.requireFactorsOf(origin.contract().columns());
        BrokerWatch.during(
                kafka.bootstrapServers, properties, err, () -> run(kafkaOptions, jobOptions, forecaster, origin));
        return 0;
    }

    private void run(KafkaOptions kafkaOptions, JobOptions jobOptions, ForecastModel forecaster, StateOrigin origin)
            throws Exception {
        Configuration settings = cluster.job(checkpoints);
        checkpoints.requireDirectory(settings);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        JobIdentity identity =
                JobIdentity.of(job.name(), KafkaEnds.clusterId(kafkaOptions), kafkaOptions.topics(), origin.contract());
        if (env instanceof LocalStreamEnvironment) {
            String directory = settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
            DirectoryOwner owner = directory == null ? null : DirectoryOwner.take(directory, identity, this::end);
            try (owner) {
                KafkaEnds ends = connect(kafkaOptions, forecaster, env, origin);
                Recovery recovery = new Recovery(
                        checkpoints,
                        Optional.of(origin),
                        ends.readingsTopics(),
                        true,
                        log(kafkaOptions).isPresent(),
                        this::say);
                settings.addAll(recovery.settings(settings, settings));
                recovery.mentionCheckpoint(settings);
                PastProgress past = new PastProgress(recovery.mentionPast(settings, ends), this::say);
                runHere(settings, forecaster, origin.contract(), kafkaOptions, jobOptions, ends, past);
            }
        } else {
            checkpoints.requireDirectoryOnCluster(env);
            settings.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                    .ifPresent(own -> checkpoints.mark(own, identity, this::say));
            KafkaEnds ends = connect(kafkaOptions, forecaster, env, origin);
            Recovery recovery = new Recovery(
                    checkpoints,
                    Optional.of(origin),
                    ends.readingsTopics(),
                    false,
                    log(kafkaOptions).isPresent(),
                    this::say);
            env.configure(recovery.settings(settings, env.getConfiguration()));
            recovery.mentionPast(env.getConfiguration(), ends);
            if (cluster.parallelism() != null) {
                env.setParallelism(cluster.parallelism());
            }
            define(env, forecaster, origin.contract(), kafkaOptions, jobOptions, ends);
            env.execute();
        }
    }

    private KafkaEnds connect(
            KafkaOptions kafkaOptions, ForecastModel forecaster, StreamExecutionEnvironment env, StateOrigin origin)
            throws IOException {
        KafkaEnds ends = KafkaEnds.connect(kafkaOptions, forecaster.shape(), ClusterOptions.jobId(env), this::say);
        return start.history(format, origin.contract().columns())
                .map(ends::after)
                .orElse(ends);
    }

    private Optional<ModelLog> log(KafkaOptions kafkaOptions) {
        return models.topics(kafkaOptions.topics())
                .map(of -> new ModelLog(kafkaOptions.bootstrapServers(), kafkaOptions.properties(), of));
    }

    private void runHere(
            Configuration settings,
            ForecastModel forecaster,
            SeriesContract contract,
            KafkaOptions kafkaOptions,
            JobOptions jobOptions,
            KafkaEnds ends,
            PastProgress past)
            throws Exception {
        JobNews news = JobNews.tell(
                ReadingsWatch.of(new TopicFinder(ends.readingsTopics()), ends.readerSettings()),
                ends.forecastsWatch(),
                new RejectedWatch(kafkaOptions),
                log(kafkaOptions).map(log -> new ModelsWatch(log, kafkaOptions.group())),
                jobOptions.mappings().encodings(),
                this::say);
        try (news;
                EmbeddedFlink flink = EmbeddedFlink.start(cluster.slots(), cluster.cluster())) {
            StreamExecutionEnvironment env = flink.environment(settings).setParallelism(cluster.slots());
            define(env, forecaster, contract, kafkaOptions, jobOptions, ends);
            new LocalJob(flink, command.commandLine().getErr(), checkpoints.howToGoOn(command), past).run(env);
            news.atTheEnd();
        }
    }

    private void define(
            StreamExecutionEnvironment env,
            ForecastModel forecaster,
            SeriesContract contract,
            KafkaOptions kafkaOptions,
            JobOptions jobOptions,
            KafkaEnds ends) {
        SharedModel shared = SharedModel.of(forecaster, model);
        TopicMappings mappings = jobOptions.mappings();
        JobEnds ofTopics = ends.ends(
                checkpoints.newTopic(), results.messages(mappings.common().encoding()), mappings);
        JobEnds all = log(kafkaOptions)
                .map(log -> ofTopics.with(
                        KafkaModels.connect(log, kafkaOptions.group(), shared, contract, start.bounded(), this::say)))
                .orElse(ofTopics);
        ForecastJob.define(env, shared, contract, jobOptions, all);
        kafkaOptions.requireTimeFor(Duration.ofMillis(env.getCheckpointConfig().getCheckpointInterval()));
        announce(forecaster, kafkaOptions);
    }

    private void end() {
        say("Another process took over the checkpoint directory of this job, so this job ends");
        System.exit(Undercurrent.EXIT_FAILURE);
    }

    private KafkaOptions kafkaOptions() throws IOException {
        JobTopics names = noScores ? topics.namesWithoutScores() : topics.names();
        return new KafkaOptions(
                kafka.bootstrapServers,
                models.complete(names),
                newTopics.newTopics(),
                topics.group(),
                job.delivery(),
                start.start(),
                start.bounded(),
                start.replayed(),
                kafka.properties());
    }

    private void say(String line) {
        command.commandLine().getErr().println(line);
        command.commandLine().getErr().flush();
    }

    private void announce(ForecastModel forecaster, KafkaOptions options) {
        say(String.format(
                Locale.ROOT,
                "%s forecasts %s for %s: %s to %s, scores to %s, anomalies to %s, rejected messages to %s",
                forecaster.id(),
                CsvList.write(forecaster.columns().targets()),
                Counted.of(forecaster.shape().horizon(), "day"),
                options.topics().readings(),
                options.topics().predictions(),
                options.topics().scores().orElse("nowhere"),
                options.topics().anomalies().orElse("nowhere"),
                options.topics().rejected()));
    }
}
