package io.undercurrent.cli;

import io.undercurrent.cli.arguments.FilesApart;
import io.undercurrent.cli.files.OutputFile;
import io.undercurrent.cli.options.KafkaConnection;
import io.undercurrent.cli.process.BrokerWatch;
import io.undercurrent.cli.simulation.KindOptions;
import io.undercurrent.cli.simulation.ShiftOptions;
import io.undercurrent.demo.NewestDays;
import io.undercurrent.format.CalendarDay;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvWriter;
import io.undercurrent.job.kafka.KafkaAdmin;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.series.Columns;
import io.undercurrent.simulator.Corruption;
import io.undercurrent.simulator.FaultOptions;
import io.undercurrent.simulator.FaultyTransport;
import io.undercurrent.simulator.Simulator;
import io.undercurrent.simulator.SimulatorOptions;
import io.undercurrent.simulator.StoreDay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent simulate}: readings of stores that do not exist, into a file or onto a topic. */
@Command(
        name = "simulate",
        description = {
            "Simulates stores: temperature in degrees Celsius and units sold, with promotions and holidays known in advance.",
            "",
            "Writes long CSV, or JSON messages when a topic is given. The same options give the same readings.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  Two years of ten stores, and a second file with the expected values:",
            "    undercurrent simulate --stores 10 --days 730 --output stores.csv \\",
            "        --expected expected.csv",
            "  Stores of six kinds, and a file for --static that says of which kind each is:",
            "    undercurrent simulate --stores 120 --kinds 6 --static-output kinds.csv \\",
            "        --output stores.csv",
            "  A thousand stores onto a topic, ten days a second, promotions announced four",
            "  weeks ahead, some readings lost, doubled, late or unreadable:",
            "    undercurrent simulate --stores 1000 --days-per-second 10 --ahead 28 \\",
            "        --gaps 0.01 --duplicates 0.01 --late 0.02 --corrupt 0.001 \\",
            "        --bootstrap-servers localhost:9092 --topic readings",
            ""
        })
final class Simulate implements Callable<Integer> {

    private static final Columns EXPECTED = new Columns(Simulator.COLUMNS.targets(), List.of());

    @Spec
    private CommandSpec command;

    @Option(names = "--stores", paramLabel = "N", description = "Number of stores (default: ${DEFAULT-VALUE}).")
    private int stores = 10;

    @Option(names = "--from", paramLabel = "DATE", description = "The first day (default: ${DEFAULT-VALUE}).")
    private LocalDate from = LocalDate.of(2023, 1, 1);

    @ArgGroup
    private Length length = new Length();

    private static final class Length {

        @Option(names = "--days", paramLabel = "DAYS", description = "Number of days (default: 730).")
        private Integer days;

        @Option(names = "--to", paramLabel = "DATE", description = "The last day, instead of a number of days.")
        private LocalDate to;

        int since(LocalDate from) {
            long count = days != null ? days : to != null ? to.toEpochDay() - from.toEpochDay() + 1 : 730;
            if (count < 1) {
                throw new IllegalArgumentException(
                        days != null
                                ? "--days: expected at least 1, but got " + days
                                : "--to: expected " + from + " or later, but got " + to);
            }
            long most = CalendarDay.LAST - from.toEpochDay() + 1;
            if (count > most) {
                throw new IllegalArgumentException("--days: expected at most " + most + " from " + from
                        + " on, up to the end of the year 9999, but got " + count);
            }
            return Math.toIntExact(count);
        }
    }

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--country",
            paramLabel = "CODE",
            description =
                    "Country whose public holidays the stores keep, as ISO 3166 code (default: ${DEFAULT-VALUE}).")
    private String country = SimulatorOptions.DEFAULT_COUNTRY;

    @Mixin
    private KindOptions kinds;

    @Mixin
    private ShiftOptions shifts;

    @Option(
            names = "--month-spread",
            paramLabel = "SPREAD",
            description =
                    "Multiply the mean sales of all stores by a factor of the month, so that they step at the borders of"
                            + " months; its logarithm has this standard deviation, such as 0.2 (default: ${DEFAULT-VALUE}).")
    private double monthSpread;

    @Option(
            names = "--ahead",
            paramLabel = "DAYS",
            description = "How many days ahead promotions and holidays are announced (default: ${DEFAULT-VALUE})."
                    + " A file announces them after its last day.")
    private int ahead;

    @Option(
            names = "--gaps",
            paramLabel = "P",
            description = "Probability that a reading gets lost (default: ${DEFAULT-VALUE}).")
    private double gaps;

    @Option(
            names = "--duplicates",
            paramLabel = "P",
            description = "Probability that a reading comes twice (default: ${DEFAULT-VALUE}).")
    private double duplicates;

    @Option(
            names = "--late",
            paramLabel = "P",
            description = "Probability that a reading comes one to seven days late (default: ${DEFAULT-VALUE}).")
    private double late;

    @Option(
            names = "--corrupt",
            paramLabel = "P",
            description = "Probability that a message is unreadable; only onto a topic (default: ${DEFAULT-VALUE}).")
    private double corrupt;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "F.csv",
            description = "The file to write, compressed if its name ends in .gz (default: -, the standard output).")
    private Path output;

    @Option(
            names = "--expected",
            paramLabel = "F.csv",
            description =
                    "Write a second file with the expected values of each day, given the day before. Their distance from"
                            + " the readings is the error that no forecast can avoid.")
    private Path expected;

    @ArgGroup(exclusive = false)
    private Topic topic;

    private static final class Topic {

        @ArgGroup(exclusive = false, multiplicity = "1")
        private KafkaConnection kafka;

        @Option(
                names = "--topic",
                required = true,
                paramLabel = "T",
                description = "Write to this topic instead of a file. It is created if it is missing.")
        private String name;

        @Option(
                names = "--days-per-second",
                paramLabel = "N",
                description = "Days to simulate per second (default: as many as possible).")
        private double daysPerSecond = Double.POSITIVE_INFINITY;

        @Option(
                names = "--resume",
                description =
                        "Continue each store after its newest reading on the topic. Earlier days are simulated, because"
                                + " later days depend on them, but not written.")
        private boolean resume;
    }

    @Override
    public Integer call() throws Exception {
        FilesApart.require(command, List.of("--output", "--expected", "--static-output"));
        int days = length.since(from);
        FaultOptions faults = new FaultOptions(gaps, duplicates, late, corrupt);
        Simulator simulator = new Simulator(new SimulatorOptions(
                stores,
                from,
                seed,
                country,
                kinds.count(),
                shifts.ofTheLevel(from),
                shifts.ofPromotions(from),
                monthSpread));
        validate(days);
        kinds.write(simulator);
        if (topic == null) {
            simulateToFile(simulator, days, faults);
        } else {
            BrokerWatch.during(
                    topic.kafka.bootstrapServers,
                    topic.kafka.properties(),
                    command.commandLine().getErr(),
                    () -> simulateToTopic(simulator, days, faults));
        }
        return 0;
    }

    private void simulateToFile(Simulator simulator, int days, FaultOptions faults) throws IOException {
        if (expected == null) {
            simulateToFile(simulator, days, faults, day -> {});
        } else {
            OutputFile.write(expected, place -> {
                try (ReadingCsvWriter rows = ReadingCsv.write(expected, place, EXPECTED)) {
                    simulateToFile(simulator, days, faults, day -> rows.write(day.expectation()));
                }
            });
        }
    }

    private void simulateToFile(Simulator simulator, int days, FaultOptions faults, Consumer<StoreDay> expectations)
            throws IOException {
        if (isStandardOutput()) {
            write(ReadingCsv.write(System.out, Simulator.COLUMNS), simulator, days, faults, expectations);
        } else {
            OutputFile.write(
                    output,
                    place -> write(
                            ReadingCsv.write(output, place, Simulator.COLUMNS), simulator, days, faults, expectations));
        }
    }

    private void write(
            ReadingCsvWriter file, Simulator simulator, int days, FaultOptions faults, Consumer<StoreDay> expectations)
            throws IOException {
        FaultyTransport transport = new FaultyTransport(faults, seed, file::write);
        try (file) {
            toFile(simulator, days, transport, expectations);
        }
        report(transport.account(), 0);
    }

    /** Here the expected values are written in their place, as they come: such a feed is stopped at any time, and has sent what they are of. */
    private void simulateToTopic(Simulator simulator, int days, FaultOptions faults) throws Exception {
        createTopic();
        if (expected == null) {
            simulateToTopic(simulator, days, faults, day -> {});
        } else {
            try (ReadingCsvWriter rows = ReadingCsv.write(expected, EXPECTED)) {
                simulateToTopic(simulator, days, faults, day -> rows.write(day.expectation()));
            }
        }
    }

    private void simulateToTopic(Simulator simulator, int days, FaultOptions faults, Consumer<StoreDay> expectations)
            throws IOException, InterruptedException {
        Corruption corruption = new Corruption(faults, seed);
        ReadingWriter json = new ReadingWriter(Simulator.COLUMNS);
        try (MessageProducer producer =
                new MessageProducer(topic.kafka.bootstrapServers, topic.name, topic.kafka.properties())) {
            FaultyTransport transport = new FaultyTransport(
                    faults, seed, reading -> producer.send(reading.key(), corruption.mayCorrupt(json.write(reading))));
            toTopic(simulator, days, transport, expectations);
            producer.flush();
            report(transport.account(), corruption.corrupted());
        }
    }

    private boolean isStandardOutput() {
        return output == null || OutputFile.isStandardOutput(output);
    }

    private void validate(int days) {
        long mostAhead = CalendarDay.LAST - from.toEpochDay() - days + 1;
        if (ahead < 0 || ahead > mostAhead) {
            throw new IllegalArgumentException(
                    "--ahead: expected 0 to " + mostAhead + " days, up to the end of the year 9999, but got " + ahead);
        }
        if (topic == null && corrupt > 0) {
            throw new IllegalArgumentException(
                    "--corrupt: a file holds no messages; give --bootstrap-servers and --topic");
        }
        if (topic != null && output != null) {
            throw new IllegalArgumentException("--output: expected either a file or --topic, but got both");
        }
        if (!isStandardOutput()) {
            OutputFile.prepare("--output", output);
        }
        OutputFile.prepare("--expected", expected);
        if (topic != null && !(topic.daysPerSecond > 0)) {
            throw new IllegalArgumentException("--days-per-second: expected above 0, but got " + topic.daysPerSecond);
        }
    }

    private void createTopic() throws IOException {
        try (KafkaAdmin admin = new KafkaAdmin(topic.kafka.bootstrapServers, topic.kafka.properties())) {
            if (admin.createReadingsIfMissing(topic.name, OptionalInt.empty())) {
                command.commandLine().getErr().println("Created the topic " + topic.name);
                command.commandLine().getErr().flush();
            }
        }
    }

    private void toFile(Simulator simulator, int days, FaultyTransport transport, Consumer<StoreDay> expectations) {
        for (int day = 0; day < days; day++) {
            simulator.simulateDay(known -> {
                transport.accept(known.reading());
                expectations.accept(known);
            });
            transport.endDay();
            if (isStandardOutput() && System.out.checkError()) {
                return; // Whoever read the standard output has enough.
            }
        }
        for (int day = 0; day < ahead; day++) {
            simulator.plan(from.plusDays(days + day), transport::accept);
        }
        transport.flush();
    }

    private void toTopic(Simulator simulator, int days, FaultyTransport transport, Consumer<StoreDay> expectations)
            throws IOException, InterruptedException {
        NewestDays sent = topic.resume ? sent(simulator) : NewestDays.NONE;
        int first = sent.ofAll(simulator.keys(), from.toEpochDay(), days);
        for (int day = 0; day < first; day++) {
            simulator.simulateDay(known -> {});
        }
        if (!sent.equals(NewestDays.NONE)) {
            command.commandLine().getErr().println("Going on with " + simulator.nextDate());
            command.commandLine().getErr().flush();
        }
        // What some stores have is sent of the others at once.
        int paced = sent.ofAny(from.toEpochDay(), days);
        long start = System.nanoTime();
        for (int day = first; day < days; day++) {
            long due = start + (long) (Math.max(0, day - paced) * 1e9 / topic.daysPerSecond);
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            simulator.simulateDay(known -> {
                if (!sent.include(known.reading())) {
                    transport.accept(known.reading());
                    expectations.accept(known);
                }
            });
            transport.endDay();
            for (int lead = day == first ? 1 : Math.max(1, ahead); lead <= ahead; lead++) {
                simulator.plan(from.plusDays(day + lead), announced -> {
                    if (!sent.include(announced)) {
                        transport.accept(announced);
                    }
                });
            }
        }
        transport.flush();
    }

    private NewestDays sent(Simulator simulator) throws IOException {
        return NewestDays.of(topic.kafka.bootstrapServers, topic.name, topic.kafka.properties(), simulator.keys());
    }

    private void report(FaultyTransport.Account account, long corrupted) {
        command.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%,d readings: %,d delivered, %,d lost, %,d doubled, %,d late, %,d corrupt%n",
                        account.accepted(),
                        account.delivered(),
                        account.lost(),
                        account.doubled(),
                        account.late(),
                        corrupted);
        command.commandLine().getErr().flush();
    }
}
