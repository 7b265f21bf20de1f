package io.undercurrent.cli.files;

import io.undercurrent.format.csv.HolidayCsv;
import io.undercurrent.series.holiday.HolidayCalendar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option by which a training learns holidays of the user's own, in calendars that are named after their files. */
public final class HolidayFiles {

    /** Its name. */
    public static final String OPTION = "--holidays-file";

    @Option(
            names = OPTION,
            paramLabel = "F.csv",
            description =
                    "Holidays of your own, in a CSV with the columns date and, if you like, name. They count for all series, or, if"
                            + " --holidays-of names the file without its ending, for those of that row. May be given several times.")
    private List<Path> files = List.of();

    /**
     * Reads the files.
     *
     * @return their calendars by id, in the order given
     * @throws IllegalArgumentException if one is wrong, or two have the same name
     */
    Map<String, HolidayCalendar> read() throws IOException {
        Map<String, HolidayCalendar> calendars = new LinkedHashMap<>();
        for (Path file : files) {
            HolidayCalendar calendar = HolidayCsv.read(file);
            if (calendars.put(calendar.id(), calendar) != null) {
                throw new IllegalArgumentException(
                        OPTION + ": expected files of different names, but got two of '" + calendar.id() + "'");
            }
        }
        return calendars;
    }
}
