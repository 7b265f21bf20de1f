package io.undercurrent.bench.job;

import io.undercurrent.bench.BenchModel;
import io.undercurrent.bench.Benchmark;
import io.undercurrent.bench.Measurement;
import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.demo.EmbeddedFlink;
import io.undercurrent.demo.EmbeddedKafka;
import io.undercurrent.demo.MessageProducer;
import io.undercurrent.job.ForecastJob;
import io.undercurrent.job.JobOptions;
import io.undercurrent.job.KafkaEnds;
import io.undercurrent.job.KafkaOptions;
import io.undercurrent.job.KafkaTopicNames;
import io.undercurrent.stream.BundleLimits;
import io.undercurrent.stream.SourceRecord;
import io.undercurrent.stream.TimeLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Broker and job on this machine: how many readings a second come out as forecasts exactly once, and, at half that rate and at
 * least once, how long one takes from its topic to the other.
 */
public final class KafkaBenchmark implements Benchmark {

    private static final Duration CHECKPOINTS = Duration.ofSeconds(2);
    private static final int PIPELINES = 2;
    private static final Duration LATENCY_RUN = Duration.ofSeconds(20);

    private final int keys;
    private final int days;
    private final int repetitions;

    public KafkaBenchmark(int keys, int days, int repetitions) {
        this.keys = keys;
        this.days = days;
        this.repetitions = repetitions;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String description() {
        return "readings a second with broker and job here, and latency at half of that";
    }

    @Override
    public List<Measurement> run(Progress progress) {
        Workload workload = new Workload(keys, days, 0);
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            kafka.createTopic("readings", PIPELINES);
            progress.doing("writing " + workload.readings() + " readings");
            write(kafka, workload);
            double[] rates = new double[repetitions];
            for (int run = 0; run < repetitions; run++) {
                progress.doing("run " + (run + 1) + " of " + repetitions);
                rates[run] = throughput(kafka, workload, run);
            }
            Measurement rate = Measurement.of("Kafka to Kafka, exactly once", "readings/s", rates);
            progress.doing("latency at half the rate");
            Latencies latencies = latency(kafka, workload, rate.median() / 2);
            return List.of(
                    rate,
                    Measurement.of("latency, p50", "ms", latencies.percentile(50)),
                    Measurement.of("latency, p99", "ms", latencies.percentile(99)),
                    Measurement.of("latency, p99.9", "ms", latencies.percentile(99.9)));
        }
    }

    private static void write(EmbeddedKafka kafka, Workload workload) {
        try (MessageProducer producer = new MessageProducer(kafka.bootstrapServers(), "readings", Map.of());
                RunClock unused = RunClock.open(Long.MAX_VALUE)) {
            Messages messages = new Messages(workload, 0, 1, unused);
            while (messages.hasNext()) {
                send(producer, messages.next());
            }
            producer.flush();
        }
    }

    static void send(MessageProducer producer, SourceRecord message) {
        producer.send(Messages.key(message.value()), message.value());
    }

    /** The job from the beginning of the topic to its end, its start included. */
    private double throughput(EmbeddedKafka kafka, Workload workload, int run) {
        try (EmbeddedFlink flink = EmbeddedFlink.start(PIPELINES)) {
            StreamExecutionEnvironment env = environment(flink);
            define(env, kafka, "run-" + run, "readings", KafkaOptions.Delivery.EXACTLY_ONCE, true);
            long start = System.nanoTime();
            env.execute();
            return workload.readings() * 1e9 / (System.nanoTime() - start);
        } catch (Exception failure) {
            throw new IllegalStateException("the job of the benchmark failed", failure);
        }
    }

    private Latencies latency(EmbeddedKafka kafka, Workload workload, double rate) {
        kafka.createTopic("live", PIPELINES);
        try (EmbeddedFlink flink = EmbeddedFlink.start(PIPELINES)) {
            StreamExecutionEnvironment env = environment(flink);
            define(env, kafka, "latency", "live", KafkaOptions.Delivery.AT_LEAST_ONCE, false);
            JobClient job = env.executeAsync();
            Latencies latencies = new Latencies(kafka.bootstrapServers(), "live", "latency-predictions");
            latencies.measure(workload, rate, LATENCY_RUN);
            job.cancel().get();
            return latencies;
        } catch (Exception failure) {
            throw new IllegalStateException("the job of the benchmark failed", failure);
        }
    }

    private static StreamExecutionEnvironment environment(EmbeddedFlink flink) {
        Configuration settings = new Configuration();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return flink.environment(settings).setParallelism(PIPELINES);
    }

    private static void define(
            StreamExecutionEnvironment env,
            EmbeddedKafka kafka,
            String run,
            String readings,
            KafkaOptions.Delivery delivery,
            boolean bounded) {
        KafkaOptions options = new KafkaOptions(
                kafka.bootstrapServers(),
                new KafkaTopicNames(readings, run + "-predictions", run + "-rejected", Optional.empty()),
                OptionalInt.of(PIPELINES),
                run,
                delivery,
                KafkaOptions.Start.EARLIEST,
                bounded,
                Map.of());
        TimeLimits time = new TimeLimits(
                OptionalInt.of(Workload.MOST_DAYS_LATE), OptionalInt.empty(), Optional.empty(), Optional.empty());
        JobOptions job = new JobOptions("bench", BundleLimits.DEFAULT, time, CalibrationOptions.DEFAULT, CHECKPOINTS);
        KafkaEnds ends = KafkaEnds.connect(options, BenchModel.get().shape());
        ForecastJob.define(env, BenchModel.get(), job, ends.ends());
    }
}
