package io.undercurrent.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlipsTest {

    private static final int NEWEST = 20_000;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final double[] values = new double[Slips.DAYS];
    private final SlidingWindow window = new SlidingWindow(1, 1, Slips.DAYS, 0);

    SlipsTest() {
        window.advanceTo(NEWEST - Slips.DAYS + 1);
        window.advanceTo(NEWEST);
    }

    /** Sales of about a thousand, little on Sundays. */
    private void sales() {
        Arrays.setAll(values, i -> (i % 7 == 3 ? 50 : 1000) * (1 + 0.03 * noise()));
    }

    /** Of variance 1 and never beyond 2.5. */
    private double noise() {
        return Math.sqrt(1.5) * (random.nextDouble(-1, 1) + random.nextDouble(-1, 1));
    }

    private void temperatures() {
        Arrays.setAll(values, i -> 2 + 4 * noise());
    }

    private BitSet slips() {
        return slips(new Slips());
    }

    private BitSet slips(Slips finder) {
        double[] left = values.clone();
        finder.takeOut(window, NEWEST, left);
        BitSet slips = new BitSet();
        IntStream.range(0, left.length)
                .filter(i -> Double.isNaN(left[i]) && !Double.isNaN(values[i]))
                .forEach(slips::set);
        return slips;
    }

    private static BitSet days(int... days) {
        BitSet set = new BitSet();
        Arrays.stream(days).forEach(set::set);
        return set;
    }

    @Test
    void whatIsOrdinaryIsNone() {
        for (int round = 0; round < 1000; round++) {
            sales();
            assertEquals(days(), slips(), "sales, seed " + seed);
            temperatures();
            assertEquals(days(), slips(), "temperatures, seed " + seed);
            Arrays.setAll(values, i -> random.nextInt(20) == 0 ? 1 + random.nextInt(5) : 0);
            assertEquals(days(), slips(), "hardly any sales, seed " + seed);
        }
        Arrays.fill(values, 100);
        assertEquals(days(), slips(), "always the same");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-9999, -999_999, 99_999, 1e20, -1, 0, 9999, 1e9})
    void oneIsFoundAmongSalesWhereverItStands(double slip) {
        for (int day = 0; day < Slips.DAYS; day++) {
            if (day % 7 != 3 || Math.abs(slip) > 1) {
                sales();
                values[day] = slip;
                assertEquals(days(day), slips(), "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-9999, -999, -99, 99, 1e20})
    void oneIsFoundAmongTemperatures(double slip) {
        temperatures();
        values[random.nextInt(Slips.DAYS)] = slip;
        assertEquals(1, slips().cardinality(), "seed " + seed);
    }

    @Test
    void absurdOnesAreFoundThoughTheyLast() {
        temperatures();
        Arrays.fill(values, 40, 50, -9999);
        assertEquals(days(IntStream.range(40, 50).toArray()), slips(), "seed " + seed);
    }

    @Test
    void aMoveThatLastsIsBelievedFromItsSecondDayOn() {
        sales();
        values[55] *= 3;
        assertEquals(days(55), slips(), "the first day, seed " + seed);
        values[54] *= 3;
        assertEquals(days(), slips(), "the second, seed " + seed);
        sales();
        Arrays.fill(values, 32, 39, 0);
        assertEquals(days(), slips(), "closed for a week, seed " + seed);
        sales();
        for (int i = 20; i < Slips.DAYS; i++) {
            values[i] *= 3;
        }
        assertEquals(days(), slips(), "a level of thrice the height, seed " + seed);
    }

    @Test
    void aSpikeOfSomeDaysIsOddOnceItIsOver() {
        Slips finder = new Slips(7);
        for (int length = 2; length <= 9; length++) {
            for (double factor : new double[] {0, 3, 9}) {
                sales();
                for (int i = 30; i < 30 + length; i++) {
                    // Little is sold on Sundays: they are nothing unusual without it.
                    values[i] = i % 7 == 3 ? Double.NaN : values[i] * factor;
                }
                int[] far =
                        IntStream.range(30, 30 + length).filter(i -> i % 7 != 3).toArray();
                BitSet expected = far.length <= 7 ? days(far) : days();
                assertEquals(expected, slips(finder), length + " days of " + factor + ", seed " + seed);
            }
        }
    }

    @Test
    void aSpikeThatLastsMayBeAMove() {
        Slips finder = new Slips(7);
        sales();
        for (int i = 50; i < Slips.DAYS; i++) {
            values[i] = i % 7 == 3 ? Double.NaN : values[i] * 3;
        }
        assertEquals(days(), slips(finder), "seed " + seed);
        values[Slips.DAYS - 1] /= 3;
        assertEquals(days(50, 51, 53, 54), slips(finder), "it is over, seed " + seed);
    }

    @Test
    void aPromotionExplainsADay() {
        sales();
        values[30] *= 5;
        window.merge(NEWEST - 25, new double[] {Double.NaN, 1});
        assertEquals(days(), slips(), "seed " + seed);
        window.merge(NEWEST - 25, new double[] {Double.NaN, 0});
        assertEquals(days(30), slips(), "seed " + seed);
    }

    @Test
    void ofOlderDaysTheAbsurdOnesAreFound() {
        double[] years = new double[1000];
        Arrays.setAll(years, i -> 100 + i + random.nextGaussian());
        double[] expected = years.clone();
        for (int day : new int[] {0, 3, 500, 501, 943}) {
            years[day] = -1e6;
            expected[day] = Double.NaN;
        }
        years[999] = -1e6;
        expected[999] = -1e6;
        new Slips().takeOutAbsurd(years, years.length - Slips.DAYS);
        assertArrayEquals(expected, years);
    }

    @Test
    void aFewValuesAreNotJudged() {
        Arrays.fill(values, Double.NaN);
        values[54] = 1;
        values[55] = -9999;
        assertEquals(days(), slips());
        assertFalse(new Slips().takeOutAbsurd(values, values.length));
    }
}
