package io.undercurrent.stream.record;

import io.undercurrent.engine.window.Term;
import java.io.Serializable;
import java.util.Objects;

/**
 * A model that was found fit to forecast from a day on.
 *
 * @param term names the model by its checksum
 * @param location of the model's file
 * @param file its bytes, not to be changed: whoever has a successor needs no file. Empty where nobody needs them: the term is over, or for
 *     no series
 * @param shadow whether it is to be stepped beside the model that forecasts, and not to take its place
 */
public record Successor(Term term, String location, byte[] file, boolean shadow) implements Serializable {

    public Successor {
        Objects.requireNonNull(term, "term");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(file, "file");
    }

    /** One whose forecasts count. */
    public Successor(Term term, String location, byte[] file) {
        this(term, location, file, false);
    }

    /** What is left of it when its term is over. */
    public Successor withoutFile() {
        return new Successor(term, location, new byte[0], shadow);
    }

    /** Whether the model was given back because its term is over. */
    public boolean isGone() {
        return file.length == 0 && term.share() > 0;
    }

    /** The file is what the term names. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Successor that
                && term.equals(that.term)
                && location.equals(that.location)
                && shadow == that.shadow;
    }

    @Override
    public int hashCode() {
        return Objects.hash(term, location, shadow);
    }

    @Override
    public String toString() {
        return "Successor[" + (shadow ? "shadow " : "") + term + " at " + location + "]";
    }
}
