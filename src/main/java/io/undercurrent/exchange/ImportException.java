package io.undercurrent.exchange;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown for a file without a network, with a damaged one, or with one that is not supported; the message says what was
 * expected and what the file holds.
 */
public final class ImportException extends IOException {

    private static final int MOST_NAMED = 50;

    private final transient List<Refusal> refusals;

    /** A file that cannot be read at all. */
    public ImportException(String message) {
        super(message);
        this.refusals = List.of();
    }

    /** A file that cannot be read at all. */
    public ImportException(String message, Throwable cause) {
        super(message, cause);
        this.refusals = List.of();
    }

    /** A network with parts that are not supported. */
    public ImportException(List<Refusal> refusals) {
        super(message(refusals));
        this.refusals = List.copyOf(refusals);
    }

    private ImportException(String message, ImportException cause) {
        super(message, cause);
        this.refusals = cause.refusals;
    }

    private static String message(List<Refusal> refusals) {
        String parts = refusals.stream()
                .limit(MOST_NAMED)
                .map(refusal -> "\n  " + refusal)
                .collect(Collectors.joining());
        int more = refusals.size() - MOST_NAMED;
        return "the network cannot be imported:" + parts + (more > 0 ? "\n  and " + more + " more" : "");
    }

    /** The same with the name of the file before the message. */
    public ImportException in(String file) {
        return new ImportException(file + ": " + getMessage(), this);
    }

    /** The unsupported parts; empty if the file cannot be read at all. */
    public List<Refusal> refusals() {
        return refusals;
    }
}
