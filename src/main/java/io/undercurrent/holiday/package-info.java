/**
 * Rules for public holidays: those of Jollyday, and where these are wrong or missing, corrections from the law. A model
 * keeps the days, not the rules, in a {@link io.undercurrent.series.holiday.HolidayCalendar}.
 */
package io.undercurrent.holiday;
