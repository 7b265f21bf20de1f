package io.undercurrent.bench.job.kafka;

import io.undercurrent.bench.Benchmark;
import io.undercurrent.bench.Measurement;
import io.undercurrent.bench.job.Messages;
import io.undercurrent.bench.job.Workload;
import io.undercurrent.bench.job.kafka.ForecastCounter.Written;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.job.kafka.MessageProducer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;

/**
 * Broker and job on this machine: how many readings a second come out as forecasts exactly once, and, at half that rate and at
 * least once, how long one takes from its topic to the other.
 */
public final class KafkaBenchmark implements Benchmark {

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
            kafka.createTopic("readings", KafkaJob.PIPELINES);
            progress.doing("writing " + workload.readings() + " readings");
            try (MessageProducer producer = producer(kafka, "readings")) {
                send(producer, Messages.of(workload), workload.readings());
            }
            progress.doing("warming up");
            throughput(kafka, workload, 0);
            double[] rates = new double[repetitions];
            for (int run = 1; run <= repetitions; run++) {
                progress.doing("run " + run + " of " + repetitions);
                rates[run - 1] = throughput(kafka, workload, run);
            }
            Measurement rate = Measurement.of("Kafka to Kafka, exactly once", "readings/s", rates);
            List<Latencies> latencies = new ArrayList<>();
            for (int run = 1; run <= repetitions; run++) {
                progress.doing("latency at half the rate, run " + run + " of " + repetitions);
                latencies.add(latency(kafka, workload, rate.median() / 2, run));
            }
            return List.of(
                    rate,
                    percentile("latency, p50", latencies, 50),
                    percentile("latency, p99", latencies, 99),
                    percentile("latency, p99.9", latencies, 99.9));
        }
    }

    private static Measurement percentile(String name, List<Latencies> runs, double percent) {
        return new Measurement(
                name, "ms", runs.stream().map(run -> run.percentile(percent)).toList());
    }

    static MessageProducer producer(EmbeddedKafka kafka, String topic) {
        return new MessageProducer(kafka.bootstrapServers(), topic, Map.of("linger.ms", "1"));
    }

    static void send(MessageProducer producer, Messages messages, long count) {
        for (long i = 0; i < count; i++) {
            byte[] message = messages.next().value();
            producer.send(Messages.key(message), message);
        }
        producer.flush();
    }

    /** Readings a second from the last look at which less than half of the forecasts were written until all are. */
    private static double throughput(EmbeddedKafka kafka, Workload workload, int run) {
        String name = "run-" + run;
        try (EmbeddedFlink flink = EmbeddedFlink.start(KafkaJob.PIPELINES)) {
            JobClient job = new KafkaJob(kafka, name, "readings").start(flink, Delivery.EXACTLY_ONCE, true);
            try (ForecastCounter forecasts = new ForecastCounter(
                    kafka.bootstrapServers(), KafkaJob.predictions(name), job.getJobExecutionResult())) {
                Written half = forecasts.awaitWritten(workload.readings() / 2);
                forecasts.awaitWritten(workload.readings());
                double rate = forecasts.written().perSecondSince(half);
                job.getJobExecutionResult().get();
                return rate;
            }
        } catch (Exception failure) {
            throw new IllegalStateException("the job of the benchmark failed", failure);
        }
    }

    /** The first half of the readings is there when the job starts; the latencies are those of the second. */
    private static Latencies latency(EmbeddedKafka kafka, Workload workload, double rate, int run) {
        String name = "latency-" + run;
        kafka.createTopic(name, KafkaJob.PIPELINES);
        try (MessageProducer producer = producer(kafka, name);
                EmbeddedFlink flink = EmbeddedFlink.start(KafkaJob.PIPELINES)) {
            Messages messages = Messages.of(workload);
            long half = workload.readings() / 2;
            send(producer, messages, half);
            JobClient job = new KafkaJob(kafka, name, name).start(flink, Delivery.AT_LEAST_ONCE, false);
            try (ForecastCounter forecasts = new ForecastCounter(
                    kafka.bootstrapServers(), KafkaJob.predictions(name), job.getJobExecutionResult())) {
                forecasts.await(half, (sentAt, message) -> {});
                return Latencies.measure(messages, rate, producer, forecasts);
            } finally {
                job.cancel().get();
            }
        } catch (Exception failure) {
            throw new IllegalStateException("the job of the benchmark failed", failure);
        }
    }
}
