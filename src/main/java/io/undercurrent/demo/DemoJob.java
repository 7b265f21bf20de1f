package io.undercurrent.demo;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.job.ForecastJob;
import io.undercurrent.job.JobEnds;
import io.undercurrent.job.JobOptions;
import io.undercurrent.job.kafka.KafkaEnds;
import io.undercurrent.job.kafka.KafkaOptions;
import io.undercurrent.job.kafka.NewTopics;
import io.undercurrent.job.source.Start;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.topic.JobTopics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of a demo, which is that of production. Of its options the delivery differs, so that forecasts show at once, and that dates are
 * believed which are not yet: the days of the demo pass faster than those of the calendar.
 */
final class DemoJob {

    static final String READINGS = "readings";
    static final JobTopics TOPICS = new JobTopics(
                    READINGS, "predictions", "rejected", Optional.of("scores"), Optional.of("anomalies"))
            .withShadows("predictions.shadow");
    static final String GROUP = "undercurrent-demo";
    static final int PARALLELISM = 2;

    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    private DemoJob() {}

    static JobClient start(EmbeddedFlink flink, String bootstrapServers, DemoModels models) {
        KafkaOptions kafka = new KafkaOptions(
                bootstrapServers,
                TOPICS,
                NewTopics.all(PARALLELISM),
                GROUP,
                KafkaOptions.Delivery.AT_LEAST_ONCE,
                Start.EARLIEST,
                false,
                Map.of());
        JobOptions options = new JobOptions(
                "undercurrent demo",
                BundleLimits.DEFAULT,
                TimeLimits.DEFAULT.withoutAhead(),
                CalibrationOptions.DEFAULT,
                CHECKPOINT_INTERVAL);
        StreamExecutionEnvironment environment = flink.environment(new Configuration());
        environment.setParallelism(PARALLELISM);
        ForecastModel first = models.first().get();
        SeriesContract contract = first.contract(options.time().lateness(first.window()));
        JobEnds ends = KafkaEnds.connect(kafka, first.shape()).ends();
        ForecastJob.define(environment, models.first(), contract, options, models.connect(ends, contract));
        try {
            return environment.executeAsync();
        } catch (Exception failure) {
            throw new IllegalStateException("the job did not start", failure);
        }
    }
}
