package io.undercurrent.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Reads the readings of a long CSV file one after the other, in the order of the file.
 *
 * <p>What is wrong with the content is an {@link IllegalArgumentException} that names file, line and column, what was
 * expected and what came. What is wrong with the file is an {@link UncheckedIOException}.
 */
public final class ReadingCsvReader implements Iterator<Reading>, AutoCloseable {

    private final String file;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final int fieldCount;
    private final int keyField;
    private final int dateField;
    /** Position of each column of the job among the fields of a row. */
    private final int[] valueFields;

    private final Columns columns;

    ReadingCsvReader(String file, CsvReader<CsvRecord> reader, Columns columns) {
        this.file = file;
        this.reader = reader;
        this.records = reader.iterator();
        this.columns = columns;
        List<String> header = header(file, records);
        fieldCount = header.size();
        keyField = find(header, ReadingCsv.KEY);
        dateField = find(header, ReadingCsv.DATE);
        valueFields =
                columns.names().stream().mapToInt(name -> find(header, name)).toArray();
    }

    static List<String> header(String file, Iterator<CsvRecord> records) {
        if (!advance(file, records)) {
            throw new IllegalArgumentException(file + ": expected a header key,date,<values…>, but the file is empty");
        }
        List<String> header = new ArrayList<>(next(file, records).getFields());
        if (header.get(0).startsWith("\uFEFF")) {
            header.set(0, header.get(0).substring(1));
        }
        return header;
    }

    private int find(List<String> header, String name) {
        int field = header.indexOf(name);
        if (field < 0) {
            throw new IllegalArgumentException(
                    file + ": expected a column " + name + ", but the file has " + String.join(", ", header));
        }
        if (header.lastIndexOf(name) != field) {
            throw new IllegalArgumentException(
                    file + ": expected one column " + name + ", but there are several: " + String.join(", ", header));
        }
        return field;
    }

    @Override
    public boolean hasNext() {
        return advance(file, records);
    }

    @Override
    public Reading next() {
        CsvRecord row = next(file, records);
        if (row.getFieldCount() != fieldCount) {
            throw new IllegalArgumentException(file + ", line " + row.getStartingLineNumber() + ": expected "
                    + fieldCount + " cells as in the header, but got " + row.getFieldCount());
        }
        String key = row.getField(keyField);
        int bytes = Utf8.length(key);
        if (bytes < 1 || bytes > ReadingParser.MAX_KEY_BYTES) {
            throw wrong(row, keyField, ReadingCsv.KEY, "a name of 1 to " + ReadingParser.MAX_KEY_BYTES + " bytes");
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
        if (cell.isEmpty()) {
            return Double.NaN;
        }
        double value = isDecimal(cell) ? parse(cell) : Double.NaN;
        if (!Float.isFinite((float) value)) {
            throw wrong(row, valueFields[column], columns.name(column), "a finite number or an empty cell");
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
        return new IllegalArgumentException(file + ", line " + row.getStartingLineNumber() + ", column " + column
                + ": expected " + expected + ", but got " + Quotation.of(row.getField(field)));
    }

    static boolean advance(String file, Iterator<CsvRecord> records) {
        try {
            return records.hasNext();
        } catch (CsvParseException | UncheckedIOException failure) {
            throw explain(file, failure);
        }
    }

    static CsvRecord next(String file, Iterator<CsvRecord> records) {
        try {
            return records.next();
        } catch (NoSuchElementException end) {
            throw end;
        } catch (CsvParseException | UncheckedIOException failure) {
            throw explain(file, failure);
        }
    }

    private static RuntimeException explain(String file, RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new IllegalArgumentException(file + ": expected UTF-8, but got other bytes", failure);
            }
            if (cause instanceof IOException io) {
                return new UncheckedIOException(file + ": " + io.getMessage(), io);
            }
        }
        return new IllegalArgumentException(file + ": expected CSV, but " + failure.getMessage(), failure);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
