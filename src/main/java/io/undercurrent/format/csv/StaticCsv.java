package io.undercurrent.format.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.undercurrent.format.Quotation;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.series.kind.StaticFeatures;
import io.undercurrent.series.kind.StaticTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * CSV files that say what stays the same about each series: a header with {@code key} and the names of the static
 * columns, then one series a row. A key that ends in {@code *} stands for all that begin so. An empty cell says nothing.
 */
public final class StaticCsv {

    private StaticCsv() {}

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException if the content is wrong, with file and line, what was expected and what came
     */
    public static StaticTable read(Path file) throws IOException {
        try (CsvRows rows = new CsvRows(file.toString(), ReadingCsv.open(file), FileForm.LONG_CSV)) {
            int keyField = rows.find(ReadingCsv.KEY);
            List<String> columns = rows.header().stream()
                    .filter(name -> !name.equals(ReadingCsv.KEY))
                    .toList();
            requireColumns(rows, columns);
            Map<String, StaticFeatures> features = new HashMap<>();
            while (rows.hasNext()) {
                CsvRecord row = rows.next();
                String key = row.getField(keyField);
                String place = file + ", line " + row.getStartingLineNumber() + ": ";
                if (key.isEmpty()) {
                    throw new IllegalArgumentException(
                            place + "column key: expected the key of a series, but it is empty");
                }
                if (features.put(key, features(rows.header(), keyField, row)) != null) {
                    throw new IllegalArgumentException(place
                            + "column key: expected one row for each series, but got another for "
                            + Quotation.of(key));
                }
            }
            if (features.isEmpty()) {
                throw new IllegalArgumentException(file + ": expected a row for each series, but there is none");
            }
            return new StaticTable(columns, features);
        }
    }

    private static void requireColumns(CsvRows rows, List<String> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException(
                    rows.file() + ", line 1: expected columns beside key, such as category, but there are none");
        }
        for (String column : columns) {
            rows.find(column);
            if (column.isBlank()) {
                throw new IllegalArgumentException(rows.file() + ", line 1: column "
                        + (rows.header().indexOf(column) + 1) + ": expected a name, but it is empty");
            }
        }
    }

    private static StaticFeatures features(List<String> header, int keyField, CsvRecord row) {
        Map<String, String> levels = new HashMap<>();
        IntStream.range(0, header.size())
                .filter(field -> field != keyField && !row.getField(field).isBlank())
                .forEach(field ->
                        levels.put(header.get(field), row.getField(field).strip()));
        return new StaticFeatures(levels);
    }

    /** The text of a file with these rows. */
    public static String write(StaticTable table, Iterable<String> keys) {
        StringBuilder text = new StringBuilder();
        append(text, ReadingCsv.KEY, table.columns());
        for (String key : keys) {
            append(text, key, table.columns().stream().map(table.of(key)::level).toList());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String first, List<String> others) {
        List<String> cells = new ArrayList<>(others);
        cells.add(0, first);
        text.append(CsvList.argument(cells)).append('\n');
    }
}
