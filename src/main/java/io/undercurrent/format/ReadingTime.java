package io.undercurrent.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The time of the message that a result follows, as a header of the result: milliseconds since 1970 in digits. The time of the result's
 * own message is that of its issue.
 */
public final class ReadingTime {

    /** The name of the header. */
    public static final String HEADER = "reading-time";

    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,18}");

    private ReadingTime() {}

    /** The header's bytes. */
    public static byte[] write(long millis) {
        return Long.toString(millis).getBytes(US_ASCII);
    }

    /** The time in a header; empty if it is none. */
    public static OptionalLong parse(byte[] header) {
        String text = header == null ? "" : new String(header, US_ASCII);
        return MILLIS.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
