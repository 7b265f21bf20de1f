package io.undercurrent.cli;

import io.undercurrent.cli.arguments.OptionPairs;
import io.undercurrent.cli.files.NamesConverter;
import io.undercurrent.cli.files.ReadingsFile;
import io.undercurrent.cli.options.KafkaConnection;
import io.undercurrent.cli.options.ReadingsFormatOptions;
import io.undercurrent.cli.process.BrokerWatch;
import io.undercurrent.cli.process.Stopping;
import io.undercurrent.format.Counted;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.job.kafka.KafkaAdmin;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent replay}: a file of readings onto a topic, day by day. */
@Command(
        name = "replay",
        description = {
            "Sends the readings of a file to a topic, day by day, all series of a day together.",
            "",
            "An empty cell is a value that was not read; it is left out of the message.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  Everything at once:",
            "    undercurrent replay --readings stores.csv \\",
            "        --bootstrap-servers localhost:9092 --topic readings",
            "  The last year, a day every second, promotions announced four weeks ahead:",
            "    undercurrent replay --readings stores.csv.gz --from 2024-01-01 \\",
            "        --days-per-second 1 --covariates promotion --ahead 28 \\",
            "        --bootstrap-servers localhost:9092 --topic readings",
            ""
        })
final class Replay implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    /** Readings after which a replay without a pace waits until Kafka has them. */
    private static final int CONFIRM_EVERY = 100_000;

    @Mixin
    private ReadingsFile readings;

    @Mixin
    private ReadingsFormatOptions format;

    @Mixin
    private KafkaConnection kafka;

    @Option(
            names = {"--topic", "--readings-topic"},
            required = true,
            paramLabel = "T",
            description = "The topic to write to. It is created if it is missing.")
    private String topic;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the topic if it is created (default: the broker's setting).")
    private Integer partitions;

    @Option(names = "--from", paramLabel = "DATE", description = "The first day (default: the first of the file).")
    private LocalDate from = LocalDate.MIN;

    @Option(names = "--to", paramLabel = "DATE", description = "The last day (default: the last of the file).")
    private LocalDate to = LocalDate.MAX;

    @Option(
            names = "--values",
            paramLabel = "NAMES",
            converter = NamesConverter.class,
            description = "Columns of the file to send, separated by commas (default: all but key and date).")
    private List<String> values;

    @Option(
            names = "--days-per-second",
            paramLabel = "N",
            description = "Days to replay per second (default: as many as possible).")
    private double daysPerSecond = Double.POSITIVE_INFINITY;

    @Option(
            names = "--covariates",
            paramLabel = "NAMES",
            converter = NamesConverter.class,
            description = "Values known in advance, which --ahead announces.")
    private List<String> covariates = List.of();

    @Option(
            names = "--ahead",
            paramLabel = "DAYS",
            description = "How many days ahead covariates are announced (default: ${DEFAULT-VALUE}).")
    private int ahead;

    /** The first day whose readings Kafka may lack. */
    private volatile int notWritten;

    @Override
    public Integer call() throws Exception {
        validate();
        TreeMap<Integer, List<Reading>> days = new TreeMap<>();
        Columns columns = readDays(days);
        long count = days.values().stream().mapToLong(List::size).sum();
        PrintWriter err = command.commandLine().getErr();
        Map<String, String> properties = kafka.properties();
        BrokerWatch.during(kafka.bootstrapServers, properties, err, () -> send(days, columns, count, properties));
        err.printf(
                Locale.ROOT,
                "Sent %s of %s to %s%n",
                Counted.of(count, "reading"),
                Counted.of(days.size(), "day"),
                topic);
        err.flush();
        return 0;
    }

    private void send(TreeMap<Integer, List<Reading>> days, Columns columns, long count, Map<String, String> properties)
            throws InterruptedException {
        try (KafkaAdmin admin = new KafkaAdmin(kafka.bootstrapServers, properties)) {
            OptionalInt wanted = partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions);
            if (admin.createReadingsIfMissing(topic, wanted)) {
                command.commandLine().getErr().println("Created the topic " + topic);
                command.commandLine().getErr().flush();
            }
        }
        Optional<ProgressBar> progress = progressBar(count);
        notWritten = days.firstKey();
        Stopping stopping = Stopping.prepare(
                this::sayHowToGoOn, "Kafka", command.commandLine().getErr());
        try (MessageProducer producer = new MessageProducer(kafka.bootstrapServers, topic, properties)) {
            send(days, columns, producer, progress);
            producer.flush();
        } finally {
            stopping.close();
            progress.ifPresent(ProgressBar::close);
        }
    }

    private void sayHowToGoOn() {
        LocalDate day = LocalDate.ofEpochDay(notWritten);
        PrintWriter err = command.commandLine().getErr();
        err.println("Stopped. To go on, add --from " + day);
        err.flush();
    }

    private void validate() {
        if (!(daysPerSecond > 0)) {
            throw new IllegalArgumentException("--days-per-second: expected above 0, but got " + daysPerSecond);
        }
        if (ahead < 0) {
            throw new IllegalArgumentException("--ahead: expected at least 0 days, but got " + ahead);
        }
        new OptionPairs(command).requireWith("--covariates", "--ahead");
        if (ahead > 0 && covariates.isEmpty()) {
            throw new IllegalArgumentException("--ahead: expected --covariates to announce, but there are none");
        }
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("--to: expected " + from + " or later, but got " + to);
        }
        if (partitions != null && partitions < 1) {
            throw new IllegalArgumentException("--partitions: expected at least 1, but got " + partitions);
        }
    }

    /** Adds the readings by day, in the order of the file within a day. */
    private Columns readDays(TreeMap<Integer, List<Reading>> days) throws IOException {
        // Rows repeat their keys, and one text for each is enough.
        Map<String, String> keys = new HashMap<>();
        Columns columns = readings.read(
                format.fileMapping(),
                format.fileForm(),
                this::columns,
                row -> row.day() >= from.toEpochDay() && row.day() <= to.toEpochDay(),
                row -> {
                    String key = keys.computeIfAbsent(row.key(), first -> first);
                    days.computeIfAbsent(row.day(), day -> new ArrayList<>())
                            .add(new Reading(key, row.day(), row.values()));
                },
                command.commandLine().getErr());
        if (days.isEmpty()) {
            throw new IllegalArgumentException(
                    readings.name() + ": expected readings between --from and --to, but there are none");
        }
        return columns;
    }

    private Columns columns(List<String> all) {
        List<String> known = covariates;
        List<String> others = (values == null ? all : values)
                .stream().filter(name -> !known.contains(name)).toList();
        if (others.isEmpty()) {
            throw new IllegalArgumentException(readings.name() + ": expected values to send"
                    + (known.isEmpty() ? "" : " besides those of --covariates") + ", but there are none");
        }
        Columns columns = new Columns(others, known);
        format.requireFactorsOf(columns);
        return columns;
    }

    /** A bar on a terminal, and none elsewhere. */
    private static Optional<ProgressBar> progressBar(long count) {
        if (System.console() == null) {
            return Optional.empty();
        }
        return Optional.of(new ProgressBarBuilder()
                .setTaskName("replay")
                .setInitialMax(count)
                .showSpeed()
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(200)
                .build());
    }

    private void send(
            TreeMap<Integer, List<Reading>> days,
            Columns columns,
            MessageProducer producer,
            Optional<ProgressBar> progress)
            throws InterruptedException {
        ReadingWriter writer = new ReadingWriter(columns);
        int first = days.firstKey();
        int unconfirmed = 0;
        long start = System.nanoTime();
        // The calendar sets the pace: a day without readings takes its time as well.
        for (int day = first; day <= days.lastKey(); day++) {
            if (daysPerSecond < Double.POSITIVE_INFINITY || unconfirmed >= CONFIRM_EVERY) {
                producer.flush();
                notWritten = day;
                unconfirmed = 0;
            }
            TimeUnit.NANOSECONDS.sleep(start + (long) ((day - first) * 1e9 / daysPerSecond) - System.nanoTime());
            for (Reading reading : days.getOrDefault(day, List.of())) {
                producer.send(reading.key(), writer.write(reading));
                unconfirmed++;
                progress.ifPresent(ProgressBar::step);
            }
            // After the readings, because a window accepts covariates only for the days that it forecasts.
            int farthest = Math.min(ahead, days.lastKey() - day);
            for (int lead = day == first ? 1 : ahead; lead <= farthest; lead++) {
                announce(days, day + lead, columns, producer, writer);
            }
        }
    }

    /** Sends what is known in advance of a day, and nothing where nothing is to be announced. */
    private void announce(
            TreeMap<Integer, List<Reading>> days,
            int day,
            Columns columns,
            MessageProducer producer,
            ReadingWriter writer) {
        int targets = columns.targets().size();
        for (Reading reading : days.getOrDefault(day, List.of())) {
            if (reading.hasAny(targets, columns.count())) {
                double[] known = reading.values().clone();
                Arrays.fill(known, 0, targets, Double.NaN);
                producer.send(reading.key(), writer.write(new Reading(reading.key(), day, known)));
            }
        }
    }
}
