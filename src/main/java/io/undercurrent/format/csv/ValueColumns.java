package io.undercurrent.format.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.Utf8;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.util.Arrays;
import java.util.List;

/** Rows of long files: one reading each, with a column for each value. A row that was deleted takes the values of its day back. */
final class ValueColumns implements ReadingCsvReader.RowReadings {

    private final Cells cells;
    private final Columns columns;
    private final String separator;
    private final int[] keyFields;
    /** Position of each column of the job among the fields of a row. */
    private final int[] valueFields;

    ValueColumns(CsvRows rows, Columns columns, ReadingMapping mapping) {
        this.columns = columns;
        keyFields = mapping.fileKeyFields().stream().mapToInt(rows::find).toArray();
        cells = new Cells(rows, mapping);
        separator = mapping.key().separator();
        valueFields = columns.names().stream()
                .mapToInt(name -> rows.find(mapping.values().field(name)))
                .toArray();
    }

    @Override
    public List<Reading> read(CsvRecord row) {
        double[] values = new double[valueFields.length];
        String key = keyFields.length == 1 ? cells.key(row, keyFields[0]) : joined(row);
        int day = cells.day(row);
        if (cells.isDeleted(row)) {
            Arrays.fill(values, Reading.RETRACTED);
            return List.of(new Reading(key, day, values));
        }
        for (int column = 0; column < values.length; column++) {
            values[column] = cells.value(row, valueFields[column], columns.name(column));
        }
        return List.of(new Reading(key, day, values));
    }

    private String joined(CsvRecord row) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < keyFields.length; i++) {
            String part = cells.key(row, keyFields[i]);
            if (part.contains(separator)) {
                // Two series would have one key.
                throw cells.wrong(row, keyFields[i], "a part of the key without the separator '" + separator + "'");
            }
            key.append(i == 0 ? "" : separator).append(part);
        }
        if (Utf8.length(key.toString()) > JsonMessages.MAX_KEY_BYTES) {
            throw cells.wrong(row, keyFields[0], "a key of at most " + JsonMessages.MAX_KEY_BYTES + " bytes");
        }
        return key.toString();
    }
}
