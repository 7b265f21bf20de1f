package io.undercurrent.model.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowStatisticsTest {

    private static final FlagDays FLAGS = new FlagDays(new int[] {1}, List.of(), SeriesHolidays.NONE);

    private static final double ABSENT = Double.NaN;
    private static final int NEWEST = 1000;

    /** A window of two columns, the newest day last. */
    private static SlidingWindow window(double[][] days) {
        SlidingWindow window = new SlidingWindow(1, 1, 80, 7);
        for (int i = 0; i < days.length; i++) {
            window.advanceTo(NEWEST - days.length + 1 + i);
            window.merge(window.newestDay(), days[i]);
        }
        return window;
    }

    private static WindowStatistics statistics(SlidingWindow window) {
        WindowStatistics statistics = new WindowStatistics(80, 80, null, 1);
        statistics.compute(window, NEWEST, 0);
        return statistics;
    }

    @Test
    void findsLevelScaleAndWeekdayMedians() {
        double[][] days = new double[56][];
        for (int i = 0; i < 56; i++) {
            // Four quiet weeks, four loud ones: each weekday's median lies between the two.
            days[i] = new double[] {i < 28 ? 10 + i % 7 : 30 + i % 7, 0};
        }
        WindowStatistics statistics = statistics(window(days));
        assertEquals(23, statistics.level(), 1e-5f);
        assertEquals(10, statistics.scale(), 1e-5f);
        assertEquals(20, statistics.profile(NEWEST + 1), 1e-5f, "the weekday of the first day");
        assertEquals(26, statistics.profile(NEWEST), 1e-5f);
        assertEquals(10, statistics.meanAnomaly(7), 1e-5f);
        assertEquals(10, statistics.meanAnomaly(28), 1e-5f);
        assertEquals(1, statistics.fill());
    }

    @Test
    void drawsTheScaleOfFewDaysTowardsWhatIsUsual() {
        ScalePrior prior = new ScalePrior(0.5, 1);
        WindowStatistics statistics = new WindowStatistics(80, 80, prior, 1);
        statistics.compute(window(new double[][] {{40, 0}}), NEWEST, 0);
        assertEquals(20 * 7 / 8f * 55 / 56, statistics.scale(), 1e-4f, "one day says nothing");
        double[][] days = new double[56][];
        for (int i = 0; i < days.length; i++) {
            days[i] = new double[] {i % 2 == 0 ? 30 : 50, 0};
        }
        statistics.compute(window(days), NEWEST, 0);
        assertEquals(10, statistics.scale(), 1e-5f, "a full window speaks for itself");
        statistics.compute(window(Arrays.copyOf(days, 14)), NEWEST, 0);
        assertEquals(10 + 10 * 7 / 21f * 42 / 56, statistics.scale(), 1e-4f, "in between");
    }

    @Test
    void drawsTheScaleOfAMeterByWhatItStandsAt() {
        WindowStatistics statistics = new WindowStatistics(80, 80, new ScalePrior(1e-8, 1), 1);
        double[][] days = new double[14][];
        for (int i = 0; i < days.length; i++) {
            days[i] = new double[] {120_000_000 + (i % 2 == 0 ? 0 : 6), 0};
        }
        statistics.compute(window(days), NEWEST, 0);
        double usual = 1e-8 * 120_000_003;
        assertEquals(
                3 + (usual - 3) * 7 / 21 * 42 / 56, statistics.scale(), 1e-5, "of a level far above its reference");
        assertEquals(120_000_003, statistics.observations().reference() + statistics.level(), 1e-6);
    }

    /** As little as is usual, and no more than a thousandth of the level once the window is full; nowhere does the scale jump. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.04", "1e-5, 0.0004"})
    void givesAScaleToWhatDoesNotVary(double factor, float expected) {
        WindowStatistics statistics = new WindowStatistics(80, 80, new ScalePrior(factor, 1), 1);
        double[][] days = new double[56][];
        Arrays.fill(days, new double[] {40, 0});
        statistics.compute(window(Arrays.copyOf(days, 55)), NEWEST, 0);
        assertEquals(expected, statistics.scale(), 0.01f * expected, "a day before the window is full");
        statistics.compute(window(days), NEWEST, 0);
        assertEquals(expected, statistics.scale(), 1e-5f * expected);
    }

    /** In other units the same series has the same shape: 64 times 2 to the power of -40 is far below a millionth. */
    @ParameterizedTest
    @CsvSource({"1", "9.094947017729282e-13"})
    void measuresSmallNumbersAsLargeOnes(double unit) {
        double[][] days = new double[56][];
        for (int i = 0; i < days.length; i++) {
            days[i] = new double[] {(64 + i % 7 + i % 2) * unit, 0};
        }
        WindowStatistics statistics = statistics(window(days));
        assertEquals(statistics(window(scaled(days, 1 / unit))).scale() * unit, statistics.scale());
        assertTrue(statistics.scale() > unit, "scale " + statistics.scale());
    }

    private static double[][] scaled(double[][] days, double factor) {
        return Arrays.stream(days)
                .map(day -> new double[] {day[0] * factor, day[1]})
                .toArray(double[][]::new);
    }

    @ParameterizedTest
    @CsvSource({"0, 1e-6", "-3, 0.003", "1e-9, 1e-12", "1e-30, 1e-33", "1e-40, 1e-6"})
    void givesAScaleToWhatIsAlwaysTheSame(double value, float expected) {
        double[][] days = new double[56][];
        Arrays.fill(days, new double[] {value, 0});
        assertEquals(expected, statistics(window(days)).scale(), expected * 1e-6f);
    }

    @Test
    void leavesOutWhatIsMissing() {
        WindowStatistics none = statistics(window(new double[][] {{ABSENT, 1}, {ABSENT, 1}}));
        assertFalse(none.hasValues());
        WindowStatistics one = statistics(window(new double[][] {{4, 0}, {ABSENT, 0}}));
        assertTrue(one.hasValues());
        assertEquals(4, one.observations().reference() + one.level());
        assertTrue(one.scale() > 0, "a scale to divide by");
        assertEquals(one.level(), one.profile(NEWEST + 3), "the level where a weekday has no value");
        assertEquals(1 / 56f, one.fill());
    }

    @Test
    void measuresWhatAFlagDoes() {
        double[][] days = new double[56][];
        int flagged = 0;
        for (int i = 0; i < 56; i++) {
            // Each weekday once: too seldom to move its median.
            boolean flag = i % 8 == 3;
            flagged += flag ? 1 : 0;
            days[i] = new double[] {flag ? 150 : 100, flag ? 1 : 0};
        }
        SlidingWindow window = window(days);
        assertEquals(50f * flagged / (flagged + 1), statistics(window).flagEffect(window, FLAGS, 0), 1e-3f);
        double[][] never = new double[56][];
        for (int i = 0; i < 56; i++) {
            never[i] = new double[] {i, 0};
        }
        SlidingWindow without = window(never);
        assertEquals(0, statistics(without).flagEffect(without, FLAGS, 0));
    }
}
