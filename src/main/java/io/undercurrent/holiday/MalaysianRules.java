package io.undercurrent.holiday;

import static io.undercurrent.holiday.IslamicCalendar.MALAYSIAN;
import static io.undercurrent.holiday.LunisolarCalendar.CHINESE;
import static java.time.temporal.TemporalAdjusters.firstInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Malaysia: the holidays of the federation by its Holidays Act 1951, in the states whose weekend is Saturday and Sunday. Sarawak does not
 * have Deepavali. The days of Islam, Vesak and Deepavali are those of the government's list of each year; for years without a list
 * they are the expected days, without Deepavali.
 */
final class MalaysianRules implements YearRules {

    private static final int FIRST_YEAR = 2010;

    private final Map<Integer, List<NamedDay>> announced = AnnouncedRules.announced("MY");

    @Override
    public int firstYear() {
        return FIRST_YEAR;
    }

    @Override
    public List<NamedDay> of(int year) {
        List<NamedDay> days = new ArrayList<>();
        add(days, CHINESE.day(year, 1, 1), "Chinese New Year");
        add(days, CHINESE.day(year, 1, 2), "Chinese New Year");
        add(days, LocalDate.of(year, 5, 1), "Labour Day");
        add(days, birthdayOfKing(year), "Birthday of the Yang di-Pertuan Agong");
        add(days, LocalDate.of(year, 8, 31), "National Day");
        add(days, LocalDate.of(year, 9, 16), "Malaysia Day");
        add(days, LocalDate.of(year, 12, 25), "Christmas");
        days.addAll(announced.getOrDefault(year, expected(year)));
        addSubstitutes(days);
        return days;
    }

    private static LocalDate birthdayOfKing(int year) {
        LocalDate june = LocalDate.of(year, 6, 1);
        return switch (year) {
            case 2017, 2018, 2019 -> LocalDate.of(year, 9, 9);
            case 2020 -> LocalDate.of(year, 6, 8);
            default -> june.with(firstInMonth(year < 2017 ? DayOfWeek.SATURDAY : DayOfWeek.MONDAY));
        };
    }

    private static List<NamedDay> expected(int year) {
        List<NamedDay> days = new ArrayList<>();
        MALAYSIAN.days(year, 1, 1).forEach(day -> add(days, day, "Islamic New Year"));
        MALAYSIAN.days(year, 3, 12).forEach(day -> add(days, day, "Prophet's Birthday"));
        MALAYSIAN.days(year, 10, 1).forEach(day -> add(days, day, "Eid al-Fitr"));
        MALAYSIAN.days(year, 10, 2).forEach(day -> add(days, day, "Eid al-Fitr"));
        MALAYSIAN.days(year, 12, 10).forEach(day -> add(days, day, "Eid al-Adha"));
        add(days, CHINESE.day(year, 4, 15), "Vesak Day");
        return days;
    }

    /** Section 3: instead of a Sunday, the next day that is no holiday. */
    private static void addSubstitutes(List<NamedDay> days) {
        Set<LocalDate> taken = days.stream().map(NamedDay::day).collect(Collectors.toSet());
        for (NamedDay holiday : List.copyOf(days)) {
            if (holiday.day().getDayOfWeek() == DayOfWeek.SUNDAY) {
                LocalDate substitute = holiday.day().plusDays(1);
                while (taken.contains(substitute)) {
                    substitute = substitute.plusDays(1);
                }
                taken.add(substitute);
                add(days, substitute, holiday.name());
            }
        }
    }

    private static void add(List<NamedDay> days, LocalDate day, String name) {
        days.add(new NamedDay(day, name));
    }
}
