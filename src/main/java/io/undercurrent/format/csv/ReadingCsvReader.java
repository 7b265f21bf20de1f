package io.undercurrent.format.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.undercurrent.format.CalendarDay;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.Quotation;
import io.undercurrent.format.Utf8;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/**
 * Reads the readings of a long CSV file one after the other, in the order of the file.
 *
 * <p>What is wrong with the content is an {@link IllegalArgumentException} that names file, line and column, what was
 * expected and what came. What is wrong with the file is an {@link UncheckedIOException}.
 */
public final class ReadingCsvReader implements Iterator<Reading>, AutoCloseable {

    private final CsvRows rows;
    private final Columns columns;
    private final int keyField;
    private final int dateField;
    /** Position of each column of the job among the fields of a row. */
    private final int[] valueFields;

    private long line;

    ReadingCsvReader(CsvRows rows, Columns columns) {
        this.rows = rows;
        this.columns = columns;
        keyField = rows.find(ReadingCsv.KEY);
        dateField = rows.find(ReadingCsv.DATE);
        valueFields = columns.names().stream().mapToInt(rows::find).toArray();
    }

    /** What the readings carry. */
    public Columns columns() {
        return columns;
    }

    /** The line of the file on which the last reading begins, counted from 1. */
    public long line() {
        return line;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Reading next() {
        CsvRecord row = rows.next();
        line = row.getStartingLineNumber();
        String key = row.getField(keyField);
        int bytes = Utf8.length(key);
        if (bytes < 1 || bytes > JsonMessages.MAX_KEY_BYTES) {
            throw wrong(row, keyField, ReadingCsv.KEY, "a name of 1 to " + JsonMessages.MAX_KEY_BYTES + " bytes");
        }
        int day = CalendarDay.parse(row.getField(dateField));
        if (day == CalendarDay.NONE) {
            throw wrong(row, dateField, ReadingCsv.DATE, "a day of the calendar as YYYY-MM-DD");
        }
        double[] values = new double[valueFields.length];
        for (int column = 0; column < values.length; column++) {
            values[column] = value(row, column);
        }
        return new Reading(key, day, values);
    }

    private double value(CsvRecord row, int column) {
        String cell = row.getField(valueFields[column]);
        if (cell.isBlank()) {
            return Double.NaN;
        }
        double value = isDecimal(cell) ? parse(cell) : Double.NaN;
        if (!Float.isFinite((float) value)) {
            String point = cell.indexOf(',') < 0 ? "" : " with a decimal point";
            throw wrong(
                    row, valueFields[column], columns.name(column), "a finite number" + point + " or an empty cell");
        }
        return value + 0.0;
    }

    /** Rules out what Java reads as a number besides decimal numbers: NaN, hexadecimal forms, a final f, blanks. */
    private static boolean isDecimal(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static double parse(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException notOne) {
            return Double.NaN;
        }
    }

    private IllegalArgumentException wrong(CsvRecord row, int field, String column, String expected) {
        return new IllegalArgumentException(rows.file() + ", line " + row.getStartingLineNumber() + ", column " + column
                + ": expected " + expected + ", but got " + Quotation.of(row.getField(field)));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
