package io.undercurrent.job.models;

import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelEvent.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what a job made of its models: once, however often it starts again and reads them anew. */
final class ModelNews {

    private static final Logger LOG = LoggerFactory.getLogger(ModelNews.class);

    private final ModelLog log;
    private final String job;
    private final List<ModelEvent> told;

    /** Reads what the job wrote down before. */
    ModelNews(ModelLog log, String job) {
        this.log = log;
        this.job = job;
        told = new ArrayList<>(log.events());
        told.removeIf(event -> !event.job().equals(job));
    }

    /** The job began with a model. */
    void started(ModelEntry own) {
        boolean known = told.stream()
                .filter(event -> event.what() == What.STARTED)
                .reduce((earlier, later) -> later)
                .filter(event -> event.entry().checksum().equals(own.checksum()))
                .filter(event -> event.entry().uri().equals(own.uri()))
                .isPresent();
        if (!known) {
            write(new ModelEvent(What.STARTED, own.pushed(), job, own, ""));
        }
    }

    /** The job judged a model. */
    void judged(What what, ModelEntry entry, String why) {
        ModelEvent event = new ModelEvent(what, Instant.now(), job, entry, why);
        boolean known = told.stream()
                .filter(earlier -> earlier.what().isVerdict())
                .filter(earlier -> earlier.entry().isSameDecisionAs(entry))
                .reduce((earlier, later) -> later)
                .filter(event::saysTheSameAs)
                .isPresent();
        if (!known) {
            write(event);
        }
    }

    private void write(ModelEvent event) {
        told.add(event);
        try {
            log.write(event);
        } catch (IllegalStateException refused) {
            LOG.warn(
                    "Could not write to the topic {} what became of {}",
                    log.topics().events(),
                    event.entry(),
                    refused);
        }
    }
}
