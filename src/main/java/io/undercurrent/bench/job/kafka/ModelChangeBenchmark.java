package io.undercurrent.bench.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undercurrent.bench.BenchModel;
import io.undercurrent.bench.Benchmark;
import io.undercurrent.bench.Measurement;
import io.undercurrent.bench.job.Messages;
import io.undercurrent.bench.job.Workload;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.TemporaryDirectory;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.job.source.history.History;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.topic.ModelTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.flink.core.execution.JobClient;

/**
 * A model that takes the place of another, in series with whole windows: what that does to the latency, for how long no forecast
 * comes at all, and whether each reading still has its forecast, once. Readings come at half of the rate that the job can do, or at
 * a lower one where a day would be shorter than two seconds.
 */
public final class ModelChangeBenchmark implements Benchmark {

    /**
     * Half of them without the clock; with it one before the change, two by the new model, and one more. With the second by the new
     * model those forecasts of the first are made again whose readings came before the model: without it they would be missing.
     */
    private static final int FEWEST_DAYS = 8;

    /** Days that a model can be warmed up over, all of which the series have before the clock starts. */
    private static final int WHOLE_WINDOW = BenchModel.get().window() + WindowShape.STRIDE;

    private static final Duration HISTORY_PATIENCE = Duration.ofMinutes(30);

    /** At least, so that the job has the model before the first day that is the model's. */
    private static final int SECONDS_A_DAY = 2;

    /** The topic with the days of the windows. */
    private static final String HISTORY = "history";

    /** A rate that no sender reaches. */
    private static final double AT_ONCE = 1e9;

    private static final String REVISION = "\"revision\":";

    /** From a push until all pipelines have the model. */
    private static final double SECONDS_TO_PUSH = 0.2;

    private final int keys;
    private final int days;

    /**
     * @param days of the run whose second half gives the rate; half as many have a clock, and those from the push until the model's first
     */
    public ModelChangeBenchmark(int keys, int days) {
        this.keys = keys;
        this.days = days;
    }

    @Override
    public String name() {
        return "change";
    }

    @Override
    public String description() {
        return "a change of model at half the rate at most: latency, the longest pause, forecasts lost or made twice";
    }

    @Override
    public List<Measurement> run(Progress progress) {
        if (days < FEWEST_DAYS) {
            throw new IllegalArgumentException(
                    "--days: expected at least " + FEWEST_DAYS + " for 'change', but got " + days);
        }
        Workload past = new Workload(keys, WHOLE_WINDOW, 0);
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            kafka.createTopic(HISTORY, KafkaJob.PIPELINES);
            progress.doing("writing the " + past.readings() + " readings that fill the windows");
            try (MessageProducer producer = KafkaBenchmark.producer(kafka, HISTORY)) {
                KafkaBenchmark.send(producer, Messages.of(past), past.readings());
            }
            progress.doing("the rate without a change");
            double rate = rate(kafka);
            double steady = Math.min(rate / 2, (double) keys / SECONDS_A_DAY);
            List<Measurement> measurements = new ArrayList<>();
            measurements.add(Measurement.of("readings sent", "readings/s", steady));
            for (Notice notice : Notice.values()) {
                progress.doing("the change at half of it, " + notice.text);
                Change change = new Change(keys, days, steady, notice);
                change.measure(kafka);
                measurements.addAll(change.measurements());
            }
            return measurements;
        } catch (Exception failure) {
            throw new IllegalStateException("the job of the benchmark failed", failure);
        }
    }

    /** Of the second half of the days, with all readings sent at once. */
    private double rate(EmbeddedKafka kafka) throws Exception {
        List<Long> arrived = new ArrayList<>();
        play(
                kafka,
                "rate",
                models(kafka, "rate"),
                keys,
                days,
                AT_ONCE,
                (sentAt, message) -> arrived.add(System.nanoTime()));
        int half = arrived.size() / 2;
        return (arrived.size() - half) * 1e9 / (arrived.get(arrived.size() - 1) - arrived.get(half));
    }

    /**
     * Has a job, whose series have whole windows, forecast on the days after these.
     *
     * @param rate readings a second
     * @param listener hears of each forecast of these days
     */
    private static void play(
            EmbeddedKafka kafka,
            String name,
            ModelLog log,
            int keys,
            int days,
            double rate,
            ForecastCounter.Listener listener)
            throws Exception {
        kafka.createTopic(name, KafkaJob.PIPELINES);
        Messages messages = Messages.of(new Workload(keys, WHOLE_WINDOW + days, 0));
        for (long past = 0; past < (long) keys * WHOLE_WINDOW; past++) {
            messages.next();
        }
        try (MessageProducer producer = KafkaBenchmark.producer(kafka, name);
                EmbeddedFlink flink = EmbeddedFlink.start(KafkaJob.PIPELINES)) {
            JobClient job = new KafkaJob(kafka, name, name).start(flink, new History.OfTopic(HISTORY), log);
            try (ForecastCounter forecasts = new ForecastCounter(
                    kafka.bootstrapServers(),
                    KafkaJob.predictions(name),
                    job.getJobExecutionResult(),
                    HISTORY_PATIENCE)) {
                forecasts.await(keys, (sentAt, message) -> {});
                Latencies.sendAndAwait(messages, rate, producer, forecasts, listener);
            } finally {
                job.cancel().get();
            }
        }
    }

    private static ModelLog models(EmbeddedKafka kafka, String name) {
        ModelTopics topics = new ModelTopics(name + "-models", name + "-model-events");
        return new ModelLog(kafka.bootstrapServers(), Map.of(), topics);
    }

    /** How long before the first day of a model the job hears of it. */
    private enum Notice {
        A_WEEK("announced a week ahead", 7),
        A_DAY("announced a day ahead", 1),
        NONE("announced as its day begins", 0);

        private final String text;
        private final int days;

        Notice(String text, int days) {
            this.text = text;
            this.days = days;
        }
    }

    /** One run. Days count from the first one after the clock started. */
    private static final class Change implements ForecastCounter.Listener {

        private final int keys;
        /** After those of the windows. */
        private final int liveDays;

        private final double rate;
        private final Notice notice;
        /** The day on which the model is pushed. */
        private final int pushed;
        /** The first one of the model. */
        private final int first;
        /** The forecast with which the model is pushed. */
        private final int pushedAt;

        private final long[] due;
        private final long[] arrived;
        /** Each by its series, origin and revision. */
        private final Set<String> made = new HashSet<>();

        private final String next = "\"model\":\"" + BenchModel.other().id() + "\"";
        private long byNext;
        /** When the first reading was due. */
        private long start;

        /** First forecasts from an origin. */
        private int count;
        /** Those of the first day whose reading was there before the model. */
        private int corrections;

        private int twice;
        private Runnable push = () -> {};

        Change(int keys, int days, double rate, Notice notice) {
            this.keys = keys;
            this.rate = rate;
            this.notice = notice;
            pushed = (days - days / 2) / 3;
            first = pushed + Math.max(1, notice.days);
            liveDays = days - days / 2 + first - pushed - 1;
            int asTheNextBegins = (int) (keys - Math.min(keys / 2, rate * SECONDS_TO_PUSH));
            pushedAt = pushed * keys + (notice == Notice.NONE ? asTheNextBegins : 0);
            int forecasts = Math.toIntExact((long) keys * liveDays);
            due = new long[forecasts];
            arrived = new long[forecasts];
        }

        void measure(EmbeddedKafka kafka) throws Exception {
            String name = "change-" + notice.ordinal();
            ModelLog log = models(kafka, name);
            try (TemporaryDirectory folder = TemporaryDirectory.create("undercurrent-bench")) {
                Path file = folder.path().resolve("next.safetensors");
                ModelFile.write(BenchModel.other(), file);
                push = () -> log.push(List.of(entry(file)));
                play(kafka, name, log, keys, liveDays, rate, this);
            }
        }

        private ModelEntry entry(Path file) {
            RecurrentModel model = BenchModel.other();
            int from = Math.toIntExact(Messages.FIRST_DAY.toEpochDay()) + WHOLE_WINDOW + first;
            return new ModelEntry(
                    ModelRole.LIVE, model.id(), file.toUri().toString(), model.checksum(), from, Instant.now());
        }

        @Override
        public void arrived(long sentAt, byte[] message) {
            // Key, origin and revision come first.
            String text = new String(message, UTF_8);
            if (!made.add(text.substring(0, text.indexOf(',', text.indexOf(REVISION))))) {
                twice++;
                return;
            }
            byNext += text.contains(next) ? 1 : 0;
            if (!isFirst(text)) {
                corrections++;
                return;
            }
            due[count] = sentAt;
            arrived[count] = System.currentTimeMillis();
            if (count == pushedAt) {
                CompletableFuture.runAsync(push);
            }
            count++;
        }

        @Override
        public boolean isAwaited(byte[] message) {
            return isFirst(new String(message, UTF_8));
        }

        private static boolean isFirst(String forecast) {
            return forecast.contains(REVISION + "0,");
        }

        List<Measurement> measurements() {
            start = Arrays.stream(due).min().orElseThrow();
            // Before it the job of the first days may still be catching up.
            int settled = Math.min(1, pushed - 1);
            Latencies usual = latencies(settled, pushed);
            Latencies warming = latencies(pushed, first);
            Latencies changing = latencies(first, first + 1);
            double worst = Math.max(warming.percentile(99), changing.percentile(99));
            long owed = (long) keys * (liveDays - first);
            return List.of(
                    figure("latency before, p99", "ms", usual.percentile(99)),
                    figure("latency from then until its first day, p99", "ms", warming.percentile(99)),
                    figure("latency on its first day, p99", "ms", changing.percentile(99)),
                    figure("the higher of both over before", "", worst / Math.max(1, usual.percentile(99))),
                    figure("longest time without any forecast, before", "ms", pause(settled, pushed)),
                    figure("longest time without any forecast, on these days", "ms", pause(pushed, first + 1)),
                    figure("readings without a forecast", "", due.length - count),
                    figure("forecasts made twice", "", twice),
                    figure("forecasts corrected, as the model came after their reading", "", corrections),
                    figure("forecasts by the new model, of those from its first day on", "", byNext / (double) owed));
        }

        private Measurement figure(String name, String unit, double value) {
            return Measurement.of(notice.text + ": " + name, unit, value);
        }

        /** Of the forecasts whose readings were due from one day on until before another. */
        private Latencies latencies(int from, int until) {
            return Latencies.of(IntStream.range(0, count)
                    .filter(i -> day(i) >= from && day(i) < until)
                    .map(i -> (int) (arrived[i] - due[i]))
                    .toArray());
        }

        private int day(int forecast) {
            return (int) ((due[forecast] - start) * rate / 1000 / keys);
        }

        private double pause(int from, int until) {
            long[] times = IntStream.range(0, count)
                    .filter(i -> day(i) >= from && day(i) < until)
                    .mapToLong(i -> arrived[i])
                    .toArray();
            Arrays.sort(times);
            long longest = 0;
            for (int i = 1; i < times.length; i++) {
                longest = Math.max(longest, times[i] - times[i - 1]);
            }
            return longest;
        }
    }
}
