package io.undercurrent.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Checks that bytes are well-formed UTF-8; the decoders of the JDK and of Jackson accept or silently repair some
 * errors.
 */
public final class Utf8 {

    /** Of a character of Java, two of which may make one of Unicode. */
    public static final int MOST_BYTES = 3;

    private Utf8() {}

    /**
     * Position of the first byte that cannot stand in a JSON text in UTF-8, or -1 where there is none. Besides
     * ill-formed sequences (Unicode 15, table 3-7) these are the control characters, which JSON allows nowhere but for
     * tab, line feed and carriage return. Without them no message passes for UTF-16 or UTF-32.
     */
    static int firstInvalid(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            int lead = bytes[i];
            if (lead >= ' ' || lead == '\t' || lead == '\n' || lead == '\r') {
                i++;
                continue;
            }
            int length = sequenceLength(lead & 0xFF);
            if (length == 0 || i + length > bytes.length || !secondFits(lead & 0xFF, bytes[i + 1] & 0xFF)) {
                return i;
            }
            for (int k = 2; k < length; k++) {
                if ((bytes[i + k] & 0xC0) != 0x80) {
                    return i;
                }
            }
            i += length;
        }
        return -1;
    }

    /** Whether these are the bytes of a text, which may have any characters. */
    public static boolean isText(byte[] bytes) {
        return text(bytes) != null;
    }

    /** The text of these bytes, which may have any characters; null where they are none. */
    public static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // What is malformed is replaced by this character, which a text may also have of its own.
        return text.indexOf('\uFFFD') < 0 || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) ? text : null;
    }

    /** Bytes of the sequence that {@code lead} opens; 0 where it opens none of two bytes or more. */
    private static int sequenceLength(int lead) {
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }

    /** Rules out overlong forms, surrogates and what lies beyond U+10FFFF: all of them show in the second byte. */
    private static boolean secondFits(int lead, int second) {
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return second >= least && second <= most;
    }

    /** Number of bytes of {@code text} in UTF-8, or -1 where an unpaired surrogate keeps it from having such a form. */
    public static int length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                bytes++;
            } else if (unit < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(unit)) {
                bytes += 3;
            } else if (i + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                return -1;
            }
        }
        return bytes;
    }
}
