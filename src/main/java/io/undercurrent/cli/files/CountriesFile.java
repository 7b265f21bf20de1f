package io.undercurrent.cli.files;

import io.undercurrent.format.Quotation;
import io.undercurrent.format.csv.CountryCsv;
import io.undercurrent.format.csv.HolidayCsv;
import io.undercurrent.holiday.HolidayRules;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.history.History;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option by which a training learns in which country each series lies. */
public final class CountriesFile {

    /** Its name. */
    public static final String OPTION = "--holidays-of";

    private static final int ANY_YEAR = 2020;

    @Option(
            names = OPTION,
            paramLabel = "F.csv",
            description =
                    "CSV with the columns key and country: the holidays of each series, by codes as for --holidays or by names of files"
                            + " that --holidays-file has, without their ending, several of them joined by +. They are one flag to the"
                            + " model, which keeps the rows. A key that ends in * stands"
                            + " for all that begin so. Series without a row have no holidays. Of a model that is trained on, the rows"
                            + " take the place of its own.")
    private Path file;

    @Mixin
    private HolidayFiles files;

    /** Holidays of files by id: what a row means before it means a country. */
    private final Map<String, HolidayCalendar> own = new HashMap<>();

    private List<HolidayCalendar> ofAll = List.of();
    private Map<String, String> countries = Map.of();

    /**
     * Reads the files, before any reading is read.
     *
     * @throws IllegalArgumentException if a file is wrong, or a country is not known
     */
    public void validate() throws IOException {
        Map<String, HolidayCalendar> given = files.read();
        own.putAll(given);
        if (file != null) {
            HolidayRules rules = new HolidayRules();
            try {
                countries = CountryCsv.read(file, id -> requireKnown(id, rules));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(OPTION + ": " + wrong.getMessage(), wrong);
            }
        }
        Set<String> named = named();
        ofAll = given.values().stream()
                .filter(calendar -> !named.contains(calendar.id()))
                .toList();
    }

    private void requireKnown(String id, HolidayRules rules) {
        if (own.containsKey(id)) {
            return;
        }
        try {
            rules.of(id, ANY_YEAR, ANY_YEAR);
        } catch (IllegalArgumentException unknown) {
            if (own.isEmpty()) {
                throw unknown;
            }
            throw new IllegalArgumentException(
                    unknown.getMessage() + ", here " + String.join(", ", new TreeSet<>(own.keySet())), unknown);
        }
    }

    /** The ids of all calendars that rows name. */
    private Set<String> named() {
        Set<String> named = new TreeSet<>();
        countries.values().forEach(country -> named.addAll(SeriesHolidays.ids(country)));
        return named;
    }

    /** The calendars of files that no row names. */
    public List<HolidayCalendar> ofAll() {
        return ofAll;
    }

    /** The holidays of each series; none if no file is named. */
    public SeriesHolidays holidays(List<History> histories) {
        return holidays(HolidayYears.of(histories));
    }

    private SeriesHolidays holidays(HolidayYears years) {
        HolidayRules rules = new HolidayRules();
        Map<String, HolidayCalendar> calendars = new TreeMap<>();
        for (String id : named()) {
            calendars.put(id, own.containsKey(id) ? own.get(id) : rules.of(id, years.first(), years.last()));
        }
        return new SeriesHolidays(List.copyOf(calendars.values()), countries);
    }

    /**
     * Reads the files for a model that goes on from another. Rows can also name the files that it knows.
     *
     * @throws IllegalArgumentException as {@link #validate()}; if the model before was trained without holidays of each series, so
     *     that its network has no input for them; if a file would count for all series, of which that model states the holidays
     */
    public void validate(RecurrentModel before) throws IOException {
        before.seriesHolidays().calendars().stream()
                .filter(HolidayCsv::isOfFile)
                .forEach(calendar -> own.put(calendar.id(), calendar));
        validate();
        if (!ofAll.isEmpty()) {
            throw new IllegalArgumentException(HolidayFiles.OPTION + ": expected files that " + OPTION
                    + " names, because " + before.id() + " states the holidays of all series, but got "
                    + ofAll.get(0).id());
        }
        if (file != null && before.seriesHolidays().hasNoCalendar()) {
            throw new IllegalArgumentException(OPTION + ": expected none, because " + before.id()
                    + " was trained without holidays of each series, but got " + file);
        }
    }

    /** The holidays of each series for a model that goes on from another: those of the file, or what that one knows. */
    public SeriesHolidays holidays(List<History> histories, RecurrentModel before) {
        return file == null
                ? before.seriesHolidays()
                : holidays(
                        HolidayYears.of(histories).and(before.seriesHolidays().calendars()));
    }

    /**
     * Says how many series have no row.
     *
     * @param known what the model knows
     */
    public static void nameUnknown(SeriesHolidays known, List<History> histories, PrintWriter err) {
        if (known.hasNoCalendar()) {
            return;
        }
        SeriesHolidays.ByKey rows = known.byKey();
        List<String> unknown = histories.stream()
                .map(History::key)
                .filter(key -> !rows.knows(key))
                .toList();
        if (!unknown.isEmpty()) {
            err.println(String.format(
                    Locale.ROOT,
                    "%s: there is no row for %,d of %,d series, the first of them %s: they have no holidays.",
                    OPTION,
                    unknown.size(),
                    histories.size(),
                    Quotation.of(unknown.get(0))));
            err.flush();
        }
    }
}
