package io.undercurrent.evaluation.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.history.History;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The methods by hand-computed cases and, where there are parameters to fit, by an implementation of their own in SciPy. */
class SeriesMethodTest {

    private static final double GAP = Double.NaN;
    private static final int MONDAY = Math.toIntExact(LocalDate.of(2025, 1, 6).toEpochDay());

    /** Forecasts from the end of {@code values}, all of which are training. */
    private static double[] forecast(SeriesMethod method, int horizon, double... values) {
        return forecast(method, horizon, values, values);
    }

    private static double[] forecast(SeriesMethod method, int horizon, double[] training, double[] values) {
        SeriesMethod.Walk walk = method.begin(MONDAY, training, horizon);
        Arrays.stream(values).forEach(walk::observe);
        double[] leads = new double[horizon];
        walk.forecast(leads);
        return leads;
    }

    /** Twelve weeks with level, trend, weekly pattern and something like noise; the same formula as in the SciPy runs. */
    private static double[] twelveWeeks() {
        double[] values = new double[84];
        Arrays.setAll(values, t -> 60 + 0.15 * t + 9 * Math.sin(2 * Math.PI * t / 7) + 4 * Math.sin(12.9898 * t * t));
        return values;
    }

    @Test
    void naiveRepeatsTheLastValueThereIs() {
        assertArrayEquals(new double[] {3, 3}, forecast(new Naive(), 2, 1, 2, 3, GAP));
    }

    @Test
    void seasonalNaiveRepeatsTheLastWeek() {
        assertArrayEquals(
                new double[] {2, 3, 4, 5, 6, 7, 8, 2, 3}, forecast(SameWeekday.last(), 9, 1, 2, 3, 4, 5, 6, 7, 8));
    }

    @Test
    void seasonalNaiveGoesBackToTheLastWeekThatHasTheDay() {
        double[] values = {1, 2, 3, 4, 5, 6, 7, GAP, 20, 30, 40, 50, 60, 70};
        assertArrayEquals(new double[] {1, 20}, forecast(SameWeekday.last(), 2, values));
        assertArrayEquals(new double[] {5, 5}, forecast(SameWeekday.last(), 2, 4, 5), "weekdays never seen");
    }

    @Test
    void weekdayMeanAndMedianLookAtTheLastFewValuesOfEachWeekday() {
        double[] values = new double[7 * 4];
        for (int week = 0; week < 4; week++) {
            Arrays.fill(values, 7 * week, 7 * week + 7, new double[] {100, 1, 2, 9}[week]);
        }
        values[7 * 2] = GAP;
        double[] mean = forecast(SameWeekday.mean(3), 2, values);
        assertArrayEquals(new double[] {(100 + 1 + 9) / 3.0, (1 + 2 + 9) / 3.0}, mean, 1e-12);
        assertArrayEquals(new double[] {9, 2}, forecast(SameWeekday.median(3), 2, values));
        assertArrayEquals(new double[] {9, (2 + 9) / 2.0}, forecast(SameWeekday.median(2), 2, pad(values)), 1e-12);
    }

    /** So that the first weekday has an even number of values, too. */
    private static double[] pad(double[] values) {
        double[] padded = values.clone();
        padded[7 * 2] = 9;
        return padded;
    }

    @Test
    void thetaAgreesWithTheTwoThetaLinesOfItsInventors() {
        double[] expected = {75.1853, 83.2264, 85.3633, 79.5181, 71.5438, 64.0987, 68.9066, 75.7303, 83.8291, 85.9809};
        assertArrayEquals(expected, forecast(new Theta(), 10, twelveWeeks()), 1e-3);
    }

    @Test
    void thetaTakesTheWeeklyPatternAsTermsWhereValuesAreNegative() {
        double[] values = twelveWeeks();
        double[] lower = Arrays.stream(values).map(value -> value - 100).toArray();
        double[] forecast = forecast(new Theta(), 7, lower);
        // The same series lower down: the pattern is nearly the same, the forecasts must be too.
        double[] reference = forecast(new Theta(), 7, values);
        for (int lead = 0; lead < 7; lead++) {
            assertEquals(reference[lead] - 100, forecast[lead], 2, "lead " + lead);
        }
    }

    @Test
    void thetaKeepsTheWeeklyPatternOfShopsThatAreClosedOnOneWeekday() {
        double[] pattern = {10, 20, 30, 40, 50, 60, GAP};
        for (double level : new double[] {0, -100}) {
            double[] values = new double[70];
            Arrays.setAll(values, t -> level + pattern[t % 7]);
            double[] expected =
                    Arrays.stream(pattern, 0, 6).map(value -> level + value).toArray();
            double[] forecast = forecast(new Theta(), 7, values);
            assertArrayEquals(expected, Arrays.copyOf(forecast, 6), 1e-6, "level " + level);
            assertEquals(level + 35, forecast[6], 1e-6, "of a weekday never seen, what the others are on average");
        }
    }

    /** The numbers are those from before there was a way for weekdays without values. */
    @Test
    void thetaTakesTheWeeklyPatternFromCompleteWeeksWhereDaysAreMissingHereAndThere() {
        double[] values = twelveWeeks();
        SplittableRandom random = new SplittableRandom(3);
        for (int t = 0; t < values.length; t++) {
            values[t] = random.nextInt(10) == 0 ? GAP : values[t];
        }
        double[] expected = {
            74.98638162526963,
            82.93216662573303,
            86.09136008809737,
            78.45761436997171,
            71.56804897820525,
            65.11525419528479,
            68.30376046215997,
            75.55538016272337,
            83.56077656289547,
            86.74321026377211
        };
        assertArrayEquals(expected, forecast(new Theta(), 10, values), 1e-9);
    }

    @Test
    void thetaHasNoWeeklyPatternWithoutACompleteWeekOfAllWeekdays() {
        double[] values = twelveWeeks();
        for (int t = 2; t < values.length; t += 5) {
            values[t] = GAP;
        }
        double[] expected = {72.08258247951551, 72.15529149887251, 72.22800051822954};
        assertArrayEquals(expected, forecast(new Theta(), 3, values), 1e-9);
    }

    @Test
    void holtWintersAgreesWithSciPy() {
        double[] expected = {74.1648, 81.4655, 83.7737, 78.1993, 71.7038, 65.3834, 69.5813, 75.4799, 82.7543, 85.0368};
        assertArrayEquals(expected, forecast(new HoltWinters(), 10, twelveWeeks()), 0.1);
    }

    @Test
    void holtWintersMovesOnOverMissingDays() {
        double[] pattern = {10, 20, 30, 40, 50, 60, 70};
        double[] values = new double[70];
        Arrays.setAll(values, t -> t % 9 == 4 ? GAP : pattern[t % 7]);
        assertArrayEquals(pattern, forecast(new HoltWinters(), 7, values), 1.5);
    }

    @Test
    void theFlagTableLooksAtDaysOfTheSameWeekdayAndFlags() {
        // The flag stands on the first and second Monday, on a Tuesday, and on the Monday and Wednesday ahead.
        double[] sales = {10, 1, 2, 3, 4, 5, 6, 20, 7, 2, 3, 4, 5, 6, 5, 9, 2, 3, 4, 5, 6, 6, 3};
        double[] promotion = new double[sales.length + 7];
        for (int day : new int[] {0, 7, 15, 23, 28}) {
            promotion[day] = 1;
        }
        double[] values = new double[2 * promotion.length];
        for (int day = 0; day < promotion.length; day++) {
            values[2 * day] = day < sales.length ? sales[day] : GAP;
            values[2 * day + 1] = promotion[day];
        }
        FlagDays flags = new FlagDays(new History("store", MONDAY, 2, values), new int[] {1}, List.of());
        // No promotion on a Wednesday yet: that of any day. Then Thursday to Sunday, Monday with a promotion and
        // Tuesday without.
        assertArrayEquals(new double[] {13, 3, 4, 5, 6, 15, 11 / 3.0}, forecast(FlagTable.mean(), flags, sales), 1e-12);
        assertArrayEquals(new double[] {10, 3, 4, 5, 6, 15, 3}, forecast(FlagTable.median(), flags, sales), 1e-12);
    }

    private static double[] forecast(SeriesMethod method, FlagDays flags, double[] values) {
        SeriesMethod.Walk walk = method.begin(MONDAY, flags, values, 7);
        Arrays.stream(values).forEach(walk::observe);
        double[] leads = new double[7];
        walk.forecast(leads);
        return leads;
    }

    @Test
    void theMonthTableFindsLevelMonthAndWeekday() {
        double[] values = new double[3 * 365];
        Arrays.setAll(values, t -> 200 * monthAndWeekday(MONDAY + t));
        double[] expected = new double[60];
        Arrays.setAll(expected, lead -> 200 * monthAndWeekday(MONDAY + values.length + lead));
        assertArrayEquals(expected, forecast(new MonthTable(), 60, values), 4, "a step at the border of each month");
        double[] negative = Arrays.stream(values).map(value -> value - 250).toArray();
        Arrays.setAll(expected, lead -> expected[lead] - 250);
        assertArrayEquals(expected, forecast(new MonthTable(), 60, negative), 20, "as terms, an approximation");
    }

    private static double monthAndWeekday(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return (1 + 0.04 * (date.getMonthValue() - 6.5))
                * (1 + 0.1 * (date.getDayOfWeek().getValue() - 4));
    }

    @Test
    void climatologyFindsTheYearlyCycle() {
        double[] values = new double[3 * 365];
        Arrays.setAll(values, t -> normal(MONDAY + t));
        double[] expected = new double[60];
        Arrays.setAll(expected, lead -> normal(MONDAY + values.length + lead));
        assertArrayEquals(expected, forecast(YearlyNormal.alone(), 60, values), 1e-8);
    }

    private static double normal(int day) {
        double year = 2 * Math.PI * LocalDate.ofEpochDay(day).getDayOfYear() / 365.25;
        return 12 + 8 * Math.cos(year) - 3 * Math.sin(2 * year) + Math.cos(3 * year);
    }

    @Test
    void dampedAnomalyFadesAsItDidInTraining() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        double[] training = new double[12 * 365];
        double anomaly = 0;
        for (int t = 0; t < training.length; t++) {
            anomaly = 0.7 * anomaly + random.nextGaussian();
            training[t] = normal(MONDAY + t) + anomaly;
        }
        double[] values = Arrays.copyOf(training, training.length + 1);
        int next = MONDAY + training.length;
        values[training.length] = normal(next) + 10;
        double[] forecast = forecast(YearlyNormal.withDampedAnomaly(), 4, training, values);
        for (int lead = 1; lead <= 4; lead++) {
            double expected = normal(next + lead) + 10 * Math.pow(0.7, lead);
            assertEquals(expected, forecast[lead - 1], 0.5, "lead " + lead + ", seed " + seed);
        }
        // A day without a value: what is left of the newest anomaly is a day older.
        double[] gap = Arrays.copyOf(values, values.length + 1);
        gap[values.length] = GAP;
        double[] later = forecast(YearlyNormal.withDampedAnomaly(), 4, training, gap);
        assertArrayEquals(Arrays.copyOfRange(forecast, 1, 4), Arrays.copyOf(later, 3), 1e-9);
    }

    @Test
    void everyMethodHasAnAnswerFromTheFirstValueOn() {
        for (SeriesMethod method : List.of(
                new Naive(),
                SameWeekday.last(),
                SameWeekday.mean(8),
                SameWeekday.median(8),
                new HoltWinters(),
                new Theta(),
                FlagTable.mean(),
                FlagTable.median(),
                new MonthTable(),
                YearlyNormal.alone(),
                YearlyNormal.withDampedAnomaly())) {
            double[] afterOne = forecast(method, 9, new double[] {}, new double[] {GAP, 5, GAP});
            assertArrayEquals(new double[] {5, 5, 5, 5, 5, 5, 5, 5, 5}, afterOne, 1e-9, method.name());
            double[] constant = new double[40];
            Arrays.fill(constant, 5);
            double[] afterMany = forecast(method, 3, constant);
            assertArrayEquals(new double[] {5, 5, 5}, afterMany, 1e-6, method.name());
            double[] zeros = forecast(method, 3, new double[40]);
            assertTrue(Arrays.stream(zeros).allMatch(value -> value == 0), method.name() + Arrays.toString(zeros));
        }
    }

    @Test
    void trainingErrorsGiveTheirQuantilesByLeadTime() {
        double[] training = new double[19];
        Arrays.setAll(training, t -> t);
        TrainingErrors errors = new TrainingErrors(training, 3);
        for (int age = 0; age < 19; age++) {
            if (errors.wants(age)) {
                // Forecasts 0, 2, 4, … too low at the first lead time, exact at the second.
                errors.add(age, new double[] {age + 1 - 2 * (age - 9), age + 2, age + 3});
            }
        }
        // From day 9 on, half of the training part: errors 0, 2, …, 16.
        double[][] quantiles = errors.quantiles(List.of(0.1, 0.5, 0.9));
        assertArrayEquals(new double[] {1.6, 8, 14.4}, quantiles[0], 1e-9);
        assertArrayEquals(new double[] {0, 0, 0}, quantiles[1], 1e-9);
    }

    @Test
    void withoutTrainingThereAreNoErrors() {
        TrainingErrors errors = new TrainingErrors(new double[] {}, 2);
        assertArrayEquals(new double[] {0, 0}, errors.quantiles(List.of(0.1, 0.9))[1]);
    }
}
