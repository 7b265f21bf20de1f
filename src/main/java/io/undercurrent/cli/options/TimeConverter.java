package io.undercurrent.cli.options;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times such as {@code 500ms}, {@code 12h} or {@code 14d}, in the units that Flink knows. */
public final class TimeConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return time(text);
    }

    /**
     * The time that a text says.
     *
     * @throws TypeConversionException if it says none, a negative one, or one of more milliseconds than a long has
     */
    public static Duration time(String text) {
        try {
            Duration time = TimeUtils.parseDuration(text);
            if (time.toMillis() >= 0) {
                return time;
            }
        } catch (IllegalArgumentException | ArithmeticException none) {
            // Refused below, as is a time before now.
        }
        throw new TypeConversionException("expected a time such as 500ms, 12h or 14d, but got '" + text + "'");
    }
}
