package io.undercurrent.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The time of the message that a result follows, as a header of the result: milliseconds since 1970 in digits. The time of the result's
 * own message is that of its issue.
 */
public final class ReadingTime {

    /** The name of the header. */
    public static final String HEADER = "reading-time";

    private ReadingTime() {}

    /** The header's bytes. */
    public static byte[] write(long millis) {
        return Long.toString(millis).getBytes(US_ASCII);
    }

    /**
     * The time in a header.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long parse(byte[] header) {
        String text = header == null ? "" : new String(header, US_ASCII);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException(
                    HEADER + ": expected milliseconds since 1970, but got " + Quotation.of(text), notOne);
        }
    }
}
