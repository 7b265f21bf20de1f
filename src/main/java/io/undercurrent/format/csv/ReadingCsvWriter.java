package io.undercurrent.format.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.undercurrent.format.NumberText;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes readings as rows of a long CSV file, the inverse of {@link ReadingCsvReader}. */
public final class ReadingCsvWriter implements AutoCloseable {

    private final CsvWriter writer;
    private final Columns columns;

    ReadingCsvWriter(OutputStream bytes, Columns columns) {
        this.columns = columns;
        writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(bytes, StandardCharsets.UTF_8);
        CsvWriter.CsvWriterRecord header =
                writer.writeRecord().writeField(ReadingCsv.KEY).writeField(ReadingCsv.DATE);
        columns.names().forEach(header::writeField);
        header.endRecord();
    }

    /** Writes one row. */
    public void write(Reading reading) {
        double[] values = reading.values();
        if (values.length != columns.count()) {
            throw new IllegalArgumentException(
                    "values: expected " + columns.count() + " for " + columns.names() + ", but got " + values.length);
        }
        CsvWriter.CsvWriterRecord row = writer.writeRecord()
                .writeField(reading.key())
                .writeField(reading.date().toString());
        for (double value : values) {
            row.writeField(Double.isNaN(value) ? "" : NumberText.of(value));
        }
        row.endRecord();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
