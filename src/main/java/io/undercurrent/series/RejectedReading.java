package io.undercurrent.series;

import java.util.Objects;

/**
 * A reading that was refused, and why.
 *
 * @param reading as it came
 * @param rejection the reason
 */
public record RejectedReading(Reading reading, Rejection rejection) {

    public RejectedReading {
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(rejection, "rejection");
    }
}
