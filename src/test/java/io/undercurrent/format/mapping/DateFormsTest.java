package io.undercurrent.format.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat.Accepted;
import io.undercurrent.format.ReadingFormat.Refused;
import io.undercurrent.format.ReadingFormat.Result;
import io.undercurrent.series.Columns;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days and moments as databases, warehouses and programs write them. */
class DateFormsTest {

    private static Result read(String date, String... settings) {
        String message = "{\"key\":\"a\",\"date\":" + date + ",\"sales\":1}";
        List<Result> results = Mappings.of(settings)
                .format(Columns.ofTargets("sales"), List.of())
                .read(Message.of(message.getBytes(UTF_8)));
        return results.get(0);
    }

    private static LocalDate day(String date, String... settings) {
        Result result = read(date, settings);
        return assertInstanceOf(Accepted.class, result, date).reading().date();
    }

    /** A warehouse counts no days: its key of a day is a number with the digits of the date. */
    @Test
    void takesNumbersWithTheDigitsOfDates() {
        assertEquals(LocalDate.of(2025, 3, 18), day("20250318", "date-form: yyyyMMdd"));
        assertEquals(LocalDate.of(2025, 3, 18), day("2025077", "date-form: yyyyDDD"));
        assertEquals(
                "date: expected a date as yyyyMMdd, but got the number '20250230'",
                assertInstanceOf(Refused.class, read("20250230", "date-form: yyyyMMdd"))
                        .rejection()
                        .detail());
        assertInstanceOf(Refused.class, read("20250318.0", "date-form: yyyyMMdd"));
    }

    /** As Jackson writes an instant, and Python a time. */
    @ParameterizedTest
    @CsvSource({
        "epoch-s, 1742342399.999999999, 18",
        "epoch-s, 1742342400.000, 19",
        "epoch-s, 1.7423424E9, 19",
        "epoch-ms, 1742342399999.5, 18",
        "local-us, 1742342399999999.5, 18",
    })
    void decimalsOfAMomentDoNotChangeItsDay(String form, String moment, int dayOfMarch) {
        assertEquals(LocalDate.of(2025, 3, dayOfMarch), day(moment, "date-form: " + form));
        assertEquals(
                LocalDate.of(2025, 3, dayOfMarch),
                day('"' + moment + '"', "date-form: " + form, "numbers-as-text: true"));
    }

    @Test
    void momentsBefore1970AreOfTheDayBefore() {
        assertEquals(LocalDate.of(1969, 12, 31), day("-0.5", "date-form: epoch-s"));
        assertEquals(LocalDate.of(1970, 1, 1), day("1e-999999999", "date-form: epoch-s"));
        assertInstanceOf(Refused.class, read("1e999999999", "date-form: epoch-s"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-18 23:30:00+01, 18",
        "2025-03-18 23:30:00.25-05, 19",
        "2025-03-18T23:30:00+0100, 18",
        "2025-03-18T23:30:00-05:00, 19",
        "2025-03-18T23:30:00Z, 18",
        "2025-03-18 23:30, 18",
    })
    void takesOffsetsOfHoursAlone(String written, int dayOfMarch) {
        assertEquals(LocalDate.of(2025, 3, dayOfMarch), day('"' + written + '"', "date-form: iso-time"));
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.YYYY, '; Y is the year of a week, and y that of a date'",
        "yyyy-mm-dd, '; m is the minute, and M the month'",
        "DD.MM.yyyy, '; D is the day of the year, and d that of the month'",
        "MM/yyyy, ''",
        "d MMM, ''",
        "HH:mm, '; m is the minute, and M the month'",
        "'dd ''MM'' yyyy', ''",
    })
    void refusesPatternsThatNeverNameADay(String pattern, String hint) {
        assertEquals(
                "date-form: expected a pattern with year, month and day, such as dd.MM.yyyy, but got '" + pattern + "'"
                        + hint,
                assertThrows(IllegalArgumentException.class, () -> Mappings.of("date-form: " + pattern))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "uuuu-DDD, 2025-077, 2025-03-18",
        "YYYY-'W'ww-e, 2025-W12-3, 2025-03-18",
        "d. LLLL yyyy, 18. March 2025, 2025-03-18",
        "[yyyy-MM-dd][dd.MM.yyyy], 18.03.2025, 2025-03-18",
    })
    void takesAllPatternsThatDo(String pattern, String written, LocalDate expected) {
        assertEquals(expected, day('"' + written + '"', "date-form: " + pattern));
    }
}
