package io.undercurrent.stream.record;

import io.undercurrent.engine.window.Term;
import java.io.Serializable;
import java.util.Objects;

/**
 * A model that was found fit to forecast from a day on.
 *
 * @param term names the model by its checksum
 * @param location of the model's file
 * @param file its bytes, not to be changed: whoever has a successor needs no file. Empty where the term is over, and nobody needs them
 */
public record Successor(Term term, String location, byte[] file) implements Serializable {

    public Successor {
        Objects.requireNonNull(term, "term");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(file, "file");
    }

    /** What is left of it when its term is over. */
    public Successor withoutFile() {
        return new Successor(term, location, new byte[0]);
    }

    /** The file is what the term names. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Successor that && term.equals(that.term) && location.equals(that.location);
    }

    @Override
    public int hashCode() {
        return Objects.hash(term, location);
    }

    @Override
    public String toString() {
        return "Successor[" + term + " at " + location + "]";
    }
}
