package io.undercurrent.format.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.undercurrent.format.DecimalText;
import io.undercurrent.format.Quotation;
import io.undercurrent.format.mapping.FileForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
        try (CsvRows rows = new CsvRows(file.toString(), ReadingCsv.open(file), FileForm.LONG_CSV)) {
            return read(rows);
        }
    }

    private static Map<String, Double> read(CsvRows rows) {
        int keyField = rows.find(ReadingCsv.KEY);
        int weightField = rows.find(WEIGHT);
        Map<String, Double> weights = new LinkedHashMap<>();
        while (rows.hasNext()) {
            CsvRecord row = rows.next();
            String place = rows.file() + ", line " + row.getStartingLineNumber() + ": ";
            String cell = row.getField(weightField);
            double weight = DecimalText.parse(cell);
            if (!(weight >= 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException(
                        place + "expected a weight of at least 0, but got " + Quotation.of(cell));
            }
            if (weights.put(row.getField(keyField), weight) != null) {
                throw new IllegalArgumentException(place + "expected one weight for each series, but got another for "
                        + Quotation.of(row.getField(keyField)));
            }
        }
        if (weights.isEmpty()) {
            throw new IllegalArgumentException(rows.file() + ": expected a weight for each series, but there is none");
        }
        return weights;
    }
}
