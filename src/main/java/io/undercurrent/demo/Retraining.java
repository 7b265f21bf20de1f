package io.undercurrent.demo;

import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.format.models.ModelRule;
import io.undercurrent.format.models.Watch;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Reading;
import io.undercurrent.series.history.History;
import io.undercurrent.series.history.HistoryBuilder;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.TrainingListener;
import io.undercurrent.training.TrainingOptions;
import io.undercurrent.training.TrainingOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Trains the live model on, every few days while a demo goes on, and gives what comes out to the job as the shadow of the live one. It
 * becomes the live one as soon as it is better, by the rule in its entry. One thread adds days; training has a thread of its own.
 */
final class Retraining implements AutoCloseable {

    /** Horizons of days on which a shadow has to be compared before the rule may decide. */
    private static final int HORIZONS = 2;

    /** Horizons for which a shadow is left alone; then another one may take its place. */
    private static final int PATIENCE = 5;

    private static final double CONFIDENCE = 0.9;
    private static final long SECONDS_TO_END = 10;

    private final ModelLog log;
    private final Path folder;
    private final HistoryBuilder known;
    private final TrainingOptions options;
    private final ForecastTrainer.Source source;
    private final int every;
    private final RecurrentModel first;
    /** Models that were trained here, by their checksum. */
    private final Map<String, RecurrentModel> trained = new ConcurrentHashMap<>();

    private final Queue<String> news = new ConcurrentLinkedQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "retraining"));
    private volatile boolean closed;
    /** The newest shadow; null where there was none. */
    private volatile ModelEntry shadow;

    private Future<?> running;

    /**
     * @param folder for the files of models, where the job reads them
     * @param known all readings so far
     * @param every days from one training to the next
     * @param first the model that the job was started with
     */
    Retraining(
            ModelLog log,
            Path folder,
            HistoryBuilder known,
            TrainingOptions options,
            ForecastTrainer.Source source,
            int every,
            RecurrentModel first) {
        this.log = log;
        this.folder = folder;
        this.known = known;
        this.options = options;
        this.source = source;
        this.every = every;
        this.first = first;
        trained.put(first.checksum(), first);
    }

    /** Takes the readings of a day in, and begins to train when it is time and no shadow waits for a decision. */
    void dayEnded(int number, LocalDate date, List<Reading> readings) {
        readings.forEach(known::add);
        boolean idle = running == null || running.isDone();
        if (number % every == 0 && idle) {
            RecurrentModel live = live();
            if (isUndecided(live, date)) {
                return;
            }
            List<History> histories = known.build();
            news.add("Trains " + live.id() + " on with the days until " + date);
            running = thread.submit(() -> train(live, histories, date));
        }
    }

    /** What has happened since the last call, a line each. */
    List<String> news() {
        List<String> lines = new ArrayList<>();
        for (String line = news.poll(); line != null; line = news.poll()) {
            lines.add(line);
        }
        return lines;
    }

    private RecurrentModel live() {
        ModelEntry live = log.entries().get(ModelRole.LIVE);
        return live == null ? first : trained.getOrDefault(live.checksum(), first);
    }

    private boolean isUndecided(RecurrentModel live, LocalDate date) {
        return shadow != null
                && !shadow.checksum().equals(live.checksum())
                && date.toEpochDay() < shadow.from() + PATIENCE * live.shape().horizon();
    }

    private void train(RecurrentModel live, List<History> histories, LocalDate date) {
        Progress progress = new Progress();
        try {
            RecurrentModel next = ForecastTrainer.goingOn(live, options).train(histories, source, progress);
            if (!progress.outcome.learned() || !progress.outcome.isGain()) {
                news.add("Nothing was gained on the days held back: " + live.id() + " goes on alone");
                return;
            }
            trained.put(next.checksum(), next);
            shadow(next, Math.toIntExact(date.toEpochDay()) + 1);
        } catch (CancellationException closing) {
            // The demo has ended.
        } catch (RuntimeException failure) {
            news.add("The training failed: " + failure.getMessage());
        }
    }

    private void shadow(RecurrentModel model, int from) {
        Path file = folder.resolve(model.id() + ".safetensors");
        try {
            ModelFile.write(model, file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure.getMessage(), failure);
        }
        ModelRule rule = new ModelRule(HORIZONS * model.shape().horizon(), 0, CONFIDENCE, 0);
        shadow = new ModelEntry(
                ModelRole.SHADOW,
                model.id(),
                file.toUri().toString(),
                model.checksum(),
                from,
                Instant.now(),
                new Watch(1, Watch.NO_END, rule));
        log.push(List.of(shadow));
    }

    /** Keeps the outcome, and ends a training that nobody waits for any more. */
    private final class Progress implements TrainingListener {

        private TrainingOutcome outcome;

        @Override
        public void onProgress(TrainingListener.Progress progress) {
            if (closed) {
                throw new CancellationException("the demo has ended");
            }
        }

        @Override
        public void onEnd(TrainingOutcome last) {
            outcome = last;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdown();
        try {
            thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
