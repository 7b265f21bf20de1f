package io.undercurrent.format.csv;

import io.undercurrent.file.NamedOutput;
import io.undercurrent.format.DeletedMark;
import io.undercurrent.format.NumberText;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.series.Columns;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * CSV files of readings: a header {@code key,date,<values…>}, then one reading a row, or what a mapping says of other files. An empty
 * cell is a value that was not read. A file whose name ends in {@code .gz} is compressed.
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
        return read(file.toString(), open(file), ReadingMapping.CONTRACT, FileForm.LONG_CSV, names -> columns);
    }

    /**
     * Opens a file of readings whose columns are chosen by what it has.
     *
     * @param file name of the file for messages
     * @param bytes of the file, as {@link #open} gives them; closed with the reader, and where there can be none
     * @param mapping which columns have what
     * @param choice the columns to read, of the names of all values in the order of the header
     * @throws IllegalArgumentException if a column is missing
     */
    public static ReadingCsvReader read(
            String file,
            InputStream bytes,
            ReadingMapping mapping,
            FileForm form,
            Function<List<String>, Columns> choice)
            throws IOException {
        CsvRows rows = new CsvRows(file, bytes, form);
        try {
            List<String> names = form.seriesValue().map(List::of).orElseGet(() -> valueNames(rows.header(), mapping));
            Columns columns = choice.apply(names);
            return new ReadingCsvReader(
                    rows,
                    columns,
                    form.seriesValue().isPresent()
                            ? new SeriesColumns(
                                    rows, columns, mapping, form.seriesValue().get())
                            : new ValueColumns(rows, columns, mapping));
        } catch (RuntimeException | Error refused) {
            rows.close();
            throw refused;
        }
    }

    /** Cells without a heading are nobody's values. */
    private static List<String> valueNames(List<String> header, ReadingMapping mapping) {
        Map<String, String> names = new HashMap<>();
        mapping.values().fields().forEach((name, field) -> names.put(field, name));
        Set<String> others = new HashSet<>(mapping.fileKeyFields());
        others.add(mapping.date().field());
        others.add(DeletedMark.FIELD);
        return header.stream()
                .filter(field -> !others.contains(field) && !field.isBlank())
                .map(field -> names.getOrDefault(field, field))
                .distinct()
                .toList();
    }

    /** Creates or replaces a file of readings and writes its header. */
    public static ReadingCsvWriter write(Path file, Columns columns) throws IOException {
        return write(file, file, columns);
    }

    /**
     * The same of a file that is written elsewhere at first.
     *
     * @param file its name in the end, by which it is compressed or not
     * @param place where to write
     */
    public static ReadingCsvWriter write(Path file, Path place, Columns columns) throws IOException {
        OutputStream bytes = new NamedOutput(file, Files.newOutputStream(place));
        return write(isCompressed(file.toString()) ? new GZIPOutputStream(bytes, BUFFER_BYTES) : bytes, columns);
    }

    /** Writes readings as CSV to {@code bytes}, beginning with the header; closing the writer closes it. */
    public static ReadingCsvWriter write(OutputStream bytes, Columns columns) {
        return new ReadingCsvWriter(new BufferedOutputStream(bytes, BUFFER_BYTES), columns);
    }

    /** A value as it stands in a file: its shortest decimal form. */
    public static String number(double value) {
        return NumberText.of(value);
    }

    /** The bytes of a file, uncompressed. */
    public static InputStream open(Path file) throws IOException {
        return uncompressed(file.toString(), Files.newInputStream(file));
    }

    /**
     * The bytes of a file, uncompressed.
     *
     * @param file name of the file, by which it is compressed or not
     * @param bytes of the file as they are; closed with the result, and where there can be none
     */
    public static InputStream uncompressed(String file, InputStream bytes) throws IOException {
        try {
            return isCompressed(file) ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
        } catch (IOException notCompressed) {
            bytes.close();
            throw new IOException(file + ": expected gzip, as the name says, but it is not", notCompressed);
        }
    }

    private static boolean isCompressed(String file) {
        return file.endsWith(".gz");
    }
}
