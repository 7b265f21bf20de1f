package io.undercurrent.holiday;

import static io.undercurrent.holiday.LunisolarCalendar.CHINESE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * China, by its Regulation on Holidays for National Festivals and Memorial Days as amended on 10 November 2024: the festivals
 * themselves, without the days that the State Council moves to make them longer.
 */
final class ChineseRules implements YearRules {

    private static final int FIRST_YEAR = 2010;

    @Override
    public int firstYear() {
        return FIRST_YEAR;
    }

    @Override
    public List<NamedDay> of(int year) {
        List<NamedDay> days = new ArrayList<>();
        days.add(new NamedDay(LocalDate.of(year, 1, 1), "New Year's Day"));
        for (int day = 0; day <= 3; day++) {
            days.add(new NamedDay(CHINESE.day(year, 1, day), "Spring Festival"));
        }
        days.add(new NamedDay(LunisolarCalendar.qingming(year), "Qingming Festival"));
        days.add(new NamedDay(LocalDate.of(year, 5, 1), "Labour Day"));
        days.add(new NamedDay(LocalDate.of(year, 5, 2), "Labour Day"));
        days.add(new NamedDay(CHINESE.day(year, 5, 5), "Dragon Boat Festival"));
        days.add(new NamedDay(CHINESE.day(year, 8, 15), "Mid-Autumn Festival"));
        for (int day = 1; day <= 3; day++) {
            days.add(new NamedDay(LocalDate.of(year, 10, day), "National Day"));
        }
        return days;
    }
}
