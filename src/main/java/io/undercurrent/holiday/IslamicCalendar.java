package io.undercurrent.holiday;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import net.time4j.Moment;
import net.time4j.PlainDate;
import net.time4j.calendar.astro.MoonPhase;
import net.time4j.calendar.astro.MoonPosition;
import net.time4j.calendar.astro.SolarTime;
import net.time4j.calendar.astro.SunPosition;

/**
 * The Islamic calendar as the religious ministers of Brunei, Indonesia, Malaysia and Singapore (MABIMS) agreed to expect it from 2022
 * on: a month begins after the first evening on which the moon is seen to stand 3 degrees high at sunset, and 6.4 degrees from the
 * sun. Its days are expected ones, since governments announce the days themselves after they looked for the moon.
 */
enum IslamicCalendar {
    /** In the west of Indonesia, at Banda Aceh. */
    INDONESIAN(5.55, 95.32),
    /** In the east of Malaysia, at Kota Kinabalu. */
    MALAYSIAN(5.98, 116.07),
    /** In the south-west of the Philippines, at Bongao. */
    PHILIPPINE(5.03, 119.77);

    private static final double LEAST_ELEVATION = 3;
    private static final double LEAST_ELONGATION = 6.4;
    /** Of Mecca's calendar, which is at most this many days before or after others. */
    private static final int MOST_DAYS_APART = 4;

    private final SolarTime place;

    IslamicCalendar(double latitude, double longitude) {
        place = SolarTime.ofLocation(latitude, longitude);
    }

    /**
     * The days of a year of ours that have a date; none, one or two.
     *
     * @param month from 1 to 12
     */
    List<LocalDate> days(int year, int month, int day) {
        List<LocalDate> days = new ArrayList<>();
        int first = HijrahDate.from(LocalDate.of(year, 1, 1)).get(ChronoField.YEAR) - 1;
        for (int hijrah = first; hijrah <= first + 3; hijrah++) {
            LocalDate date = firstOf(hijrah, month).plusDays(day - 1L);
            if (date.getYear() == year) {
                days.add(date);
            }
        }
        return days;
    }

    private LocalDate firstOf(int year, int month) {
        LocalDate inMecca = LocalDate.from(HijrahDate.of(year, month, 1));
        Moment newMoon = MoonPhase.NEW_MOON.atOrAfter(Moment.from(
                inMecca.minusDays(MOST_DAYS_APART).atStartOfDay(ZoneOffset.UTC).toInstant()));
        LocalDate evening =
                newMoon.toTemporalAccessor().atOffset(ZoneOffset.UTC).toLocalDate();
        while (!isSeen(sunset(evening), newMoon)) {
            evening = evening.plusDays(1);
        }
        return evening.plusDays(1);
    }

    private Moment sunset(LocalDate day) {
        return PlainDate.from(day).get(place.sunset()).orElseThrow();
    }

    private boolean isSeen(Moment sunset, Moment newMoon) {
        if (sunset.isBefore(newMoon)) {
            return false;
        }
        MoonPosition moon = MoonPosition.at(sunset, place);
        return moon.getElevation() >= LEAST_ELEVATION
                && elongation(moon, SunPosition.at(sunset, place)) >= LEAST_ELONGATION;
    }

    private static double elongation(MoonPosition moon, SunPosition sun) {
        double moonDeclination = Math.toRadians(moon.getDeclination());
        double sunDeclination = Math.toRadians(sun.getDeclination());
        double between = Math.toRadians(moon.getRightAscension() - sun.getRightAscension());
        return Math.toDegrees(Math.acos(Math.sin(moonDeclination) * Math.sin(sunDeclination)
                + Math.cos(moonDeclination) * Math.cos(sunDeclination) * Math.cos(between)));
    }
}
