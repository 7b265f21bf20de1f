package io.undercurrent.series;

import java.util.Objects;

/** A reading that was refused, and why. */
public record RejectedReading(Reading reading, Rejection rejection) {

    public RejectedReading {
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(rejection, "rejection");
    }
}
