package io.undercurrent.format.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.Quotation;
import io.undercurrent.format.Utf8;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows of wide files: a day each, with a column for each series. An empty cell is no reading, so that a series begins on the first day
 * that has one.
 */
final class SeriesColumns implements ReadingCsvReader.RowReadings {

    private final Cells cells;
    private final String value;
    private final List<String> header;
    private final int dateField;

    /**
     * @param value that all series have
     * @throws IllegalArgumentException if another is asked for, or a series stands twice
     */
    SeriesColumns(CsvRows rows, Columns columns, ReadingMapping mapping, String value) {
        this.value = value;
        if (!columns.names().equals(List.of(value))) {
            throw new IllegalArgumentException(rows.file() + ": expected " + value
                    + " alone, which is all that a file with a column for each series has, but got " + columns.names());
        }
        header = rows.header();
        dateField = rows.find(mapping.date().field());
        cells = new Cells(rows, mapping);
        Set<String> seen = new HashSet<>();
        for (String key : header) {
            if (Utf8.length(key) > JsonMessages.MAX_KEY_BYTES) {
                throw new IllegalArgumentException(rows.file() + ": expected the name of a series of at most "
                        + JsonMessages.MAX_KEY_BYTES + " bytes above each column, but got " + Quotation.of(key));
            }
            if (!key.isBlank() && !seen.add(key)) {
                throw new IllegalArgumentException(rows.file()
                        + ": expected one column for each series, but there are several " + Quotation.of(key));
            }
        }
    }

    @Override
    public List<Reading> read(CsvRecord row) {
        int day = cells.day(row);
        boolean deleted = cells.isDeleted(row);
        List<Reading> readings = new ArrayList<>();
        for (int field = 0; field < header.size(); field++) {
            if (field == dateField
                    || cells.isOfDeletions(field)
                    || header.get(field).isBlank()) {
                continue;
            }
            double read = deleted ? Reading.RETRACTED : cells.value(row, field, value);
            if (!Double.isNaN(read)) {
                readings.add(new Reading(header.get(field), day, new double[] {read}));
            }
        }
        return readings;
    }
}
