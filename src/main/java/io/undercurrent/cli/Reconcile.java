package io.undercurrent.cli;

import io.undercurrent.cli.arguments.OptionPairs;
import io.undercurrent.cli.files.HierarchyFile;
import io.undercurrent.cli.options.KafkaConnection;
import io.undercurrent.cli.options.TimeConverter;
import io.undercurrent.cli.process.BrokerWatch;
import io.undercurrent.cli.process.CheckpointOptions;
import io.undercurrent.cli.process.ClusterOptions;
import io.undercurrent.cli.process.JobNameAndDelivery;
import io.undercurrent.cli.process.JobNews;
import io.undercurrent.cli.process.LocalJob;
import io.undercurrent.cli.process.NewTopicOptions;
import io.undercurrent.cli.process.Recovery;
import io.undercurrent.cli.process.RejectedWatch;
import io.undercurrent.cli.process.StretchOptions;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.format.Counted;
import io.undercurrent.format.csv.CsvList;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.format.result.row.RowSchema;
import io.undercurrent.job.kafka.FoundShape;
import io.undercurrent.job.kafka.KafkaEnds;
import io.undercurrent.job.kafka.KafkaOptions;
import io.undercurrent.job.kafka.record.ResultMessages;
import io.undercurrent.job.restore.DirectoryOwner;
import io.undercurrent.job.restore.JobIdentity;
import io.undercurrent.job.source.ReadingsWatch;
import io.undercurrent.job.source.TopicFinder;
import io.undercurrent.job.sums.ReconcileJob;
import io.undercurrent.job.sums.SumsOptions;
import io.undercurrent.reconciliation.Hierarchy;
import io.undercurrent.reconciliation.Way;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.topic.JobTopics;
import io.undercurrent.topic.TopicSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

/** {@code undercurrent reconcile}: runs the job that makes forecasts add up, in this process or on a cluster. */
@Command(
        name = "reconcile",
        description = {
            "Makes the forecasts of a job add up continuously.",
            "",
            "A second job: it reads the forecasts and scores that 'run' writes, and writes the forecasts of the series that"
                    + " a file says add up to a topic of its own, in the same format. A forecast is written once those of"
                    + " all series from its origin are there, and again after corrections. Runs inside this process until it"
                    + " is stopped, or on a Flink cluster when submitted to one.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  Beside the job that forecasts:",
            "    undercurrent reconcile --bootstrap-servers localhost:9092 \\",
            "        --hierarchy sums.csv",
            "  The same, but going on where it stopped when it is started again:",
            "    undercurrent reconcile --bootstrap-servers localhost:9092 \\",
            "        --hierarchy sums.csv --checkpoint-dir sums-checkpoints --restore latest",
            "  Sums of the forecasts of the lowest level, only up to the present end of the topics:",
            "    undercurrent reconcile --bootstrap-servers localhost:9092 \\",
            "        --hierarchy sums.csv --method bottom-up --bounded",
            "  On a cluster:",
            "    flink run undercurrent-job.jar reconcile --bootstrap-servers kafka:9092 \\",
            "        --hierarchy /etc/sums.csv --predictions-topic shop.predictions \\",
            "        --scores-topic shop.scores --output-topic shop.predictions.sums \\",
            "        --checkpoint-dir s3://checkpoints/shop-sums",
            ""
        })
final class Reconcile implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private KafkaConnection kafka;

    @Option(
            names = "--hierarchy",
            required = true,
            paramLabel = "H.csv",
            description = "A CSV with the columns key and parent, which says which series is part of which sum.")
    private Path hierarchyFile;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description =
                    "minimum-trace: all forecasts give way until they add up, the less certain ones more. bottom-up: the"
                            + " forecast of a sum is that of its bottom series (default: ${DEFAULT-VALUE}).")
    private Way method = Way.MINIMUM_TRACE;

    @Option(
            names = "--predictions-topic",
            paramLabel = "T",
            description = "The topic of forecasts, which has to exist (default: ${DEFAULT-VALUE}).")
    private String predictions = "predictions";

    @Option(
            names = "--scores-topic",
            paramLabel = "T",
            description =
                    "The topic of scores, which has to exist. They say what days were, by which the intervals are calibrated"
                            + " (default: ${DEFAULT-VALUE}).")
    private String scores = "scores";

    @Option(names = "--no-scores", description = "Read no scores: intervals keep the widths that they have.")
    private boolean noScores;

    @Option(
            names = "--output-topic",
            paramLabel = "T",
            description =
                    "The topic for the forecasts that add up, keyed by series. Each job needs its own (default: the topic of"
                            + " forecasts with .sums).")
    private String output;

    @Option(
            names = "--rejected-topic",
            paramLabel = "T",
            description = "The topic for messages that cannot be used (default: ${DEFAULT-VALUE}).")
    private String rejected = "rejected";

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description =
                    "The job's consumer group, and the prefix of its transactional ids. Each job needs its own (default:"
                            + " undercurrent- and the name of the output topic).")
    private String group;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "How long the forecasts from an origin wait for those of series that are missing. Then they are written"
                            + " without: the sums above a missing series keep their own forecasts. What comes later corrects them"
                            + " (default: 10min).")
    private Duration patience = Duration.ofMinutes(10);

    @Option(
            names = "--lateness",
            paramLabel = "DAYS",
            description =
                    "How many days a forecast or score may be older than the newest of the series that add up with it"
                            + " (default: ${DEFAULT-VALUE}).")
    private int lateness = 14;

    @Option(names = "--mean", description = "Forecasts have a field 'mean'. It needs forecasts that have it.")
    private boolean mean;

    @Mixin
    private JobNameAndDelivery job = new JobNameAndDelivery("Undercurrent sums");

    @Mixin
    private StretchOptions stretch;

    @Mixin
    private NewTopicOptions newTopics;

    @Mixin
    private CheckpointOptions checkpoints;

    @Mixin
    private ClusterOptions cluster;

    @Override
    public Integer call() throws Exception {
        cluster.check();
        new OptionPairs(command).refuseWith("--scores-topic", "--no-scores", "because no scores are read then");
        KafkaOptions kafkaOptions = kafkaOptions();
        Hierarchy hierarchy = HierarchyFile.read(hierarchyFile);
        BrokerWatch.during(
                kafka.bootstrapServers,
                kafka.properties(),
                command.commandLine().getErr(),
                () -> run(kafkaOptions, hierarchy));
        return 0;
    }

    private KafkaOptions kafkaOptions() throws IOException {
        String written = output == null ? predictions + ".sums" : output;
        List<String> read = new ArrayList<>(List.of(predictions));
        if (!noScores) {
            read.add(scores);
        }
        return new KafkaOptions(
                kafka.bootstrapServers,
                new JobTopics(
                        new TopicSelection(read, List.of()), written, rejected, Optional.empty(), Optional.empty()),
                newTopics.newTopics(),
                group == null ? "undercurrent-" + written : group,
                job.delivery(),
                stretch.start(),
                stretch.bounded(),
                kafka.properties());
    }

    private void run(KafkaOptions kafkaOptions, Hierarchy hierarchy) throws Exception {
        Configuration settings = cluster.job(checkpoints);
        checkpoints.requireDirectory(settings);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        String id = ClusterOptions.jobId(env);
        KafkaEnds.requireReadable(kafkaOptions, this::say);
        ForecastShape shape = FoundShape.of(kafkaOptions, predictions, this::say);
        SumsOptions options = new SumsOptions(
                method,
                hierarchy,
                shape,
                predictions,
                Optional.ofNullable(noScores ? null : scores),
                lateness,
                patience);
        JobIdentity identity = identity(kafkaOptions, shape);
        if (env instanceof LocalStreamEnvironment) {
            String directory = settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
            DirectoryOwner owner = directory == null ? null : DirectoryOwner.take(directory, identity, this::end);
            try (owner) {
                KafkaEnds ends = KafkaEnds.connect(kafkaOptions, shape, id, this::say);
                Recovery recovery = recovery(ends, true);
                settings.addAll(recovery.settings(settings, settings));
                recovery.mentionCheckpoint(settings);
                runHere(settings, kafkaOptions, options, ends);
            }
        } else {
            checkpoints.requireDirectoryOnCluster(env);
            settings.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                    .ifPresent(own -> checkpoints.mark(own, identity, this::say));
            KafkaEnds ends = KafkaEnds.connect(kafkaOptions, shape, id, this::say);
            env.configure(recovery(ends, false).settings(settings, env.getConfiguration()));
            if (cluster.parallelism() != null) {
                env.setParallelism(cluster.parallelism());
            }
            define(env, kafkaOptions, options, ends);
            env.execute();
        }
    }

    private JobIdentity identity(KafkaOptions kafkaOptions, ForecastShape shape) {
        return new JobIdentity(
                job.name(),
                KafkaEnds.clusterId(kafkaOptions),
                String.join(",", kafkaOptions.topics().readings().names()),
                null,
                kafkaOptions.topics().predictions(),
                rejected,
                null,
                shape.targets(),
                List.of(),
                shape.quantiles(),
                shape.horizon(),
                0,
                lateness);
    }

    private Recovery recovery(KafkaEnds ends, boolean here) {
        return new Recovery(checkpoints, Optional.empty(), ends.readingsTopics(), here, false, this::say);
    }

    private void runHere(Configuration settings, KafkaOptions kafkaOptions, SumsOptions options, KafkaEnds ends)
            throws Exception {
        JobNews news = JobNews.tell(
                ReadingsWatch.of(new TopicFinder(ends.readingsTopics()), ends.readerSettings()),
                ends.forecastsWatch(),
                new RejectedWatch(kafkaOptions),
                Optional.empty(),
                Set.of(),
                this::say);
        try (news;
                EmbeddedFlink flink = EmbeddedFlink.start(cluster.slots(), cluster.cluster())) {
            StreamExecutionEnvironment env = flink.environment(settings).setParallelism(cluster.slots());
            define(env, kafkaOptions, options, ends);
            new LocalJob(flink, command.commandLine().getErr(), checkpoints.howToGoOn(command)).run(env);
            news.atTheEnd();
        }
    }

    private void define(
            StreamExecutionEnvironment env, KafkaOptions kafkaOptions, SumsOptions options, KafkaEnds ends) {
        ResultMessages messages =
                new ResultMessages(ResultMessages.Layout.NESTED, RowSchema.NONE, Optional.empty(), mean);
        ReconcileJob.define(
                env,
                job.name(),
                checkpoints.interval(),
                options,
                ends.ends(checkpoints.newTopic(), messages, TopicMappings.CONTRACT));
        kafkaOptions.requireTimeFor(Duration.ofMillis(env.getCheckpointConfig().getCheckpointInterval()));
        say(String.format(
                Locale.ROOT,
                "Makes forecasts of %s for %s add up by %s, %d series in %s: %s to %s, rejected" + " messages to %s",
                CsvList.write(options.targets()),
                Counted.of(options.horizon(), "day"),
                method,
                options.hierarchy().keys().size(),
                Counted.of(options.hierarchy().components().size(), "connected part"),
                kafkaOptions.topics().readings(),
                kafkaOptions.topics().predictions(),
                rejected));
    }

    private void end() {
        say("Another process took over the checkpoint directory of this job, so this job ends");
        System.exit(Undercurrent.EXIT_FAILURE);
    }

    private void say(String line) {
        command.commandLine().getErr().println(line);
        command.commandLine().getErr().flush();
    }
}
