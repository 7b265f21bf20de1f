package io.undercurrent.stream.record;

import io.undercurrent.series.Rejection;
import java.util.Objects;

/** A message that ends here, and why. */
public record RejectedRecord(SourceRecord source, Rejection rejection) {

    public RejectedRecord {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(rejection, "rejection");
    }
}
