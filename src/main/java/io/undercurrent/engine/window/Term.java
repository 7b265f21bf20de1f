package io.undercurrent.engine.window;

import java.io.Serializable;
import java.util.Objects;

/**
 * A model's time: it forecasts from the origins since a day, until the term after it begins.
 *
 * @param model checksum of the model's file; empty for the model that the job was started with
 * @param from the first origin, counted from 1970-01-01; {@link #EVER} where there is no first
 * @param issued when it was decided, in milliseconds since 1970: the later decided term holds from its first origin on
 */
public record Term(String model, int from, long issued) implements Serializable {

    /** The day of a term that has no first. */
    public static final int EVER = Integer.MIN_VALUE;

    /** Of the model that the job was started with. */
    public static final Term OWN = new Term("", EVER, Long.MIN_VALUE);

    public Term {
        Objects.requireNonNull(model, "model");
    }

    /** Whether two terms are of the same model from the same day on, so that their hidden states are the same. */
    public boolean isSameAs(Term other) {
        return from == other.from && model.equals(other.model);
    }
}
