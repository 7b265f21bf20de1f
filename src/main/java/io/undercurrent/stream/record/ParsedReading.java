package io.undercurrent.stream.record;

import io.undercurrent.series.Reading;
import java.util.Objects;

/** A reading with the message that it was made of, which is needed should the reading still be rejected. */
public record ParsedReading(Reading reading, SourceRecord source) {

    public ParsedReading {
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(source, "source");
    }

    /** The series. */
    public String key() {
        return reading.key();
    }
}
