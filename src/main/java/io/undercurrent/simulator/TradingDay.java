package io.undercurrent.simulator;

import java.time.LocalDate;
import java.time.Month;

/**
 * What a date means to every store alike.
 *
 * @param date the date
 * @param number days since 1970-01-01
 * @param holiday whether it is a public holiday
 * @param dayOff whether it is 25 December, when no store opens
 * @param occasion factor on sales for what the calendar brings: the month, Christmas shopping, the eve of a holiday, payday
 */
record TradingDay(LocalDate date, int number, boolean holiday, boolean dayOff, double occasion) {

    private static final double CHRISTMAS_SHOPPING = 0.4;
    private static final double EVE = 0.22;
    private static final double PAYDAY = 0.05;

    static TradingDay of(LocalDate date, PublicHolidays holidays, MonthSteps months) {
        boolean december = date.getMonth() == Month.DECEMBER;
        int day = date.getDayOfMonth();
        double logarithm = months.logarithm(date);
        if (december && day < 25) {
            double progress = day / 24.0;
            logarithm += CHRISTMAS_SHOPPING * progress * progress;
        }
        if (!holidays.contains(date) && holidays.contains(date.plusDays(1))) {
            logarithm += EVE;
        }
        // Wages arrive at the end of the month.
        if (day <= 3 || day >= date.lengthOfMonth() - 1) {
            logarithm += PAYDAY;
        }
        return new TradingDay(
                date,
                Math.toIntExact(date.toEpochDay()),
                holidays.contains(date),
                december && day == 25,
                Math.exp(logarithm));
    }
}
