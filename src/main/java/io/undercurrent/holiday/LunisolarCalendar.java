package io.undercurrent.holiday;

import java.time.LocalDate;
import net.time4j.PlainDate;
import net.time4j.calendar.ChineseCalendar;
import net.time4j.calendar.EastAsianMonth;
import net.time4j.calendar.EastAsianYear;
import net.time4j.calendar.KoreanCalendar;
import net.time4j.calendar.SolarTerm;
import net.time4j.calendar.VietnameseCalendar;

/**
 * A calendar of moons and the sun, whose year begins between 21 January and 20 February. Two countries may differ by a day, because
 * the new moon of China's time may be tomorrow's in Korea's and yesterday's in Vietnam's.
 */
enum LunisolarCalendar {
    CHINESE {
        @Override
        PlainDate firstOf(EastAsianYear year, EastAsianMonth month) {
            return ChineseCalendar.of(year, month, 1).transform(PlainDate.axis());
        }
    },
    KOREAN {
        @Override
        PlainDate firstOf(EastAsianYear year, EastAsianMonth month) {
            return KoreanCalendar.of(year, month, 1).transform(PlainDate.axis());
        }
    },
    VIETNAMESE {
        @Override
        PlainDate firstOf(EastAsianYear year, EastAsianMonth month) {
            return VietnameseCalendar.of(year, month, 1).transform(PlainDate.axis());
        }
    };

    abstract PlainDate firstOf(EastAsianYear year, EastAsianMonth month);

    /**
     * @param year ours in which its year begins
     * @param month from 1 to 12, no leap month
     * @param day of the month; 0 is the last day of the month before
     */
    LocalDate day(int year, int month, int day) {
        return local(firstOf(EastAsianYear.forGregorian(year), EastAsianMonth.valueOf(month)))
                .plusDays(day - 1L);
    }

    /** Qingming in China's time: the sun is 15 degrees past the equinox. */
    static LocalDate qingming(int year) {
        ChineseCalendar march = PlainDate.of(year, 3, 15).transform(ChineseCalendar.axis());
        return local(SolarTerm.MINOR_03_QINGMING_015.onOrAfter(march).transform(PlainDate.axis()));
    }

    private static LocalDate local(PlainDate date) {
        return date.toTemporalAccessor();
    }
}
