package io.undercurrent.format.fields;

import io.undercurrent.format.CalendarDay;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongToIntFunction;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Reads days of one form. Days are those of the years 0001 to 9999. */
public final class DateReader {

    public static final String ISO_DATE = "iso-date";
    public static final String ISO_TIME = "iso-time";
    public static final String EPOCH_DAYS = "epoch-days";
    public static final String EPOCH_SECONDS = "epoch-s";
    public static final String EPOCH_MILLIS = "epoch-ms";
    public static final String EPOCH_MICROS = "epoch-us";
    public static final String EPOCH_NANOS = "epoch-ns";
    /** By a clock on the wall, which no time zone is applied to. */
    public static final String LOCAL_MILLIS = "local-ms";

    public static final String LOCAL_MICROS = "local-us";
    public static final String LOCAL_NANOS = "local-ns";
    public static final String LOCAL_TIME = "local-time";

    private static final long MILLIS = 1_000;
    private static final long MICROS = 1_000_000;
    private static final long NANOS = 1_000_000_000;
    private static final long SECONDS_A_DAY = 86_400;
    private static final String DATE_AND_TIME = "a date and time as YYYY-MM-DDThh:mm:ss, with or without an offset";
    private static final int LONGEST = 64;
    /** Before the point, of a number that a long can hold. */
    private static final int MOST_DIGITS = 19;

    private final String expected;
    /** Null where days are not counted. */
    private final LongToIntFunction counter;

    private final ToIntFunction<String> parser;
    private final boolean digits;

    /**
     * @param digits whether a whole number may have the digits of a text
     */
    private DateReader(String expected, boolean digits, ToIntFunction<String> parser) {
        this.expected = expected;
        this.counter = null;
        this.parser = parser;
        this.digits = digits;
    }

    /**
     * @param number the whole number of a text, if it has one
     */
    private DateReader(String expected, LongToIntFunction counter, Function<String, OptionalLong> number) {
        this.expected = expected;
        this.counter = counter;
        this.parser = text -> {
            OptionalLong whole = number.apply(text);
            return whole.isPresent() ? counter.applyAsInt(whole.getAsLong()) : CalendarDay.NONE;
        };
        digits = false;
    }

    /**
     * @param form one of the names above, or a pattern of {@link DateTimeFormatter}
     * @param zone the time zone that decides of which day a moment is
     * @throws IllegalArgumentException if the form is none of those and no pattern
     */
    public static DateReader of(String form, ZoneId zone) {
        return switch (form) {
            case ISO_DATE -> new DateReader("a day of the calendar as YYYY-MM-DD", false, DateReader::isoDate);
            case ISO_TIME -> new DateReader(DATE_AND_TIME, false, pattern(isoTime(), zone));
            case EPOCH_DAYS -> new DateReader("days since 1970 as a number", DateReader::inRange, DateReader::whole);
            case EPOCH_SECONDS -> moments("seconds", 1, zone);
            case EPOCH_MILLIS -> moments("milliseconds", MILLIS, zone);
            case EPOCH_MICROS -> moments("microseconds", MICROS, zone);
            case EPOCH_NANOS -> moments("nanoseconds", NANOS, zone);
            case LOCAL_MILLIS -> moments("milliseconds", MILLIS, ZoneOffset.UTC);
            case LOCAL_MICROS -> moments("microseconds", MICROS, ZoneOffset.UTC);
            case LOCAL_NANOS -> moments("nanoseconds", NANOS, ZoneOffset.UTC);
            case LOCAL_TIME -> new DateReader(DATE_AND_TIME, false, day(isoTime(), date -> false, zone));
            default -> {
                DateTimeFormatter formatter = formatter(form);
                DatePattern.requireDay(form);
                yield new DateReader("a date as " + form, true, pattern(formatter, zone));
            }
        };
    }

    private static DateReader moments(String unit, long aSecond, ZoneId zone) {
        LongToIntFunction day = moment -> {
            long seconds = Math.floorDiv(moment, aSecond);
            // A long of seconds reaches farther than instants do.
            if (seconds < CalendarDay.FIRST * SECONDS_A_DAY || seconds > (CalendarDay.LAST + 1) * SECONDS_A_DAY) {
                return CalendarDay.NONE;
            }
            return inRange(
                    Instant.ofEpochSecond(seconds).atZone(zone).toLocalDate().toEpochDay());
        };
        return new DateReader(unit + " since 1970 as a number", day, DateReader::floor);
    }

    private static DateTimeFormatter isoTime() {
        return new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .appendPattern("['T'][' ']")
                .append(DateTimeFormatter.ISO_LOCAL_TIME)
                .optionalStart()
                .appendOffset("+HH:MM", "Z")
                .optionalEnd()
                .optionalStart()
                .appendOffset("+HHMM", "Z")
                .optionalEnd()
                // As PostgreSQL writes it.
                .optionalStart()
                .appendOffset("+HH", "Z")
                .optionalEnd()
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static DateTimeFormatter formatter(String pattern) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    // Otherwise a year of the era, yyyy, is no year.
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "date-form: expected iso-date, iso-time, epoch-days, epoch-s, epoch-ms, epoch-us, epoch-ns,"
                            + " local-ms, local-us, local-ns, local-time or a pattern such as dd.MM.yyyy, but got '"
                            + pattern
                            + "': " + malformed.getMessage(),
                    malformed);
        }
    }

    /** Without an offset, date and time are those of the place where they were written. */
    private static ToIntFunction<String> pattern(DateTimeFormatter formatter, ZoneId zone) {
        return day(formatter, date -> date.isSupported(ChronoField.INSTANT_SECONDS), zone);
    }

    /**
     * @param moments of which the zone decides the day; of others it is the date as it is written
     */
    private static ToIntFunction<String> day(
            DateTimeFormatter formatter, Predicate<TemporalAccessor> moments, ZoneId zone) {
        return text -> {
            try {
                TemporalAccessor date = formatter.parse(text);
                return inRange(
                        moments.test(date)
                                ? Instant.from(date).atZone(zone).toLocalDate().toEpochDay()
                                : LocalDate.from(date).toEpochDay());
            } catch (DateTimeException none) {
                return CalendarDay.NONE;
            }
        };
    }

    /** Debezium writes a date as text with the offset of UTC, which a date has none of. */
    private static int isoDate(String text) {
        int length = text.length();
        return CalendarDay.parse(length == 11 && text.charAt(10) == 'Z' ? text.substring(0, 10) : text);
    }

    private static int inRange(long day) {
        return CalendarDay.isInRange(day) ? (int) day : CalendarDay.NONE;
    }

    /** The whole number in a text, if a long can hold it. */
    private static OptionalLong whole(String text) {
        if (text.length() > LONGEST) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException perhapsWithExponent) {
            return wholeDecimal(text);
        }
    }

    private static OptionalLong wholeDecimal(String text) {
        try {
            return OptionalLong.of(new BigDecimal(text).longValueExact());
        } catch (ArithmeticException | NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    /** The whole number at or below the number in a text: moments may have decimals, which do not change the day. */
    private static OptionalLong floor(String text) {
        OptionalLong whole = whole(text);
        if (whole.isPresent() || text.length() > LONGEST) {
            return whole;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            long digits = (long) number.precision() - number.scale();
            // Neither is computed of an exponent that would take long.
            if (digits > MOST_DIGITS) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(
                    digits <= 0
                            ? Math.min(number.signum(), 0)
                            : number.setScale(0, RoundingMode.FLOOR).longValueExact());
        } catch (ArithmeticException | NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    /** The day of a text, counted from 1970-01-01; {@link CalendarDay#NONE} where it is none. */
    public int day(String text) {
        return parser.applyAsInt(text);
    }

    /** The day of a number, where days are counted; {@link CalendarDay#NONE} where it is of none. */
    public int day(long number) {
        return counter.applyAsInt(number);
    }

    /** Whether days or moments are counted from 1970 on. */
    public boolean isCounted() {
        return counter != null;
    }

    /** Whether a whole number may have the digits of a date, such as 20250318, as keys of days in warehouses do. */
    public boolean takesDigits() {
        return digits;
    }

    /** What is expected, for a message. */
    public String expected() {
        return expected;
    }
}
