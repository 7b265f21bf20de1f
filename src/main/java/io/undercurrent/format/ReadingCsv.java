package io.undercurrent.format;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.undercurrent.series.Columns;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Long CSV files of readings: a header {@code key,date,<values…>}, then one reading a row. An empty cell is a value
 * that was not read. A file whose name ends in {@code .gz} is compressed.
 */
public final class ReadingCsv {

    static final String KEY = "key";
    static final String DATE = "date";

    private static final int BUFFER_BYTES = 1 << 16;

    private ReadingCsv() {}

    /**
     * Opens a file of readings. Columns are found by name, wherever they stand; others are passed over.
     *
     * @throws IllegalArgumentException if a column is missing
     */
    public static ReadingCsvReader read(Path file, Columns columns) throws IOException {
        InputStream bytes = open(file);
        try {
            return new ReadingCsvReader(file.toString(), records(bytes), columns);
        } catch (RuntimeException | Error refused) {
            bytes.close();
            throw refused;
        }
    }

    /** Creates or replaces a file of readings and writes its header. */
    public static ReadingCsvWriter write(Path file, Columns columns) throws IOException {
        OutputStream bytes = Files.newOutputStream(file);
        return write(isCompressed(file) ? new GZIPOutputStream(bytes, BUFFER_BYTES) : bytes, columns);
    }

    /** Writes readings as CSV to {@code bytes}, beginning with the header; closing the writer closes it. */
    public static ReadingCsvWriter write(OutputStream bytes, Columns columns) {
        return new ReadingCsvWriter(new BufferedOutputStream(bytes, BUFFER_BYTES), columns);
    }

    /** A value as it stands in a file: its shortest decimal form. */
    public static String number(double value) {
        return NumberText.of(value);
    }

    /** Names of the values in a file, in the order of its header. */
    public static List<String> valueNames(Path file) throws IOException {
        try (CsvReader<CsvRecord> records = records(open(file))) {
            return ReadingCsvReader.header(file.toString(), records.iterator()).stream()
                    .filter(name -> !name.equals(KEY) && !name.equals(DATE))
                    .toList();
        }
    }

    static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            return isCompressed(file) ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
        } catch (IOException notCompressed) {
            bytes.close();
            throw new IOException(file + ": expected gzip, as the name says, but it is not", notCompressed);
        }
    }

    private static boolean isCompressed(Path file) {
        return file.getFileName().toString().endsWith(".gz");
    }

    static CsvReader<CsvRecord> records(InputStream bytes) {
        // Malformed UTF-8 is to be reported, not replaced; rows of another length likewise, with a message of ours.
        InputStreamReader characters = new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(characters);
    }
}
