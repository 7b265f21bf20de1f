package io.undercurrent.cli;

import io.undercurrent.cli.process.Stopping;
import io.undercurrent.cli.view.DemoView;
import io.undercurrent.demo.DemoOptions;
import io.undercurrent.demo.DemoRun;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code undercurrent demo}: runs the whole product on this machine with simulated stores. */
@Command(
        name = "demo",
        description = {
            "Shows the whole product at work in one process, with nothing to install.",
            "",
            "Simulates stores, trains a model on their past, and starts Kafka and Flink inside this process. Then"
                    + " it replays the present day by day. Ctrl-C ends it.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  Until Ctrl-C, a day a second:",
            "    undercurrent demo",
            "  Thirty days of five hundred stores, as fast as forecasts come:",
            "    undercurrent demo --stores 500 --days 30 --speed 100",
            "  Models that are trained on while the job runs, and take the place of the one before when they are better:",
            "    undercurrent demo --retrain-every 30 --speed 2",
        })
final class Demo implements Callable<Integer> {

    private static final int SECONDS_TO_END = 20;

    @Spec
    private CommandSpec command;

    @Option(names = "--stores", paramLabel = "N", description = "Number of stores (default: ${DEFAULT-VALUE}).")
    private int stores = 48;

    @Option(names = "--from", paramLabel = "DATE", description = "First day to replay (default: ${DEFAULT-VALUE}).")
    private LocalDate from = DemoOptions.DEFAULT_FROM;

    @Option(names = "--days", paramLabel = "DAYS", description = "Days to replay (default: until Ctrl-C).")
    private Integer days;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "Days to replay per second, at most (default: ${DEFAULT-VALUE}).")
    private double speed = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the stores and of the training (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Largest number of training steps (default: ${DEFAULT-VALUE}).")
    private int steps = DemoOptions.DEFAULT_TRAINING_STEPS;

    @Option(
            names = "--retrain-every",
            paramLabel = "DAYS",
            description =
                    "Train the model on every so many days. The first one knows four months. The next one forecasts beside the live"
                            + " one, and takes its place once it is better (default: one model, which knows two years).")
    private Integer retrainEvery;

    @Override
    public Integer call() throws Exception {
        DemoOptions options = new DemoOptions(stores, from, optional(days), speed, seed, steps, optional(retrainEvery));
        PrintWriter out = command.commandLine().getOut();
        DemoView view = new DemoView(out, Ansi.AUTO.enabled(), System.getProperty("undercurrent.log"));
        DemoRun run = new DemoRun(options, Undercurrent.Version.current(), view);
        CountDownLatch ended = new CountDownLatch(1);
        Stopping stopping = Stopping.prepare(
                () -> endBeforeTheJvm(run, ended),
                "Kafka and Flink to stop, within " + SECONDS_TO_END + " seconds",
                command.commandLine().getErr());
        try {
            run.run();
            view.ended();
        } finally {
            ended.countDown();
            stopping.close();
        }
        return 0;
    }

    private static OptionalInt optional(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** On Ctrl-C the JVM ends when its hooks have: this one waits until the demo has put away what it started. */
    private static void endBeforeTheJvm(DemoRun run, CountDownLatch ended) {
        run.stop();
        try {
            ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
