package io.undercurrent.calibration.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class RegularityTest {

    private static final int DAYS = 63;
    private static final double CLOSE = 1e-9;

    /** Whole numbers without a repetition, 20 apart on the mean, of which some days are missing. */
    private static double[] values(IntPredicate missing) {
        double[] values = new double[DAYS];
        for (int day = 0; day < DAYS; day++) {
            values[day] = missing.test(day) ? Double.NaN : 300 + (day % 2 == 0 ? 10 : -10) + day % 3;
        }
        return values;
    }

    private static double bits(double probability) {
        return -Math.log(probability) / Math.log(2);
    }

    @Test
    void nothingIsSurprisingOfAnOrdinaryDay() {
        assertEquals(0, Regularity.missing(values(day -> false)));
        assertEquals(0, Regularity.repetition(values(day -> false)));
        assertEquals(0, Regularity.missing(values(day -> day == DAYS - 1)), "a day without a value");
        assertEquals(0, Regularity.repetition(values(day -> day >= DAYS - 2)));
    }

    /** Three days of a series that never missed one, each of which had eight of its weekday before. */
    @Test
    void eachMissingDayAddsItsBits() {
        double[] values = values(day -> day >= DAYS - 4 && day < DAYS - 1);
        int before = DAYS - 4;
        double all = 0.5 / (before + 1);
        double sum = 0;
        for (int day = before; day < DAYS - 1; day++) {
            sum += bits(4 * all / (4 + 8 + (day - before < before % 7 - 3 ? 1 : 0)));
        }
        assertEquals(sum, Regularity.missing(values), CLOSE);
        assertTrue(sum > 20, "bits " + sum);
    }

    /** Closed on every seventh day: one more is nothing, another day is. */
    @Test
    void aWeekdayThatNeverHasAValueIsNotMissed() {
        double[] closed = values(day -> day % 7 == 5);
        assertEquals(5, (DAYS - 2) % 7);
        double usual = Regularity.missing(closed);
        assertTrue(usual < 0.6, "bits " + usual);
        double[] shifted = values(day -> day % 7 == 4 || day == DAYS - 2);
        double other = Regularity.missing(shifted);
        assertTrue(other > 4, "bits " + other);
    }

    @Test
    void aYoungSeriesMissesNothing() {
        double[] young = values(day -> day < 40 || day == DAYS - 2);
        assertEquals(0, Regularity.missing(young));
        Arrays.fill(young, Double.NaN);
        assertEquals(0, Regularity.missing(young));
        young[DAYS - 1] = 3;
        young[DAYS - 2] = 3;
        assertEquals(0, Regularity.missing(young));
        assertEquals(0, Regularity.repetition(young));
    }

    /** Whole numbers that change by 20 a day have one in 40 that comes again by chance; a further one is half as likely as not. */
    @Test
    void aRepetitionIsAsRareAsValuesAreFine() {
        double[] values = values(day -> false);
        values[DAYS - 1] = values[DAYS - 2];
        double told = 1 / (2 * meanChange(values, DAYS - 2));
        double once = 28 * told / (28 + DAYS - 2);
        assertEquals(bits(once), Regularity.repetition(values), CLOSE);
        values[DAYS - 3] = values[DAYS - 1];
        told = 1 / (2 * meanChange(values, DAYS - 3));
        once = 28 * told / (28 + DAYS - 3);
        assertEquals(2 * bits(once), Regularity.repetition(values), CLOSE);
        values[DAYS - 4] = values[DAYS - 1];
        told = 1 / (2 * meanChange(values, DAYS - 4));
        once = 28 * told / (28 + DAYS - 4);
        assertEquals(2 * bits(once) + bits((2 * once + 1) / 3), Regularity.repetition(values), CLOSE);
    }

    private static double meanChange(double[] values, int until) {
        double sum = 0;
        for (int day = 1; day <= until; day++) {
            sum += Math.abs(values[day] - values[day - 1]);
        }
        return sum / until;
    }

    /** Most days of a series that sells little have nothing, for days on end. */
    @Test
    void whatOftenRepeatsIsNotSurprising() {
        SplittableRandom random = new SplittableRandom(7);
        double[] values = new double[DAYS];
        for (int day = 0; day < DAYS - 4; day++) {
            values[day] = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 0;
        }
        values[DAYS - 5] = 2;
        assertTrue(Regularity.repetition(values) < 5, "bits " + Regularity.repetition(values));
    }

    @Test
    void nothingIsSurprisingOfAValueThatNeverChanged() {
        double[] values = new double[DAYS];
        Arrays.fill(values, 7);
        assertEquals(0, Regularity.repetition(values));
    }

    @Test
    void noSurpriseIsEndless() {
        double[] gone = values(day -> day > 35 && day < DAYS - 1);
        assertEquals(Rarity.MOST_BITS, Regularity.missing(gone));
    }
}
