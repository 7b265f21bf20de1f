package io.undercurrent.format.models;

import io.undercurrent.series.Label;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What a job made of an entry of the topic of models.
 *
 * @param when to the millisecond
 * @param job its consumer group, which no other job has
 * @param entry with the first role that the job saw it in
 * @param why the reason, all of it; empty where none is needed
 * @param figures of a shadow; empty in other events
 */
public record ModelEvent(
        What what, Instant when, String job, ModelEntry entry, String why, Optional<ModelFigures> figures) {

    /** What happened. */
    public enum What {
        /** The job began with this model as its own. */
        STARTED,
        /** The model forecasts from its day on. */
        ACCEPTED,
        /** The model cannot be used, and the one before goes on. */
        REFUSED,
        /** The model did as the figures say, beside the live one. */
        COMPARED,
        /** The model, a shadow, became the live one, because its rule said so. */
        PROMOTED,
        /** The model, which was live before, became it again, because its rule said so. */
        ROLLED_BACK;

        /** Whether it says whether a job has taken a model. */
        public boolean isVerdict() {
            return this == ACCEPTED || this == REFUSED;
        }

        static What of(String label) {
            return Arrays.stream(values())
                    .filter(what -> what.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("what: expected one of "
                            + Arrays.stream(values()).map(What::label).toList() + ", but got '" + label + "'"));
        }

        /** The name in messages. */
        public String label() {
            return Label.of(this);
        }
    }

    public ModelEvent {
        Objects.requireNonNull(what, "what");
        when = when.truncatedTo(ChronoUnit.MILLIS);
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(figures, "figures");
    }

    /** Without figures. */
    public ModelEvent(What what, Instant when, String job, ModelEntry entry, String why) {
        this(what, when, job, entry, why, Optional.empty());
    }

    /** Whether two events say the same of the same decision, at whatever time. */
    public boolean saysTheSameAs(ModelEvent other) {
        return what == other.what
                && job.equals(other.job)
                && entry.isSameDecisionAs(other.entry)
                && why.equals(other.why);
    }
}
