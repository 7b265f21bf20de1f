package io.undercurrent.engine.window;

import java.io.Serializable;
import java.util.Objects;

/**
 * A model's time: it forecasts from the origins since a day, until the term after it begins.
 *
 * @param model checksum of the model's file; empty for the model that the job was started with
 * @param from the first origin, counted from 1970-01-01; {@link #EVER} where there is no first
 * @param issued when it was decided, in milliseconds since 1970: the later decided term holds from its first origin on
 * @param share of the series that it is for, from 0 for none to 1 for all; below 1 only where the model is stepped beside another
 */
public record Term(String model, int from, long issued, double share) implements Serializable {

    /** The day of a term that has no first. */
    public static final int EVER = Integer.MIN_VALUE;

    /** Of the model that the job was started with. */
    public static final Term OWN = new Term("", EVER, Long.MIN_VALUE);

    /** An odd number without a pattern in its bits, the golden ratio. */
    private static final long MIXER = 0x9E3779B97F4A7C15L;

    private static final int HALF = 32;
    private static final int FRACTION_BITS = 53;

    public Term {
        Objects.requireNonNull(model, "model");
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: expected a number from 0 to 1, but got " + share);
        }
    }

    /** Of a model that is for all series. */
    public Term(String model, int from, long issued) {
        this(model, from, issued, 1);
    }

    /** Whether two terms are of the same model from the same day on, so that their hidden states are the same. */
    public boolean isSameAs(Term other) {
        return from == other.from && model.equals(other.model) && share == other.share;
    }

    /** Whether it is for a series. A larger share has all series of a smaller one. */
    boolean includes(String key) {
        long mixed = key.hashCode() * MIXER;
        mixed = (mixed ^ mixed >>> HALF) * MIXER;
        mixed ^= mixed >>> HALF;
        return (mixed >>> Long.SIZE - FRACTION_BITS) * 0x1p-53 < share;
    }
}
