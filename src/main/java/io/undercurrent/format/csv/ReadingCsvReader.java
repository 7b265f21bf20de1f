package io.undercurrent.format.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.undercurrent.format.ReadingRows;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Reads the readings of a CSV file. */
public final class ReadingCsvReader implements ReadingRows {

    private final CsvRows rows;
    private final Columns columns;
    private final RowReadings readings;
    /** Of the row that was read last. */
    private Iterator<Reading> ofRow = List.<Reading>of().iterator();

    private long line;

    /** Makes readings of a row. */
    interface RowReadings {
        List<Reading> read(CsvRecord row);
    }

    ReadingCsvReader(CsvRows rows, Columns columns, RowReadings readings) {
        this.rows = rows;
        this.columns = columns;
        this.readings = readings;
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public String unit() {
        return "line";
    }

    @Override
    public long place() {
        return line;
    }

    @Override
    public boolean hasNext() {
        while (!ofRow.hasNext() && rows.hasNext()) {
            CsvRecord row = rows.next();
            line = row.getStartingLineNumber();
            ofRow = readings.read(row).iterator();
        }
        return ofRow.hasNext();
    }

    @Override
    public Reading next() {
        if (!hasNext()) {
            throw new NoSuchElementException(rows.file() + " has no more readings");
        }
        return ofRow.next();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
