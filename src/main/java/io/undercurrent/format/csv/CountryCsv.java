package io.undercurrent.format.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.undercurrent.format.Quotation;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * CSV files that say in which country each series lies: the columns {@code key} and {@code country}, and any others. A key that ends
 * in {@code *} stands for all that begin so.
 */
public final class CountryCsv {

    private static final String COUNTRY = "country";

    private CountryCsv() {}

    /**
     * The rows of a file by key: ids of calendars joined by {@code +}, or nothing for a series without holidays.
     *
     * @param check refuses the id of a calendar that is not known, by an {@link IllegalArgumentException}
     * @throws IllegalArgumentException if the content is wrong, with file and line, what was expected and what came
     */
    public static Map<String, String> read(Path file, Consumer<String> check) throws IOException {
        Map<String, String> countries = new HashMap<>();
        Set<String> known = new LinkedHashSet<>();
        try (CsvRows rows = new CsvRows(file.toString(), ReadingCsv.open(file), FileForm.LONG_CSV)) {
            int keyField = rows.find(ReadingCsv.KEY);
            int countryField = rows.find(COUNTRY);
            while (rows.hasNext()) {
                CsvRecord row = rows.next();
                String place = file + ", line " + row.getStartingLineNumber() + ": column ";
                String key = row.getField(keyField);
                if (key.isEmpty()) {
                    throw new IllegalArgumentException(place + "key: expected the key of a series, but it is empty");
                }
                Set<String> codes = codes(row.getField(countryField).strip());
                for (String code : codes) {
                    if (!known.contains(code)) {
                        check(code, check, place + COUNTRY + ": ");
                        known.add(code);
                    }
                }
                if (countries.put(key, String.join(SeriesHolidays.AND, codes)) != null) {
                    throw new IllegalArgumentException(
                            place + "key: expected one row for each series, but got another for " + Quotation.of(key));
                }
            }
        }
        if (known.isEmpty()) {
            throw new IllegalArgumentException(
                    file + ": expected a country for at least one series, but there is none");
        }
        return countries;
    }

    private static Set<String> codes(String text) {
        Set<String> codes = new LinkedHashSet<>();
        for (String id : SeriesHolidays.ids(text)) {
            codes.add(id.strip());
        }
        return codes;
    }

    private static void check(String code, Consumer<String> check, String place) {
        try {
            check.accept(code);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(place + unknown.getMessage(), unknown);
        }
    }
}
