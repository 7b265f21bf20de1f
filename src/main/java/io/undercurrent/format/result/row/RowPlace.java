package io.undercurrent.format.result.row;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a row stands among those of one forecast or score, so that readers know when they have all.
 *
 * @param number counted from 1
 * @param of how many there are
 */
public record RowPlace(int number, int of) {

    /** Header of a row with its place, such as {@code 3/56}. */
    public static final String HEADER = "row";

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

    public RowPlace {
        if (number < 1 || number > of) {
            throw new IllegalArgumentException("row: expected a number from 1 to " + of + ", but got " + number);
        }
    }

    /** The value of the header. */
    public byte[] write() {
        return (number + "/" + of).getBytes(US_ASCII);
    }

    /**
     * The inverse of {@link #write}.
     *
     * @param header null where it has no bytes
     * @throws IllegalArgumentException if the header holds no place
     */
    public static RowPlace parse(byte[] header) {
        String text = header == null ? "" : new String(header, US_ASCII);
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("row: expected a place such as 3/56, but got '" + text + "'");
        }
        return new RowPlace(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
}
