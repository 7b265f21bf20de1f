package io.undercurrent.stream.record;

import io.undercurrent.engine.window.Arrival;
import io.undercurrent.engine.window.MessageTime;
import io.undercurrent.series.Reading;
import java.util.Objects;

/** A reading with the message that it was made of, which is needed should the reading still be rejected. */
public record ParsedReading(Reading reading, SourceRecord source) implements Arrival {

    public ParsedReading {
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(source, "source");
    }

    /** The series. */
    public String key() {
        return reading.key();
    }

    @Override
    public long time() {
        return MessageTime.of(source.timestamp());
    }

    @Override
    public long bytes() {
        return (source.key() == null ? 0L : source.key().length)
                + (source.value() == null ? 0L : source.value().length);
    }
}
