package io.undercurrent.cli.options;

import io.undercurrent.engine.window.TimeLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which dates are believed and how long is waited for more. */
public final class TimeOptions {

    private static final String OFF = "off";

    @Option(
            names = "--lateness",
            paramLabel = "DAYS",
            description = "How many days a reading may be older than the newest of its series, at most the window"
                    + " (default: 14, or the window where it is shorter).")
    private Integer lateness;

    @Option(
            names = "--max-ahead",
            paramLabel = "DAYS",
            converter = DaysOrOffConverter.class,
            description =
                    "How many days after the timestamp of its message, in UTC, a reading may be dated. Later ones are"
                            + " rejected; off rejects none (default: 1, because tomorrow begins early somewhere).")
    private OptionalInt maxAhead = TimeLimits.DEFAULT.ahead();

    @Option(
            names = "--confirm-jumps",
            paramLabel = "TIME",
            converter = TimeOrOffConverter.class,
            description =
                    "How long a reading that is more than a window after the newest of its series waits for a second one"
                            + " to confirm it, by the timestamps of messages. Then it is rejected. off believes it at once"
                            + " (default: 14d).")
    private Duration confirmation = TimeLimits.DEFAULT.confirmation().orElseThrow();

    @Option(
            names = "--forget-after",
            paramLabel = "TIME",
            converter = TimeOrOffConverter.class,
            description =
                    "How long after its last reading a series releases its state, by the timestamps of messages; off"
                            + " keeps it for ever (default: 400d).")
    private Duration retention = TimeLimits.DEFAULT.retention().orElseThrow();

    public TimeLimits limits() {
        return new TimeLimits(
                lateness == null ? OptionalInt.empty() : OptionalInt.of(lateness),
                maxAhead,
                Optional.ofNullable(confirmation),
                Optional.ofNullable(retention));
    }

    /** Days; none for {@code off}. */
    static final class DaysOrOffConverter implements ITypeConverter<OptionalInt> {
        @Override
        public OptionalInt convert(String text) {
            if (text.equals(OFF)) {
                return OptionalInt.empty();
            }
            try {
                return OptionalInt.of(Integer.parseInt(text));
            } catch (NumberFormatException notANumber) {
                throw new TypeConversionException("expected a number of days or " + OFF + ", but got '" + text + "'");
            }
        }
    }

    /** Times such as {@code 12h} or {@code 14d}; null for {@code off}. */
    static final class TimeOrOffConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return text.equals(OFF) ? null : TimeConverter.time(text);
        }
    }
}
