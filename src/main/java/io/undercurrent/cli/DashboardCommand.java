package io.undercurrent.cli;

import io.undercurrent.cli.arguments.OptionPairs;
import io.undercurrent.cli.files.NamesConverter;
import io.undercurrent.cli.files.StaticFile;
import io.undercurrent.cli.options.KafkaConnection;
import io.undercurrent.cli.options.ReadingsFormatOptions;
import io.undercurrent.cli.options.ResultsRegistry;
import io.undercurrent.cli.options.WatchedTopics;
import io.undercurrent.cli.process.BrokerWatch;
import io.undercurrent.cli.process.Stopping;
import io.undercurrent.dashboard.Dashboard;
import io.undercurrent.dashboard.DashboardOptions;
import io.undercurrent.dashboard.web.AccessToken;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.model.file.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code undercurrent dashboard}: the live page, until it is stopped. */
@Command(
        name = "dashboard",
        description = {
            "Serves the live page: readings, forecasts and how good they were, as it happens. Programs get the same by HTTP.",
            "",
            "Reads the topics of one or more jobs without a consumer group, and writes nothing. It begins with"
                    + " the newest messages of each topic and keeps what fits into its memory; the page counts the rest."
                    + " Whoever can reach the address can read the page: only this machine, unless --host says otherwise.",
            "",
            "Programs get forecasts and more as JSON or CSV below /api/; /api/openapi.json describes it. It is as open as the"
                    + " page. With --token-file, page and API answer only requests with the token: programs send it as"
                    + " 'Authorization: Bearer TOKEN', and a browser asks for it as a password, with any name.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  On this machine:",
            "    undercurrent dashboard --bootstrap-servers localhost:9092",
            "  For a job with other topics:",
            "    undercurrent dashboard --bootstrap-servers kafka:9092 \\",
            "        --readings-topic shop.readings --predictions-topic shop.predictions \\",
            "        --scores-topic shop.scores --rejected-topic shop.rejected",
            "  For two jobs with the same topics and different targets:",
            "    undercurrent dashboard --bootstrap-servers kafka:9092 \\",
            "        --group sales-job,temperature-job",
            "  For the whole network, from a container:",
            "    undercurrent dashboard --bootstrap-servers kafka:9092 --host 0.0.0.0 \\",
            "        --token-file /run/secrets/page",
            "  The newest forecast of a series, for a program:",
            "    curl http://127.0.0.1:8090/api/series/store-17/forecast",
            ""
        })
final class DashboardCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private KafkaConnection kafka;

    @Mixin
    private WatchedTopics topics;

    @Mixin
    private ReadingsFormatOptions format;

    @Mixin
    private ResultsRegistry resultsRegistry;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Host name or address to serve at (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to serve at, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = DashboardOptions.DEFAULT_PORT;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "File with a token, 16 characters or more, that every request has to bring (default: none, so that"
                            + " the page and the API are open).")
    private Path tokenFile;

    @Option(
            names = "--targets",
            paramLabel = "NAMES",
            converter = NamesConverter.class,
            description = "Targets to show before the first forecast (default: those of the forecasts).")
    private List<String> targets = List.of();

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            description = "Days of history kept of each series (default: ${DEFAULT-VALUE}).")
    private int days = DashboardOptions.DEFAULT_DAYS;

    @Option(
            names = "--look-back",
            paramLabel = "N",
            description = "How many of the newest messages of each topic to begin with (default: ${DEFAULT-VALUE}).")
    private long lookBack = DashboardOptions.DEFAULT_LOOK_BACK;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Memory for all series together, such as 512m (default: half of the heap).")
    private Long memory;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description =
                    "The model of the job, for forecasts under other covariates and explanations of forecasts, by HTTP. Takes half"
                            + " of the memory (default: none, so that there are neither).")
    private Path model;

    @Mixin
    private StaticFile statics;

    @Override
    public Integer call() throws IOException, InterruptedException {
        new OptionPairs(command).requireWith(StaticFile.OPTION, "--model");
        TopicMappings mappings = format.topicMappings();
        DashboardOptions options = new DashboardOptions(
                kafka.bootstrapServers,
                kafka.properties(),
                topics.names(),
                mappings,
                resultsRegistry.orThatOf(mappings.common().encoding()),
                topics.groups(),
                host,
                port,
                Optional.ofNullable(tokenFile).map(AccessToken::read),
                targets,
                days,
                lookBack,
                memory(),
                model == null ? Optional.empty() : Optional.of(ModelFile.read(model)),
                statics.table());
        PrintWriter err = command.commandLine().getErr();
        Dashboard dashboard = Dashboard.start(options);
        Stopping stopping = Stopping.prepare(dashboard::close, "open pages and Kafka's clients to close", err);
        try (BrokerWatch watch = BrokerWatch.start(kafka.bootstrapServers, kafka.properties(), err)) {
            announce(dashboard, err);
            // Until Ctrl-C.
            watch.join();
        } finally {
            stopping.close();
            dashboard.close();
        }
        return 0;
    }

    private long memory() {
        long heap = Runtime.getRuntime().maxMemory();
        if (memory == null) {
            return heap / 2;
        }
        if (memory > heap / 10 * 8) {
            throw new IllegalArgumentException("--memory: expected at most four fifths of the heap, which is "
                    + heap / (1 << 20) + " MiB, but got " + memory / (1 << 20)
                    + " MiB; JAVA_OPTS=-Xmx… makes the heap larger");
        }
        return memory;
    }

    private void announce(Dashboard dashboard, PrintWriter err) throws UnknownHostException {
        err.println("The page is at " + dashboard.address());
        if (!InetAddress.getByName(host).isLoopbackAddress()) {
            err.println("Whoever can reach this address" + (tokenFile == null ? "" : " and knows the token")
                    + " can read it.");
        }
        err.flush();
    }

    /** Sizes such as {@code 512m} or {@code 2g}. */
    static final class SizeConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return MemorySize.parseBytes(text);
            } catch (IllegalArgumentException none) {
                throw new TypeConversionException("expected a size such as 512m or 2g, but got '" + text + "'");
            }
        }
    }
}
