package io.undercurrent.format.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.undercurrent.format.Quotation;
import io.undercurrent.format.mapping.FileForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * CSV files that say which series add up: a header with {@code key} and {@code parent}, then a row for each series and sum that it is part
 * of. A row without a parent says nothing.
 */
public final class HierarchyCsv {

    private static final String PARENT = "parent";

    private HierarchyCsv() {}

    /**
     * The sums that each series is part of, in the order of the file.
     *
     * @throws IllegalArgumentException if the content is wrong, with file and line, what was expected and what came
     */
    public static Map<String, Set<String>> read(Path file) throws IOException {
        try (CsvRows rows = new CsvRows(file.toString(), ReadingCsv.open(file), FileForm.LONG_CSV)) {
            int keyField = rows.find(ReadingCsv.KEY);
            int parentField = rows.find(PARENT);
            Map<String, Set<String>> parents = new LinkedHashMap<>();
            while (rows.hasNext()) {
                CsvRecord row = rows.next();
                String key = row.getField(keyField);
                String parent = row.getField(parentField);
                if (parent.isEmpty()) {
                    continue;
                }
                if (!parents.computeIfAbsent(key, none -> new LinkedHashSet<>()).add(parent)) {
                    throw new IllegalArgumentException(rows.file() + ", line " + row.getStartingLineNumber()
                            + ": expected each pair of a series and its sum once, but got " + Quotation.of(key) + " of "
                            + Quotation.of(parent) + " again");
                }
            }
            return parents;
        }
    }
}
