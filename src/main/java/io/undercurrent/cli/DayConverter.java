package io.undercurrent.cli;

import io.undercurrent.format.CalendarDay;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The days that options name: of the years 0001 to 9999, as in readings and files. */
final class DayConverter implements ITypeConverter<LocalDate> {

    @Override
    public LocalDate convert(String text) {
        int day = CalendarDay.parse(text);
        if (day == CalendarDay.NONE) {
            throw new TypeConversionException("expected a day of the calendar as YYYY-MM-DD, but got '" + text + "'");
        }
        return LocalDate.ofEpochDay(day);
    }
}
