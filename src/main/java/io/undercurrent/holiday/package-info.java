/**
 * Rules for public holidays: those of Jollyday with corrections from the law, and rules of our own for countries that it does not
 * know or of which it knows too little. A model keeps the days, not the rules, in a {@link
 * io.undercurrent.series.holiday.HolidayCalendar}.
 */
package io.undercurrent.holiday;
