package io.undercurrent.cli.process;

import io.undercurrent.format.encoding.Encoding;
import io.undercurrent.job.kafka.ForecastsWatch;
import io.undercurrent.job.models.ModelsWatch;
import io.undercurrent.job.source.ReadingsWatch;
import io.undercurrent.stream.state.UnusableStateException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells on the terminal what keeps readings away from a job of this process, has them rejected or overwrites its forecasts, and what becomes
 * of the models that it follows, where the log would be the only one to know.
 */
public final class JobNews implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobNews.class);

    private static final Duration REGISTRY_PERIOD = Duration.ofSeconds(10);
    private static final Duration FORECASTS_PERIOD = Duration.ofSeconds(10);
    private static final Duration REJECTED_PERIOD = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ReadingsWatch readings;
    private final ForecastsWatch forecasts;
    private final RejectedWatch rejected;
    private final Optional<ModelsWatch> models;
    private final Consumer<String> say;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "watch-topics");
        thread.setDaemon(true);
        return thread;
    });

    private JobNews(
            ReadingsWatch readings,
            ForecastsWatch forecasts,
            RejectedWatch rejected,
            Optional<ModelsWatch> models,
            Consumer<String> say) {
        this.models = models;
        this.readings = readings;
        this.forecasts = forecasts;
        this.rejected = rejected;
        this.say = say;
    }

    /** Begins to look. */
    public static JobNews tell(
            ReadingsWatch readings,
            ForecastsWatch forecasts,
            RejectedWatch rejected,
            Optional<ModelsWatch> models,
            Set<Encoding> encodings,
            Consumer<String> say) {
        JobNews news = new JobNews(readings, forecasts, rejected, models, say);
        models.ifPresent(
                watch -> news.every(ModelsWatch.PERIOD, () -> watch.look().forEach(say)));
        news.every(ReadingsWatch.PERIOD, news::lookAtReadings);
        news.every(FORECASTS_PERIOD, () -> forecasts.look().ifPresent(say));
        news.every(REJECTED_PERIOD, () -> rejected.look().ifPresent(say));
        for (Encoding encoding : encodings) {
            if (!encoding.equals(Encoding.JSON)) {
                RegistryWatch registry = new RegistryWatch(encoding);
                registry.look().ifPresent(say);
                news.every(REGISTRY_PERIOD, () -> registry.look().ifPresent(say));
            }
        }
        return news;
    }

    /** Looks for rejected messages once more: a job whose input has an end may be over before the first look. */
    public void atTheEnd() {
        rejected.look().ifPresent(say);
    }

    private void every(Duration period, Runnable look) {
        looks.scheduleWithFixedDelay(goingOn(look), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A look after whose failure the next one comes, where the executor would be silent for good. */
    static Runnable goingOn(Runnable look) {
        return () -> {
            try {
                look.run();
            } catch (RuntimeException failure) {
                LOG.warn("Could not look for what is new", failure);
            }
        };
    }

    private void lookAtReadings() {
        try {
            readings.look().forEach(say);
        } catch (UnusableStateException otherTopic) {
            // The job ends by itself and says why.
            looks.shutdown();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its reader of Kafka may be closed only when the thread that looks has left it. */
    private void close(ModelsWatch watch) {
        try {
            if (looks.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                watch.close();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
        models.ifPresent(this::close);
        readings.close();
        forecasts.close();
        rejected.close();
    }
}
