package io.undercurrent.format.parquet;

import io.undercurrent.format.DeletedMark;
import io.undercurrent.format.ReadingFormat.Accepted;
import io.undercurrent.format.ReadingFormat.Refused;
import io.undercurrent.format.ReadingFormat.Result;
import io.undercurrent.format.ReadingRows;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.FileRow;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

/** The readings of a Parquet file. Its schema says what is a number and how days are written; a mapping says the rest. */
public final class ParquetReadings implements ReadingRows {

    private final ParquetFile file;
    private final Columns columns;
    private final Slots cells = new Slots();
    private final List<FileRow> readers = new ArrayList<>();
    private final boolean wide;
    private final ParquetRows rows;
    /** The place of each column that is decoded. */
    private final int[] slots;

    private final Queue<Reading> ofRow = new ArrayDeque<>();

    private ParquetReadings(
            ParquetFile file, ReadingMapping mapping, FileForm form, Function<List<String>, Columns> choice) {
        this.file = file;
        ParquetFields fields = new ParquetFields(file);
        wide = form.seriesValue().isPresent();
        columns = choice.apply(form.seriesValue().map(List::of).orElseGet(() -> valueNames(fields, mapping)));
        fields.require(mapping.date().field());
        if (wide) {
            String value = form.seriesValue().get();
            if (!columns.names().equals(List.of(value))) {
                throw new IllegalArgumentException(file.name() + ": expected " + value
                        + " alone, which is all that a file with a column for each series has, but got "
                        + columns.names());
            }
            for (String series : fields.names(!mapping.values().numbersAsText())) {
                if (!series.equals(mapping.date().field()) && !series.equals(DeletedMark.FIELD)) {
                    readers.add(FileRow.ofSeries(mapping, columns, cells, fields, series));
                }
            }
        } else {
            mapping.fileKeyFields().forEach(fields::require);
            columns.names().forEach(name -> fields.require(mapping.values().field(name)));
            readers.add(FileRow.of(mapping, columns, cells, fields));
        }
        Map<ParquetColumn, Integer> chosen = fields.chosen(cells.root());
        slots = chosen.values().stream().mapToInt(slot -> slot).toArray();
        rows = new ParquetRows(file, List.copyOf(chosen.keySet()));
    }

    /** Whether a file begins as Parquet files do. */
    public static boolean isParquet(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return isParquet(bytes);
        }
    }

    /** Whether bytes, the first of which are read, begin as Parquet files do. */
    public static boolean isParquet(InputStream bytes) throws IOException {
        return ParquetFile.isOne(bytes);
    }

    /** Opens a file on this machine. */
    public static ParquetReadings open(
            Path file, ReadingMapping mapping, FileForm form, Function<List<String>, Columns> choice)
            throws IOException {
        return open(file.toString(), FileBytes.of(file), mapping, form, choice);
    }

    /**
     * Opens a file of readings whose columns are chosen by what it has.
     *
     * @param name of the file for messages
     * @param bytes of the file; closed with the reader, and where there can be none
     * @param mapping which columns have what
     * @param form says whether each column is a series; delimiters and charsets are those of texts
     * @param choice the columns to read, of the names of all values: numbers and truth values, also texts where a mapping takes them for
     *     numbers
     * @throws IllegalArgumentException if this is no such file, or a column is missing
     */
    public static ParquetReadings open(
            String name, FileBytes bytes, ReadingMapping mapping, FileForm form, Function<List<String>, Columns> choice)
            throws IOException {
        if (form.delimiter() != FileForm.LONG_CSV.delimiter() || !form.charset().equals(StandardCharsets.UTF_8)) {
            bytes.close();
            throw new IllegalArgumentException(
                    name + ": expected CSV with --delimiter or --charset, but the file is Parquet");
        }
        ParquetFile opened = new ParquetFile(name, bytes);
        try {
            return new ParquetReadings(opened, mapping, form, choice);
        } catch (RuntimeException | Error refused) {
            opened.close();
            throw refused;
        }
    }

    private static List<String> valueNames(ParquetFields fields, ReadingMapping mapping) {
        Map<String, String> names = new HashMap<>();
        mapping.values().fields().forEach((name, field) -> names.put(field, name));
        Set<String> others = new HashSet<>(mapping.fileKeyFields());
        others.add(mapping.date().field());
        others.add(DeletedMark.FIELD);
        List<String> values = new ArrayList<>();
        fields.names(!mapping.values().numbersAsText()).stream()
                .filter(field -> !others.contains(field))
                .forEach(field -> {
                    String name = names.remove(field);
                    values.add(name == null ? field : name);
                });
        // Values inside of groups are there if a mapping names them.
        names.forEach((field, name) -> {
            if (field.startsWith("/")) {
                values.add(name);
            }
        });
        return values;
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public String unit() {
        return "row";
    }

    @Override
    public long place() {
        return rows.row();
    }

    @Override
    public boolean hasNext() {
        while (ofRow.isEmpty() && rows.next()) {
            for (int i = 0; i < slots.length; i++) {
                Object content = rows.field(i);
                cells.put(
                        slots[i],
                        ParquetColumn.token(content),
                        content instanceof Boolean ? content.toString() : content);
            }
            readers.forEach(reader -> take(reader.read()));
        }
        return !ofRow.isEmpty();
    }

    private void take(Result result) {
        if (result instanceof Refused refused) {
            throw new IllegalArgumentException(file.name() + ", row " + rows.row() + ", "
                    + refused.rejection().detail());
        }
        Reading reading = ((Accepted) result).reading();
        // In a file with a column for each series, an empty cell is no reading.
        if (!wide || reading.hasAny(0, columns.count()) || reading.retracts()) {
            ofRow.add(reading);
        }
    }

    @Override
    public Reading next() {
        if (!hasNext()) {
            throw new NoSuchElementException(file.name() + " has no more readings");
        }
        return ofRow.remove();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
