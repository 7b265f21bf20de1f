package io.undercurrent.demo;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.dashboard.Dashboard;
import io.undercurrent.dashboard.DashboardOptions;
import io.undercurrent.dashboard.feed.FeedTopics;
import io.undercurrent.demo.DayReport.StoreLine;
import io.undercurrent.demo.DayReport.TargetErrors;
import io.undercurrent.demo.DemoListener.Setting;
import io.undercurrent.demo.DemoListener.Stage;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Reading;
import io.undercurrent.series.history.HistoryBuilder;
import io.undercurrent.series.kind.StaticTable;
import io.undercurrent.simulator.PromotionShift;
import io.undercurrent.simulator.Simulator;
import io.undercurrent.simulator.SimulatorOptions;
import io.undercurrent.simulator.StoreDay;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.TrainingOptions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;

/**
 * One demo from its beginning to its end: starts Kafka and the live page, simulates the past of some stores, trains a model on it,
 * starts Flink and the production job, all in this JVM, and replays the present through them, a day at a time. A day ends when every store has its
 * forecast.
 */
public final class DemoRun {

    /** Two years and a quarter. */
    private static final int DAYS_OF_THE_PAST = 806;

    /** The same where models are trained on as the demo goes on: they gain most where little was known at first. */
    private static final int DAYS_OF_A_YOUNG_PAST = 120;

    /** Of the present, before promotions draw nobody any more. */
    private static final int DAYS_BEFORE_THE_SHIFT = 7;

    private static final int WINDOW = 56;
    private static final int HORIZON = 14;
    /** Days of the past that the job is fed before the present begins; the state has long forgotten what lies before. */
    private static final int CATCH_UP_DAYS = 120;

    private static final int SHOWN_STORES = 6;
    /** Time without any forecast after which something must be wrong. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long LOOK_EVERY_MILLIS = 100;

    private static final String LOOPBACK = "127.0.0.1";
    /** The part of the heap that is the live page's. */
    private static final int PAGE_SHARE = 8;

    private final DemoOptions options;
    private final String version;
    private final DemoListener listener;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * @param version of the product, for the provenance of the model
     */
    public DemoRun(DemoOptions options, String version, DemoListener listener) {
        this.options = options;
        this.version = version;
        this.listener = listener;
    }

    /** Ends the run soon, in whatever it is doing. May be called from any thread. */
    public void stop() {
        stopped.countDown();
    }

    /**
     * Runs until the days are over or {@link #stop} is called, and puts away all that it started.
     *
     * @throws IllegalStateException if forecasts stay away
     */
    public void run() throws InterruptedException {
        try {
            runStages();
        } catch (CancellationException asked) {
            // All is put away: that is what stopping means.
        }
    }

    private void runStages() throws InterruptedException {
        begin(Stage.STARTING_KAFKA);
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                Dashboard dashboard = openPage(kafka.bootstrapServers())) {
            listener.pageOpened(dashboard.address());
            begin(Stage.SIMULATING_THE_PAST);
            LocalDate past = options.from().minusDays(daysOfThePast());
            Simulator simulator = new Simulator(new SimulatorOptions(
                    options.stores(),
                    past,
                    options.seed(),
                    SimulatorOptions.DEFAULT_COUNTRY,
                    Optional.empty(),
                    promotionShift()));
            Deque<List<StoreDay>> lastDays = new ArrayDeque<>();
            HistoryBuilder histories = new HistoryBuilder(Simulator.COLUMNS.count());
            while (simulator.nextDate().isBefore(options.from())) {
                List<StoreDay> day = nextDay(simulator);
                day.forEach(store -> histories.add(store.reading()));
                lastDays.addLast(day);
                if (lastDays.size() > CATCH_UP_DAYS) {
                    lastDays.removeFirst();
                }
            }

            begin(Stage.TRAINING);
            RecurrentModel model = train(histories);

            begin(Stage.STARTING_FLINK);
            try (EmbeddedFlink flink = EmbeddedFlink.start(DemoJob.PARALLELISM);
                    DemoModels models = models(kafka.bootstrapServers(), model, histories)) {
                begin(Stage.CATCHING_UP);
                JobClient job = DemoJob.start(flink, kafka.bootstrapServers(), models);
                try (Present present = new Present(simulator, kafka.bootstrapServers(), model.shape(), job, models)) {
                    present.catchUp(lastDays);
                    listener.running(new Setting(
                            model.id(),
                            HORIZON,
                            kafka.bootstrapServers(),
                            DemoJob.READINGS,
                            DemoJob.TOPICS.predictions(),
                            dashboard.address(),
                            flink.webAddress()));
                    begin(Stage.REPLAYING_THE_PRESENT);
                    present.replay();
                }
            }
        }
    }

    /** Where models are trained on, something that they can learn changes: unlike a level, which all of them follow. */
    private Optional<PromotionShift> promotionShift() {
        return options.retrainEvery().isEmpty()
                ? Optional.empty()
                : Optional.of(new PromotionShift(options.from().plusDays(DAYS_BEFORE_THE_SHIFT), 0));
    }

    private int daysOfThePast() {
        return options.retrainEvery().isEmpty() ? DAYS_OF_THE_PAST : DAYS_OF_A_YOUNG_PAST;
    }

    private DemoModels models(String bootstrapServers, RecurrentModel first, HistoryBuilder histories) {
        return new DemoModels(first, options.retrainEvery(), bootstrapServers, histories, trainingOptions(), source());
    }

    /** At the port that the command {@code dashboard} has too, or at any other where that one is taken. */
    private static Dashboard openPage(String bootstrapServers) {
        try {
            return Dashboard.start(pageOptions(bootstrapServers, DashboardOptions.DEFAULT_PORT));
        } catch (IllegalArgumentException taken) {
            return Dashboard.start(pageOptions(bootstrapServers, 0));
        }
    }

    private static DashboardOptions pageOptions(String bootstrapServers, int port) {
        return new DashboardOptions(
                bootstrapServers,
                Map.of(),
                FeedTopics.of(List.of(DemoJob.TOPICS), List.of(DemoModels.TOPICS.events())),
                TopicMappings.CONTRACT,
                Optional.empty(),
                List.of(DemoJob.GROUP),
                LOOPBACK,
                port,
                Optional.empty(),
                List.of(),
                DashboardOptions.DEFAULT_DAYS,
                DashboardOptions.DEFAULT_LOOK_BACK,
                Runtime.getRuntime().maxMemory() / PAGE_SHARE,
                Optional.empty(),
                StaticTable.NONE);
    }

    private void begin(Stage stage) {
        throwIfStopped();
        listener.began(stage);
    }

    private void throwIfStopped() {
        if (stopped.getCount() == 0) {
            throw new CancellationException("the demo was asked to stop");
        }
    }

    private static List<StoreDay> nextDay(Simulator simulator) {
        List<StoreDay> day = new ArrayList<>();
        simulator.simulateDay(day::add);
        return day;
    }

    private RecurrentModel train(HistoryBuilder histories) {
        ForecastTrainer.Architecture architecture =
                new ForecastTrainer.Architecture(WINDOW, HORIZON, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 48, 1);
        return new ForecastTrainer(Simulator.COLUMNS, architecture, trainingOptions())
                .train(histories.build(), source(), progress -> {
                    throwIfStopped();
                    listener.trained(progress);
                });
    }

    private TrainingOptions trainingOptions() {
        return TrainingOptions.defaults().withSeed(options.seed()).withSteps(options.trainingSteps());
    }

    private ForecastTrainer.Source source() {
        return new ForecastTrainer.Source("simulated stores", version, Map.of());
    }

    /** The replay: what it sends, what comes back, and how well both agree. */
    private final class Present implements AutoCloseable {

        private final Simulator simulator;
        private final ForecastShape shape;
        private final JobClient job;
        private final DemoModels models;
        private final ReadingWriter json = new ReadingWriter(Simulator.COLUMNS);
        private final Arrivals arrivals = new Arrivals();
        private final Scoreboard scoreboard;
        private final MessageProducer producer;
        private final ForecastFeed feed;
        /** The last day whose covariates have been sent. */
        private LocalDate announced;

        Present(Simulator simulator, String bootstrapServers, ForecastShape shape, JobClient job, DemoModels models) {
            this.models = models;
            this.simulator = simulator;
            this.shape = shape;
            this.job = job;
            this.scoreboard =
                    new Scoreboard(shape, Math.toIntExact(options.from().toEpochDay()), WEEK);
            this.producer = new MessageProducer(bootstrapServers, DemoJob.READINGS, Map.of());
            this.feed = new ForecastFeed(bootstrapServers, DemoJob.TOPICS.predictions(), forecast -> {
                scoreboard.forecast(forecast);
                arrivals.arrived(forecast);
            });
        }

        /** Feeds the job the last days of the past. */
        void catchUp(Deque<List<StoreDay>> lastDays) throws InterruptedException {
            LocalDate date = options.from().minusDays(lastDays.size());
            announced = date;
            for (List<StoreDay> day : lastDays) {
                send(day, date);
                date = date.plusDays(1);
            }
            awaitForecasts(Math.toIntExact(date.toEpochDay()) - 1);
        }

        void replay() throws InterruptedException {
            long start = System.nanoTime();
            for (int day = 1; options.days().isEmpty() || day <= options.days().getAsInt(); day++) {
                long due = start + (long) ((day - 1) * 1e9 / options.daysPerSecond());
                if (stopped.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return;
                }
                replayDay(day);
            }
        }

        private void replayDay(int number) throws InterruptedException {
            LocalDate date = simulator.nextDate();
            int origin = Math.toIntExact(date.toEpochDay());
            long start = System.nanoTime();
            List<StoreDay> day = nextDay(simulator);
            send(day, date);
            awaitForecasts(origin);
            Duration latency = Duration.ofNanos(arrivals.newest(origin) - start);
            listener.dayEnded(new DayReport(
                    number, date, 2 * day.size(), arrivals.count(origin), latency, storeLines(day), scores()));
            arrivals.forgetBefore(origin);
            promotionShift()
                    .filter(shift -> shift.date().equals(date))
                    .ifPresent(
                            shift -> listener.told("Promotions draw nobody any more, which the model does not know"));
            models.dayEnded(number, date, day.stream().map(StoreDay::reading).toList())
                    .forEach(listener::told);
        }

        /** Sends what happened on a day, and what is known in advance of the days that the horizon reaches with it. */
        private void send(List<StoreDay> day, LocalDate date) {
            for (StoreDay store : day) {
                scoreboard.happened(store);
                send(store.reading());
            }
            while (announced.isBefore(date.plusDays(HORIZON))) {
                announced = announced.plusDays(1);
                simulator.plan(announced, this::send);
            }
            producer.flush();
        }

        private void send(Reading reading) {
            producer.send(reading.key(), json.write(reading));
        }

        /** Waits for all forecasts from a day, as long as any forecasts come at all. */
        private void awaitForecasts(int origin) throws InterruptedException {
            // One for the reading of the day, and its revision for what was announced after it.
            int expected = 2 * options.stores();
            long seen = arrivals.total();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!arrivals.await(origin, expected, LOOK_EVERY_MILLIS)) {
                throwIfStopped();
                feed.requireAlive();
                if (arrivals.total() > seen) {
                    seen = arrivals.total();
                    end = System.nanoTime() + PATIENCE.toNanos();
                } else if (System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "forecasts from " + LocalDate.ofEpochDay(origin) + ": expected " + expected + ", but after "
                                    + arrivals.count(origin) + " none came for " + PATIENCE.toSeconds()
                                    + " s; the job is " + job.getJobStatus().join());
                }
            }
        }

        private List<StoreLine> storeLines(List<StoreDay> day) {
            List<StoreLine> lines = new ArrayList<>();
            for (StoreDay store : day.subList(0, Math.min(SHOWN_STORES, day.size()))) {
                Reading reading = store.reading();
                Optional<Forecast> yesterday = scoreboard.forecastFrom(reading.key(), reading.day() - 1);
                Optional<Forecast> today = scoreboard.forecastFrom(reading.key(), reading.day());
                lines.add(new StoreLine(reading, yesterday.orElseThrow(), today.orElseThrow()));
            }
            return lines;
        }

        private List<TargetErrors> scores() {
            List<TargetErrors> scores = new ArrayList<>();
            for (int target = 0; target < shape.targets().size(); target++) {
                scores.add(new TargetErrors(
                        shape.targets().get(target), scoreboard.score(target, 1), scoreboard.score(target, WEEK)));
            }
            return scores;
        }

        @Override
        public void close() {
            feed.close();
            producer.close();
        }
    }
}
