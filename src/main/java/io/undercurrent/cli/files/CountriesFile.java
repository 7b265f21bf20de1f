package io.undercurrent.cli.files;

import io.undercurrent.format.csv.CountryCsv;
import io.undercurrent.holiday.HolidayRules;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.history.History;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
                    "CSV with the columns key and country: the public holidays of each series, by codes as for --holidays, several of"
                            + " them joined by +. They are one flag to the model, which keeps the rows. A key that ends in * stands"
                            + " for all that begin so. Series without a row have no holidays. Of a model that is trained on, the rows"
                            + " take the place of its own.")
    private Path file;

    private Map<String, String> countries = Map.of();

    /**
     * Reads the file, before any reading is read.
     *
     * @throws IllegalArgumentException if the file is wrong, or a country is not known
     */
    public void validate() throws IOException {
        if (file != null) {
            HolidayRules rules = new HolidayRules();
            try {
                countries = CountryCsv.read(file, code -> rules.of(code, ANY_YEAR, ANY_YEAR));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(OPTION + ": " + wrong.getMessage(), wrong);
            }
        }
    }

    /** The holidays of each series; none if no file is named. */
    public SeriesHolidays holidays(List<History> histories) {
        return holidays(HolidayYears.of(histories));
    }

    private SeriesHolidays holidays(HolidayYears years) {
        HolidayRules rules = new HolidayRules();
        List<HolidayCalendar> calendars = countries.values().stream()
                .flatMap(country -> SeriesHolidays.ids(country).stream())
                .distinct()
                .sorted()
                .map(code -> rules.of(code, years.first(), years.last()))
                .toList();
        return new SeriesHolidays(calendars, countries);
    }

    /**
     * Checks that a file may be named for a model that goes on from another.
     *
     * @throws IllegalArgumentException if that one was trained without one, so that its network has no input for them
     */
    public void requireFit(RecurrentModel before) {
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
                    "%s: there is no row for %,d of %,d series, the first of them '%s': they have no holidays.",
                    OPTION,
                    unknown.size(),
                    histories.size(),
                    unknown.get(0)));
            err.flush();
        }
    }
}
