package io.undercurrent.format.csv;

import io.undercurrent.format.mapping.FileForm;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises by their first bytes files that are not CSV in spite of their name, such as spreadsheets, so that the
 * error names the actual format.
 */
final class ForeignFile {

    private static final String LIKELY_ENCODING = "probably Latin-1 or Windows-1252";
    /** Has all characters of Latin-1 that texts use. */
    private static final Charset LIKELY_CHARSET = Charset.forName("windows-1252");

    private static final int HEAD_BYTES = 1 << 12;
    /** Of a character in UTF-8 that the end of the head may cut off. */
    private static final int LONGEST_CHARACTER = 4;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Pattern DECIMAL_COMMA = Pattern.compile("(?s).*[0-9],[0-9].*");

    private static final Map<Character, String> DELIMITERS = new LinkedHashMap<>();

    /** First bytes, one character each, by what has them. */
    private static final Map<String, String> SIGNATURES = new LinkedHashMap<>();

    static {
        DELIMITERS.put(';', "semicolons");
        DELIMITERS.put('\t', "tabs");
        DELIMITERS.put('|', "bars");
        DELIMITERS.put(',', "commas");
        SIGNATURES.put("\u001F\u008B", "is compressed by gzip: let its name end in .gz");
        SIGNATURES.put("PK\u0003\u0004", "is a ZIP archive, as Excel writes: save the sheet as CSV in UTF-8");
        SIGNATURES.put("PAR1", "is Parquet: name it itself, not compressed by gzip and not as the standard input");
        SIGNATURES.put("\u00FF\u00FE", "is UTF-16: save it in UTF-8");
        SIGNATURES.put("\u00FE\u00FF", "is UTF-16: save it in UTF-8");
    }

    private ForeignFile() {}

    /**
     * Looks at the beginning of a file, and leaves it to be read but for a byte order mark.
     *
     * @throws IllegalArgumentException if this is no file with that delimiter
     */
    static void refuse(String file, BufferedInputStream bytes, FileForm form) throws IOException {
        bytes.mark(HEAD_BYTES);
        byte[] head = bytes.readNBytes(HEAD_BYTES);
        bytes.reset();
        String text = new String(head, StandardCharsets.ISO_8859_1);
        SIGNATURES.forEach((signature, what) -> {
            if (text.startsWith(signature)) {
                throw new IllegalArgumentException(file + ": expected CSV, but the file " + what);
            }
        });
        refuseOtherDelimiters(file, head, text, form);
        if (isUtf8(form) && Arrays.equals(Arrays.copyOf(head, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            bytes.skipNBytes(BYTE_ORDER_MARK.length);
        }
    }

    /** What a file has whose bytes do not fit the charset that it is read in. */
    static String otherBytes(Charset charset) {
        return "expected " + charset + ", but got other bytes"
                + (charset.equals(StandardCharsets.UTF_8)
                        ? ", " + LIKELY_ENCODING + ": read it with --charset " + LIKELY_CHARSET
                        : "");
    }

    /** How a file of which nothing is known is to be read: with the delimiter that stands most often in its header, or commas. */
    static FileForm likelyForm(InputStream bytes) throws IOException {
        byte[] head = bytes.readNBytes(HEAD_BYTES);
        return new FileForm(
                delimiter(header(new String(head, StandardCharsets.ISO_8859_1))),
                isUtf8(head) ? StandardCharsets.UTF_8 : LIKELY_CHARSET,
                Optional.empty());
    }

    private static char delimiter(String header) {
        return DELIMITERS.keySet().stream()
                .filter(character -> countUnquoted(header, character) > 0)
                .max(Comparator.comparing(character -> countUnquoted(header, character)))
                .orElse(',');
    }

    private static String header(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    private static void refuseOtherDelimiters(String file, byte[] head, String text, FileForm form) {
        char delimiter = form.delimiter();
        String header = header(text);
        long expected = countUnquoted(header, delimiter);
        char other = DELIMITERS.keySet().stream()
                .filter(character -> countUnquoted(header, character) > expected)
                .findFirst()
                .orElse(delimiter);
        if (other == delimiter) {
            return;
        }
        List<String> found = new ArrayList<>(List.of(DELIMITERS.get(other) + " between its cells"));
        List<String> options = new ArrayList<>(List.of("--delimiter " + (other == '\t' ? "tab" : "'" + other + "'")));
        if (other != ',' && DECIMAL_COMMA.matcher(text).matches()) {
            found.add("decimal commas");
            options.add("--decimal-comma");
        }
        if (isUtf8(form) && !isUtf8(head)) {
            found.add("another encoding (" + LIKELY_ENCODING + ")");
            options.add("--charset " + LIKELY_CHARSET);
        }
        throw new IllegalArgumentException(file + ": expected " + name(delimiter)
                + " between cells, decimal points and " + form.charset() + ", but the file has "
                + String.join(", ", found)
                + "; read it with " + String.join(" ", options));
    }

    private static String name(char delimiter) {
        return DELIMITERS.getOrDefault(delimiter, "'" + delimiter + "'");
    }

    private static long countUnquoted(String line, char separator) {
        boolean quoted = false;
        long count = 0;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            count += !quoted && line.charAt(i) == separator ? 1 : 0;
        }
        return count;
    }

    private static boolean isUtf8(FileForm form) {
        return form.charset().equals(StandardCharsets.UTF_8);
    }

    private static boolean isUtf8(byte[] head) {
        for (int cut = 0; cut < LONGEST_CHARACTER && cut <= head.length; cut++) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, head.length - cut));
                return true;
            } catch (CharacterCodingException perhapsCutOff) {
                continue;
            }
        }
        return false;
    }
}
