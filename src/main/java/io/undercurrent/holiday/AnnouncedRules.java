package io.undercurrent.holiday;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The holidays of a country whose government announces for each year which days are free in place of others, from {@code
 * announced.csv}; those of its law for years that are not announced.
 */
final class AnnouncedRules implements YearRules {

    private static final String FILE = "announced.csv";

    private final Map<Integer, List<NamedDay>> announced;
    private final YearRules law;

    AnnouncedRules(String country, YearRules law) {
        this.law = law;
        announced = announced(country);
    }

    /** The days announced for a country, by year. */
    static Map<Integer, List<NamedDay>> announced(String country) {
        Map<Integer, List<NamedDay>> announced = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        AnnouncedRules.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : rows) {
                if (row.getField("calendar").equals(country)) {
                    LocalDate until = LocalDate.parse(row.getField("until"));
                    LocalDate.parse(row.getField("from"))
                            .datesUntil(until.plusDays(1))
                            .forEach(day -> announced
                                    .computeIfAbsent(day.getYear(), none -> new ArrayList<>())
                                    .add(new NamedDay(day, row.getField("name"))));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return announced;
    }

    @Override
    public int firstYear() {
        return law.firstYear();
    }

    @Override
    public List<NamedDay> of(int year) {
        List<NamedDay> days = announced.get(year);
        return days == null ? law.of(year) : days;
    }
}
