/**
 * Rules that say which days are holidays: those of Jollyday, and where these are wrong or missing, those of the law itself. A
 * model keeps the days, not the rules, in a {@link io.undercurrent.series.holiday.HolidayCalendar}.
 */
package io.undercurrent.holiday;
