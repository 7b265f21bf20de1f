package io.undercurrent.format;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CSV files with one weight a series: a header with {@code key} and {@code weight}, then one series a row. */
public final class WeightCsv {

    private static final String WEIGHT = "weight";

    private WeightCsv() {}

    /**
     * The weights by key, in the order of the file.
     *
     * @throws IllegalArgumentException if the content is wrong, with file and line, what was expected and what came
     */
    public static Map<String, Double> read(Path file) throws IOException {
        try (CsvReader<CsvRecord> records = ReadingCsv.records(ReadingCsv.open(file))) {
            return read(file.toString(), records.iterator());
        }
    }

    private static Map<String, Double> read(String file, Iterator<CsvRecord> rows) {
        List<String> header = ReadingCsvReader.header(file, rows);
        int keyField = header.indexOf(ReadingCsv.KEY);
        int weightField = header.indexOf(WEIGHT);
        if (keyField < 0 || weightField < 0) {
            throw new IllegalArgumentException(file + ": expected the columns " + ReadingCsv.KEY + " and " + WEIGHT
                    + ", but the file has " + String.join(", ", header));
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        while (ReadingCsvReader.advance(file, rows)) {
            CsvRecord row = ReadingCsvReader.next(file, rows);
            String place = file + ", line " + row.getStartingLineNumber() + ": ";
            if (row.getFieldCount() != header.size()) {
                throw new IllegalArgumentException(place + "expected " + header.size()
                        + " cells as in the header, but got " + row.getFieldCount());
            }
            String cell = row.getField(weightField);
            double weight = parse(cell);
            if (!(weight >= 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException(
                        place + "expected a weight of at least 0, but got " + Quotation.of(cell));
            }
            if (weights.put(row.getField(keyField), weight) != null) {
                throw new IllegalArgumentException(place + "expected one weight for each series, but got another for "
                        + Quotation.of(row.getField(keyField)));
            }
        }
        return weights;
    }

    private static double parse(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException notOne) {
            return Double.NaN;
        }
    }
}
