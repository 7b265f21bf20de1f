package io.undercurrent.cli;

import io.undercurrent.job.source.ReadingsWatch;
import io.undercurrent.stream.state.UnusableStateException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells on the terminal what keeps readings away from a job of this process, where the log would be the only one to know. */
final class InputNews implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InputNews.class);

    private final ReadingsWatch watch;
    private final Consumer<String> say;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "watch-readings");
        thread.setDaemon(true);
        return thread;
    });

    private InputNews(ReadingsWatch watch, Consumer<String> say) {
        this.watch = watch;
        this.say = say;
    }

    /** Begins to look. */
    static InputNews tell(ReadingsWatch watch, Consumer<String> say) {
        InputNews news = new InputNews(watch, say);
        long period = ReadingsWatch.PERIOD.toMillis();
        news.looks.scheduleWithFixedDelay(news::look, period, period, TimeUnit.MILLISECONDS);
        return news;
    }

    private void look() {
        try {
            watch.look().forEach(say);
        } catch (UnusableStateException otherTopic) {
            // The job ends by itself and says why.
            looks.shutdown();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.warn("The topic of readings could not be looked at", failure);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
        watch.close();
    }
}
