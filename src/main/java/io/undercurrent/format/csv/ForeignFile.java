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

    /** With the header of a file that has a column for each of many thousand series. */
    private static final int HEAD_BYTES = 1 << 20;
    /** Of a character in UTF-8 that the end of the head may cut off. */
    private static final int LONGEST_CHARACTER = 4;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[0-9],[0-9]");

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
        SIGNATURES.put("\u00D0\u00CF\u0011\u00E0", "is a workbook of an old Excel: save the sheet as CSV in UTF-8");
        SIGNATURES.put("Obj\u0001", "has messages of Avro: make it Parquet or CSV");
        SIGNATURES.put("(\u00B5/\u00FD", "is compressed by zstd: decompress it, or compress it by gzip");
        SIGNATURES.put("\u00FD7zXZ", "is compressed by xz: decompress it, or compress it by gzip");
        for (int level = 1; level <= 9; level++) {
            SIGNATURES.put("BZh" + level + "1AY&SY", "is compressed by bzip2: decompress it, or compress it by gzip");
        }
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
        FirstLines lines = FirstLines.of(new String(head, StandardCharsets.ISO_8859_1));
        return new FileForm(
                lines.statedDelimiter().orElseGet(() -> delimiter(lines)),
                isUtf8(head) ? StandardCharsets.UTF_8 : LIKELY_CHARSET,
                Optional.empty());
    }

    /** Where there is a row to look at, a delimiter stands as often there as in the header. */
    private static char delimiter(FirstLines lines) {
        return DELIMITERS.keySet().stream()
                .filter(character -> lines.inHeader(character) > 0)
                .max(Comparator.comparing(lines::isInRow).thenComparing(lines::inHeader))
                .orElse(',');
    }

    private static void refuseOtherDelimiters(String file, byte[] head, String text, FileForm form) {
        char delimiter = form.delimiter();
        FirstLines lines = FirstLines.of(text);
        long expected = lines.inHeader(delimiter);
        char other = DELIMITERS.keySet().stream()
                .filter(character -> lines.inHeader(character) > expected)
                // Names of columns may have it, such as keys that are made of several parts.
                .filter(character -> expected == 0 || lines.isInRow(character))
                .findFirst()
                .orElse(delimiter);
        if (other == delimiter) {
            return;
        }
        List<String> found = new ArrayList<>(List.of(DELIMITERS.get(other) + " between its cells"));
        List<String> options = new ArrayList<>(List.of("--delimiter " + (other == '\t' ? "tab" : "'" + other + "'")));
        if (other != ',' && DECIMAL_COMMA.matcher(text).find()) {
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
