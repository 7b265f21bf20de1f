package io.undercurrent.job.models;

import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelEvent.What;
import io.undercurrent.format.models.ModelFigures;
import io.undercurrent.format.models.ModelRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down how a shadow did, on a thread of its own, so that no task waits for Kafka: for each day that is over, again when a tenth more
 * forecasts have been compared, and at most every ten seconds. What was written before a restart is not written again. Then lets a {@link
 * RuleKeeper} decide.
 */
final class ComparisonReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ComparisonReporter.class);

    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** For the other tasks to come as far: they may be some days behind while the past is read. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** By so much more forecasts than were written of, figures of the same days are news. */
    private static final double MORE = 1.1;

    private final ModelLog log;
    private final String job;
    private final RuleKeeper rules;
    private final Thread thread;
    /** What is to be written; null where nothing is. Guarded by this, as what follows is. */
    private Report next;

    private boolean finishing;
    private boolean closed;

    /** Of the thread alone, as what follows is: what was written last; null where it was not looked up yet. */
    private Optional<ModelEvent> told;

    /** Figures of a model. */
    private record Report(String shadow, ModelFigures figures, int newest) {}

    /**
     * @param job its consumer group
     */
    ComparisonReporter(ModelLog log, String job) {
        this.log = log;
        this.job = job;
        rules = new RuleKeeper(log, job);
        thread = new Thread(this::run, "comparison of " + job);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * There are figures.
     *
     * @param shadow name of the model
     * @param newest the newest day of the job, which is not among those of the figures
     */
    synchronized void report(String shadow, ModelFigures figures, int newest) {
        next = new Report(shadow, figures, newest);
        notifyAll();
    }

    private void run() {
        try {
            Report report = take();
            while (report != null) {
                pause(SETTLING);
                write(newer(report));
                pause(PAUSE);
                report = take();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a report; null where there will be none. */
    private synchronized Report take() throws InterruptedException {
        while (next == null && !finishing && !closed) {
            wait();
        }
        Report report = closed ? null : next;
        next = null;
        return report;
    }

    private synchronized Report newer(Report report) {
        Report newer = next == null ? report : next;
        next = null;
        return newer;
    }

    private synchronized void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long left = time.toMillis();
        while (left > 0 && !finishing && !closed) {
            wait(left);
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
    }

    private void write(Report report) {
        try {
            if (told == null) {
                told = log.events().stream()
                        .filter(event -> event.job().equals(job) && event.what() == What.COMPARED)
                        .reduce((earlier, later) -> later);
            }
            Map<ModelRole, ModelEntry> entries = log.entries();
            ModelEntry entry = entries.get(ModelRole.SHADOW);
            if (entry == null || entry.share() == 0 || !entry.model().equals(report.shadow())) {
                return;
            }
            if (told.filter(last -> tells(last, report)).isEmpty()) {
                ModelEvent event =
                        new ModelEvent(What.COMPARED, Instant.now(), job, entry, "", Optional.of(report.figures()));
                log.write(event);
                told = Optional.of(event);
            }
            rules.keep(entries, report.figures(), report.newest());
        } catch (RuntimeException away) {
            // Kafka's: the figures of the next day are written instead.
            LOG.warn("Could not write to the topic {} how {} did", log.topics().events(), report.shadow(), away);
        }
    }

    /** Whether an event has the same models up to the same day, and nearly as many forecasts. */
    private static boolean tells(ModelEvent event, Report report) {
        return event.entry().model().equals(report.shadow())
                && event.figures()
                        .filter(told -> covers(told, report.figures()))
                        .isPresent();
    }

    private static boolean covers(ModelFigures told, ModelFigures figures) {
        return told.live().equals(figures.live())
                && told.until() >= figures.until()
                && figures.forecasts() < MORE * told.forecasts();
    }

    /** Writes what is left, and ends. */
    void finish() throws InterruptedException {
        synchronized (this) {
            finishing = true;
            notifyAll();
        }
        thread.join();
    }

    /** Ends at once, wherever it waits. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
