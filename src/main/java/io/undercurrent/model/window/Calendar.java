package io.undercurrent.model.window;

import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The calendar features of a day: weekday (one of seven); day of the year (first two harmonics); day of the month
 * (first harmonic, and one feature for each of the first and last three days, when wages and benefits arrive); progress
 * through the four weeks before Christmas; days from Christmas to the end of the year. Optionally also the days around
 * Easter of the western churches, whose date moves by up to five weeks.
 *
 * <p>Features are cached for recent days, because all series of a stream are at about the same day.
 */
public final class Calendar {

    /** Days at either end of a month that have a feature each. */
    private static final int TURN = 3;

    private static final int CHRISTMAS_FEATURES = 2;
    private static final int CHRISTMAS_SHOPPING_DAYS = 28;
    private static final int CHRISTMAS = 25;

    private static final int FEATURES = 7 + 4 + 2 + 2 * TURN + CHRISTMAS_FEATURES;

    /** Days around Easter that have a feature each, from the Tuesday before Easter Sunday to the Tuesday after. */
    private static final int FIRST_OF_EASTER = -5;

    private static final int EASTER_FEATURES = 8;

    /** Days of the year between which the days around Easter lie, with a week to spare: from 22 March − 5 − 7 to 25 April + 2 + 7. */
    private static final int EASTER_SEASON = 69;

    private static final int EASTER_SEASON_END = 125;

    /** Stands for a day that is not around Easter. */
    private static final int NOT_EASTER = -1;

    /** More than {@link #KEPT_YEARS} years, so that the days of a window do not displace each other. A power of two. */
    private static final int KEPT_DAYS = 8192;

    private static final double DAYS_A_YEAR = 365.2425;
    private static final double DAYS_A_MONTH = 31;

    /** Years that a window of 4,096 days reaches back, the longest that a model has. */
    private static final int KEPT_YEARS = 11;

    private final boolean easter;
    private final int count;
    private final float[] features;
    /** By day: its position among the days around Easter, from 0 on. */
    private final byte[] aroundEaster = new byte[KEPT_DAYS];
    /** By day: whether days around Easter may be near. */
    private final boolean[] easterSeason = new boolean[KEPT_DAYS];
    /** For each day and number of years back: days since the date that it is compared with. */
    private final int[] sinceSameDates = new int[KEPT_DAYS * KEPT_YEARS];

    private final byte[] months = new byte[KEPT_DAYS];
    private final int[] days = new int[KEPT_DAYS];

    /**
     *
     * @param easter whether there are features for the days around Easter
     */
    public Calendar(boolean easter) {
        this.easter = easter;
        count = features(easter);
        features = new float[KEPT_DAYS * count];
        Arrays.fill(days, Integer.MIN_VALUE);
    }

    /** Number of features of a day. */
    public static int features(boolean easter) {
        return FEATURES + (easter ? EASTER_FEATURES : 0);
    }

    /** Monday is 0; day 0, 1970-01-01, was a Thursday. */
    public static int weekday(int day) {
        return Math.floorMod(day + 3, 7);
    }

    /** Whether {@code day} is one of the days around Easter; always false without Easter features. */
    public boolean isAroundEaster(int day) {
        return aroundEaster[slot(day)] != NOT_EASTER;
    }

    /**
     * Whether {@link #isAroundEaster} may hold for {@code day}, for a day up to a week earlier or later, or for one of these in another year;
     * always false without Easter features.
     */
    public boolean isEasterSeason(int day) {
        return easterSeason[slot(day)];
    }

    /**
     * Days since the same date {@code years} years before {@code day}; for 29 February, since the 28th. For a day
     * around Easter, since the day with the same distance from that year's Easter.
     */
    public int daysSinceSameDate(int day, int years) {
        return sinceSameDates[slot(day) * KEPT_YEARS + years - 1];
    }

    /** The month of {@code day}; January is 0. */
    int month(int day) {
        return months[slot(day)];
    }

    /** Writes the features of {@code day} to {@code target} from {@code offset} on; returns the offset after them. */
    public int encode(int day, float[] target, int offset) {
        System.arraycopy(features, slot(day) * count, target, offset, count);
        return offset + count;
    }

    private int slot(int day) {
        int slot = Math.floorMod(day, KEPT_DAYS);
        if (days[slot] != day) {
            LocalDate date = LocalDate.ofEpochDay(day);
            long fromEaster = ChronoUnit.DAYS.between(easterSunday(date.getYear()), date);
            boolean around = easter && fromEaster >= FIRST_OF_EASTER && fromEaster < FIRST_OF_EASTER + EASTER_FEATURES;
            int dayOfYear = date.getDayOfYear();
            easterSeason[slot] = easter && dayOfYear >= EASTER_SEASON && dayOfYear <= EASTER_SEASON_END;
            aroundEaster[slot] = (byte) (around ? fromEaster - FIRST_OF_EASTER : NOT_EASTER);
            months[slot] = (byte) (date.getMonthValue() - 1);
            compute(day, date, slot * count);
            if (easter) {
                int from = slot * count + FEATURES;
                Arrays.fill(features, from, from + EASTER_FEATURES, 0);
                if (around) {
                    features[from + aroundEaster[slot]] = 1;
                }
            }
            for (int years = 1; years <= KEPT_YEARS; years++) {
                LocalDate before =
                        around ? easterSunday(date.getYear() - years).plusDays(fromEaster) : date.minusYears(years);
                sinceSameDates[slot * KEPT_YEARS + years - 1] = day - Math.toIntExact(before.toEpochDay());
            }
            days[slot] = day;
        }
        return slot;
    }

    private void compute(int day, LocalDate date, int at) {
        Arrays.fill(features, at, at + 7, 0);
        features[at + weekday(day)] = 1;
        double year = 2 * Math.PI * (date.getDayOfYear() - 1) / DAYS_A_YEAR;
        double month = 2 * Math.PI * (date.getDayOfMonth() - 1) / DAYS_A_MONTH;
        double[] waves = {
            Math.sin(year), Math.cos(year), Math.sin(2 * year), Math.cos(2 * year), Math.sin(month), Math.cos(month)
        };
        for (int i = 0; i < waves.length; i++) {
            features[at + 7 + i] = (float) waves[i];
        }
        int turn = at + 7 + waves.length;
        int left = date.lengthOfMonth() - date.getDayOfMonth();
        for (int i = 0; i < TURN; i++) {
            features[turn + i] = date.getDayOfMonth() == 1 + i ? 1 : 0;
            features[turn + TURN + i] = left == i ? 1 : 0;
        }
        int christmas = turn + 2 * TURN;
        long before = ChronoUnit.DAYS.between(date, LocalDate.of(date.getYear(), Month.DECEMBER, CHRISTMAS));
        boolean shopping = before > 0 && before <= CHRISTMAS_SHOPPING_DAYS;
        features[christmas] = shopping ? 1 - (before - 1f) / CHRISTMAS_SHOPPING_DAYS : 0;
        features[christmas + 1] = before <= 0 ? 1 : 0;
    }

    /** Easter Sunday of the Gregorian calendar: the algorithm of an anonymous author in Nature 13 (1876), page 487. */
    static LocalDate easterSunday(int year) {
        int golden = year % 19;
        int century = year / 100;
        int ofCentury = year % 100;
        int moonShift = (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * golden + century - century / 4 - moonShift + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
        int late = (golden + 11 * epact + 22 * weekday) / 451;
        int marchDay = epact + weekday - 7 * late + 22;
        return LocalDate.of(year, Month.MARCH, 1).plusDays(marchDay - 1);
    }
}
