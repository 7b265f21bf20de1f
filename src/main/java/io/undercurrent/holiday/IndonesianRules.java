package io.undercurrent.holiday;

import static io.undercurrent.holiday.IslamicCalendar.INDONESIAN;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.time4j.Moment;
import net.time4j.calendar.astro.MoonPhase;

/**
 * Indonesia: the national holidays by the presidential decrees 251/1967, 3/1983, 19/2002, 24/2013, 24/2016 and 8/2024. Three
 * ministers announce for each year when the feasts of Islam, Hinduism and Buddhism are. For years that are not announced yet these are the
 * expected days, without Nyepi, whose calendar is that of Bali.
 */
final class IndonesianRules implements YearRules {

    private static final int FIRST_YEAR = 2010;
    private static final int LAST_ANNOUNCED = 2027;

    @Override
    public int firstYear() {
        return FIRST_YEAR;
    }

    @Override
    public List<NamedDay> of(int year) {
        List<NamedDay> days = new ArrayList<>();
        LocalDate easter = Amendments.easter(year);
        add(days, LocalDate.of(year, 1, 1), "New Year's Day");
        add(days, LunisolarCalendar.CHINESE.day(year, 1, 1), "Lunar New Year");
        add(days, easter.minusDays(2), "Good Friday");
        if (year >= 2024) {
            add(days, easter, "Easter");
        }
        add(days, easter.plusDays(39), "Ascension Day");
        if (year >= 2014) {
            add(days, LocalDate.of(year, 5, 1), "Labour Day");
        }
        if (year >= 2017) {
            add(days, LocalDate.of(year, 6, 1), "Pancasila Day");
        }
        add(days, LocalDate.of(year, 8, 17), "Independence Day");
        add(days, LocalDate.of(year, 12, 25), "Christmas");
        if (year > LAST_ANNOUNCED) {
            addExpected(days, year);
        }
        return days;
    }

    private static void addExpected(List<NamedDay> days, int year) {
        INDONESIAN.days(year, 1, 1).forEach(day -> add(days, day, "Islamic New Year"));
        INDONESIAN.days(year, 3, 12).forEach(day -> add(days, day, "Prophet's Birthday"));
        INDONESIAN.days(year, 7, 27).forEach(day -> add(days, day, "Ascension of the Prophet"));
        INDONESIAN.days(year, 10, 1).forEach(day -> add(days, day, "Eid al-Fitr"));
        INDONESIAN.days(year, 10, 2).forEach(day -> add(days, day, "Eid al-Fitr"));
        INDONESIAN.days(year, 12, 10).forEach(day -> add(days, day, "Eid al-Adha"));
        add(days, fullMoonOfMay(year), "Vesak Day");
    }

    /** In the time of Jakarta. */
    private static LocalDate fullMoonOfMay(int year) {
        ZoneOffset jakarta = ZoneOffset.ofHours(7);
        Moment earliest =
                Moment.from(LocalDate.of(year, 5, 6).atStartOfDay(jakarta).toInstant());
        return MoonPhase.FULL_MOON
                .atOrAfter(earliest)
                .toTemporalAccessor()
                .atOffset(jakarta)
                .toLocalDate();
    }

    private static void add(List<NamedDay> days, LocalDate day, String name) {
        days.add(new NamedDay(day, name));
    }
}
