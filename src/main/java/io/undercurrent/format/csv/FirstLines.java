package io.undercurrent.format.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a file of which the delimiter is not known, and the row after it. Lines end outside of quotes alone.
 *
 * @param stated the line {@code sep=;} by which Excel says the delimiter; empty where there is none
 * @param header empty where there is none
 * @param row the first one; empty where there is none, or it is not whole
 */
record FirstLines(String stated, String header, String row) {

    private static final Pattern STATED = Pattern.compile("sep=(.)", Pattern.CASE_INSENSITIVE);
    private static final int MOST = 3;

    /**
     * @param text the beginning of a file, a byte order mark of UTF-8 as characters of Latin-1 before it or not
     */
    static FirstLines of(String text) {
        List<String> lines = lines(text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text);
        boolean stated = !lines.isEmpty() && isStated(lines.get(0));
        int header = stated ? 1 : 0;
        return new FirstLines(stated ? lines.get(0) : "", get(lines, header), get(lines, header + 1));
    }

    /** Whether a line does nothing but say the delimiter. */
    static boolean isStated(String line) {
        return STATED.matcher(line).matches();
    }

    private static String get(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    /** The first lines that are not blank; the last may be cut off, unless it is the first. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length() && lines.size() < MOST; i++) {
            char character = text.charAt(i);
            quoted ^= character == '"';
            if (!quoted && (character == '\n' || character == '\r')) {
                add(text.substring(begin, i), lines);
                begin = i + 1;
            }
        }
        if (lines.isEmpty()) {
            add(text.substring(begin), lines);
        }
        return lines;
    }

    private static void add(String line, List<String> lines) {
        if (!line.isBlank()) {
            lines.add(line);
        }
    }

    /** The delimiter that the file says. */
    Optional<Character> statedDelimiter() {
        Matcher matcher = STATED.matcher(stated);
        return matcher.matches() ? Optional.of(matcher.group(1).charAt(0)) : Optional.empty();
    }

    /** How often a character stands in the header outside of quotes. */
    long inHeader(char character) {
        return count(header, character);
    }

    /** Whether a character stands as often in the row as in the header. */
    boolean isInRow(char character) {
        return !row.isEmpty() && count(row, character) == count(header, character);
    }

    private static long count(String line, char character) {
        boolean quoted = false;
        long count = 0;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            count += !quoted && line.charAt(i) == character ? 1 : 0;
        }
        return count;
    }
}
