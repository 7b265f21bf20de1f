package io.undercurrent.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.Reading;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    private static final int STORES = 48;
    private static final int DAYS = 4 * 365;
    private static final int TEMPERATURE = 0;
    private static final int SALES = 1;
    private static final int PROMOTION = 2;
    private static final int HOLIDAY = 3;
    private static final LocalDate FROM = LocalDate.of(2020, 1, 1);
    private static final long SEED = 7;

    /** Days by store. */
    private static List<List<StoreDay>> stores;

    @BeforeAll
    static void simulate() {
        stores = simulate(new SimulatorOptions(STORES, FROM, SEED), DAYS);
    }

    private static List<List<StoreDay>> simulate(SimulatorOptions options, int days) {
        List<List<StoreDay>> result = new ArrayList<>();
        for (int i = 0; i < options.stores(); i++) {
            result.add(new ArrayList<>());
        }
        Simulator simulator = new Simulator(options);
        for (int day = 0; day < days; day++) {
            assertEquals(options.from().plusDays(day), simulator.nextDate());
            List<StoreDay> one = new ArrayList<>();
            simulator.simulateDay(one::add);
            assertEquals(options.stores(), one.size());
            for (int i = 0; i < one.size(); i++) {
                assertEquals("store-" + (i + 1), one.get(i).reading().key());
                result.get(i).add(one.get(i));
            }
        }
        return result;
    }

    @Test
    void equalSeedsGiveEqualStoresAndOtherSeedsOthers() {
        List<List<StoreDay>> again = simulate(new SimulatorOptions(STORES, FROM, SEED), 100);
        List<List<StoreDay>> other = simulate(new SimulatorOptions(STORES, FROM, SEED + 1), 100);
        for (int i = 0; i < STORES; i++) {
            assertEquals(readings(stores.get(i).subList(0, 100)), readings(again.get(i)));
            assertNotEquals(readings(stores.get(i).subList(0, 100)), readings(other.get(i)));
        }
    }

    @Test
    void aLevelShiftChangesTheSalesFromItsDayOnAndWhatIsExpectedFromTheNext() {
        int day = 100;
        LevelShift shift = new LevelShift(FROM.plusDays(day), 0.5);
        List<List<StoreDay>> shifted = simulate(
                new SimulatorOptions(STORES, FROM, SEED, "GB", Optional.of(shift), Optional.empty()), day + 60);
        double before = 0;
        double after = 0;
        for (int i = 0; i < STORES; i++) {
            assertEquals(
                    readings(stores.get(i).subList(0, day)),
                    readings(shifted.get(i).subList(0, day)));
            double plain = stores.get(i).get(day).expected()[SALES];
            assertEquals(plain, shifted.get(i).get(day).expected()[SALES]);
            double next = stores.get(i).get(day + 1).expected()[SALES];
            assertEquals(next / 2, shifted.get(i).get(day + 1).expected()[SALES], 0.3 * next);
            for (int d = day; d < day + 60; d++) {
                before += stores.get(i).get(d).reading().values()[SALES];
                after += shifted.get(i).get(d).reading().values()[SALES];
            }
        }
        assertEquals(0.5, after / before, 0.03);
        assertThrows(IllegalArgumentException.class, () -> new LevelShift(FROM, 0));
    }

    /** Up to the first promotion after it, which draws nobody more than any other day would, all is as ever. */
    @Test
    void aPromotionShiftChangesWhatPromotionsDraw() {
        int day = 100;
        PromotionShift shift = new PromotionShift(FROM.plusDays(day), 0);
        List<List<StoreDay>> shifted = simulate(
                new SimulatorOptions(STORES, FROM, SEED, "GB", Optional.empty(), Optional.of(shift)), day + 60);
        int promoting = 0;
        for (int i = 0; i < STORES; i++) {
            int first = day;
            while (first < day + 60 && stores.get(i).get(first).reading().values()[PROMOTION] == 0) {
                first++;
            }
            assertEquals(
                    readings(stores.get(i).subList(0, first)),
                    readings(shifted.get(i).subList(0, first)));
            double with = first == day + 60 ? 0 : stores.get(i).get(first).expected()[SALES];
            if (with > 0) {
                double drawn = Math.log(with / shifted.get(i).get(first).expected()[SALES]);
                assertTrue(drawn >= 0.2 - 1e-6 && drawn <= 0.55 + 1e-6, "drawn: " + drawn);
                promoting++;
            }
        }
        assertTrue(promoting > STORES / 2, promoting + " stores");
        assertThrows(IllegalArgumentException.class, () -> new PromotionShift(FROM, Double.NaN));
    }

    @Test
    void aStoreDoesNotDependOnHowManyOthersThereAre() {
        List<List<StoreDay>> few = simulate(new SimulatorOptions(5, FROM, SEED), 200);
        for (int i = 0; i < few.size(); i++) {
            for (int day = 0; day < 200; day++) {
                StoreDay expected = stores.get(i).get(day);
                StoreDay actual = few.get(i).get(day);
                assertEquals(expected.reading(), actual.reading());
                assertArrayEquals(expected.expected(), actual.expected());
            }
        }
    }

    @Test
    void temperatureHasTheYearAndTheMemoryOfRealWeather() {
        double lag1 = 0;
        double lag3 = 0;
        double winter = 0;
        double summer = 0;
        for (List<StoreDay> store : stores) {
            double[] anomaly = anomaly(column(store, TEMPERATURE));
            lag1 += correlation(anomaly, 1) / STORES;
            lag3 += correlation(anomaly, 3) / STORES;
            winter += mean(store, TEMPERATURE, 1) / STORES;
            summer += mean(store, TEMPERATURE, 7) / STORES;
        }
        // Daily means of sixty cities, 2004 to 2013: medians 0.71 and 0.23.
        assertEquals(0.71, lag1, 0.05, "autocorrelation after a day");
        assertEquals(0.20, lag3, 0.07, "autocorrelation after three days");
        assertTrue(summer - winter > 12 && summer - winter < 25, "July is warmer than January by " + (summer - winter));
    }

    @Test
    void storesOfARegionShareTheirWeatherAndOthersDoNot() {
        double[] first = anomaly(column(stores.get(0), TEMPERATURE));
        double[] sameRegion = anomaly(column(stores.get(12), TEMPERATURE));
        double[] otherRegion = anomaly(column(stores.get(1), TEMPERATURE));
        assertTrue(correlation(first, sameRegion) > 0.95, "same region: " + correlation(first, sameRegion));
        assertTrue(Math.abs(correlation(first, otherRegion)) < 0.2, "other: " + correlation(first, otherRegion));
    }

    @Test
    void salesFollowTheWeekTheirPromotionsAndTheHolidays() {
        int christmasDays = 0;
        for (List<StoreDay> store : stores) {
            double[] weekdays = new double[7];
            double promoted = 0;
            double plain = 0;
            int promotions = 0;
            for (StoreDay day : store) {
                double[] values = day.reading().values();
                weekdays[day.reading().date().getDayOfWeek().ordinal()] += values[SALES];
                LocalDate date = day.reading().date();
                if (date.getMonthValue() == 12 && date.getDayOfMonth() == 25) {
                    assertEquals(0, values[SALES], day.reading().toString());
                    assertEquals(0, day.expected()[SALES], day.reading().toString());
                    christmasDays++;
                }
                if (values[HOLIDAY] == 0) {
                    promotions += (int) values[PROMOTION];
                    promoted += values[SALES] * values[PROMOTION];
                    plain += values[SALES] * (1 - values[PROMOTION]);
                }
            }
            double lowest = Double.MAX_VALUE;
            double highest = 0;
            for (double sales : weekdays) {
                lowest = Math.min(lowest, sales);
                highest = Math.max(highest, sales);
            }
            String key = store.get(0).reading().key();
            assertTrue(highest / lowest > 1.15, key + ": best weekday over worst is only " + highest / lowest);
            assertTrue(promotions > DAYS / 12 && promotions < DAYS / 4, key + ": promotes on " + promotions + " days");
            double uplift = promoted / promotions / (plain / (DAYS - promotions));
            assertTrue(uplift > 1.1 && uplift < 2.2, key + ": promotion multiplies sales by " + uplift);
        }
        assertEquals(4 * STORES, christmasDays);
    }

    /** The realised values scatter around the expected ones like martingale differences: nothing in the past tells how. */
    @Test
    void expectedValuesAreWhatTheRealisedOnesScatterAround() {
        for (int target : new int[] {TEMPERATURE, SALES}) {
            double sum = 0;
            double squares = 0;
            double products = 0;
            double spread = 0;
            int count = 0;
            for (List<StoreDay> store : stores) {
                double before = 0;
                for (StoreDay day : store) {
                    double expected = day.expected()[target];
                    if (target == SALES && expected == 0) {
                        continue;
                    }
                    // Errors relative to the size of the store, so that large stores do not speak for all.
                    double error = (day.reading().values()[target] - expected) / (target == SALES ? expected : 1);
                    sum += error;
                    squares += error * error;
                    products += error * before;
                    spread += target == SALES ? 1 / expected : 0;
                    before = error;
                    count++;
                }
            }
            double deviation = Math.sqrt(squares / count);
            // Stores of a region share the weather, so that there are fewer independent days than readings.
            double independent = target == SALES ? count : count / 4.0;
            String name = Simulator.COLUMNS.name(target) + " (seed " + SEED + ")";
            assertEquals(0, sum / count, 5 * deviation / Math.sqrt(independent), name + ": mean error");
            assertEquals(0, products / squares, 5 / Math.sqrt(independent), name + ": correlation with the day before");
            if (target == SALES) {
                // Poisson, plus 1/k for dispersions from 60 to 200, plus weather, demand and level shifts.
                double poisson = spread / count;
                assertTrue(squares / count > poisson + 0.008, name + ": " + squares / count + " over " + poisson);
                assertTrue(squares / count < poisson + 0.025, name + ": " + squares / count + " over " + poisson);
            }
        }
    }

    @Test
    void theExpectedValueIsABetterForecastThanTheSameDayOfTheWeekBefore() {
        for (List<StoreDay> store : stores) {
            double[] sales = column(store, SALES);
            double best = 0;
            double naive = 0;
            for (int day = 7; day < DAYS; day++) {
                best += Math.pow(sales[day] - store.get(day).expected()[SALES], 2);
                naive += Math.pow(sales[day] - sales[day - 7], 2);
            }
            String key = store.get(0).reading().key();
            assertTrue(best < 0.4 * naive, key + ": squared errors " + best + " and " + naive);
        }
    }

    @Test
    void plansAreKeptAndAskingForThemChangesNothing() {
        Simulator simulator = new Simulator(new SimulatorOptions(4, FROM, SEED));
        List<Reading> plans = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            simulator.plan(FROM.plusDays(day), plans::add);
        }
        List<Reading> readings = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            simulator.simulateDay(storeDay -> readings.add(storeDay.reading()));
        }
        for (int i = 0; i < readings.size(); i++) {
            Reading plan = plans.get(i);
            Reading reading = readings.get(i);
            assertEquals(reading.key() + reading.date(), plan.key() + plan.date());
            assertTrue(Double.isNaN(plan.values()[TEMPERATURE]) && Double.isNaN(plan.values()[SALES]), plan.toString());
            assertEquals(reading.values()[PROMOTION], plan.values()[PROMOTION], reading.toString());
            assertEquals(reading.values()[HOLIDAY], plan.values()[HOLIDAY], reading.toString());
            assertEquals(stores.get(i % 4).get(i / 4).reading(), reading);
        }
    }

    /** At the first of a month sales step in all stores, by the same factor each year. */
    @Test
    void monthsStepInAllStoresAlike() {
        List<List<StoreDay>> stepping = simulate(
                new SimulatorOptions(STORES, FROM, SEED, "GB", 0, Optional.empty(), Optional.empty(), 0.2), 2 * 365);
        double squares = 0;
        for (int month = 2; month <= 12; month++) {
            double first = step(stepping, LocalDate.of(2020, month, 1)) - step(stores, LocalDate.of(2020, month, 1));
            double second = step(stepping, LocalDate.of(2021, month, 1)) - step(stores, LocalDate.of(2021, month, 1));
            assertEquals(first, second, 0.05, "month " + month + " (seed " + SEED + ")");
            squares += first * first;
        }
        // The difference of two months.
        assertEquals(0.2 * Math.sqrt(2), Math.sqrt(squares / 11), 0.12);
        assertEquals(0, step(stepping, LocalDate.of(2020, 5, 20)) - step(stores, LocalDate.of(2020, 5, 20)), 0.05);
        assertThrows(
                IllegalArgumentException.class,
                () -> new SimulatorOptions(8, FROM, SEED, "GB", 0, Optional.empty(), Optional.empty(), -1));
    }

    /** Mean change of the logarithm of expected sales from the day before. */
    private static double step(List<List<StoreDay>> stores, LocalDate date) {
        int day = (int) ChronoUnit.DAYS.between(FROM, date);
        return stores.stream()
                .mapToDouble(days -> Math.log(
                        days.get(day).expected()[SALES] / days.get(day - 1).expected()[SALES]))
                .filter(Double::isFinite)
                .average()
                .orElseThrow();
    }

    @Test
    void namesTheOptionThatIsWrong() {
        assertEquals(
                "stores: expected at least 1, but got 0",
                assertThrows(IllegalArgumentException.class, () -> new SimulatorOptions(0, FROM, 1))
                        .getMessage());
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> new SimulatorOptions(1, FROM, 1, "atlantis", Optional.empty(), Optional.empty()))
                .getMessage()
                .contains("but got 'ATLANTIS'"));
    }

    private static List<Reading> readings(List<StoreDay> days) {
        return days.stream().map(StoreDay::reading).toList();
    }

    private static double[] column(List<StoreDay> store, int column) {
        return store.stream().mapToDouble(day -> day.reading().values()[column]).toArray();
    }

    private static double mean(List<StoreDay> store, int column, int month) {
        return store.stream()
                .filter(day -> day.reading().date().getMonthValue() == month)
                .mapToDouble(day -> day.reading().values()[column])
                .average()
                .orElseThrow();
    }

    /** What is left when mean and yearly wave, fitted by projection over whole years, are taken away. */
    private static double[] anomaly(double[] values) {
        double[] rest = values.clone();
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= mean;
        }
        for (int harmonic = 1; harmonic <= 2; harmonic++) {
            double cosine = 0;
            double sine = 0;
            for (int i = 0; i < rest.length; i++) {
                double angle = 2 * Math.PI * harmonic * i / 365.0;
                cosine += 2 * rest[i] * Math.cos(angle) / rest.length;
                sine += 2 * rest[i] * Math.sin(angle) / rest.length;
            }
            for (int i = 0; i < rest.length; i++) {
                double angle = 2 * Math.PI * harmonic * i / 365.0;
                rest[i] -= cosine * Math.cos(angle) + sine * Math.sin(angle);
            }
        }
        return rest;
    }

    private static double correlation(double[] values, int lag) {
        double product = 0;
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            square += values[i] * values[i];
            product += i >= lag ? values[i] * values[i - lag] : 0;
        }
        return product / square;
    }

    private static double correlation(double[] a, double[] b) {
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
            squareA += a[i] * a[i];
            squareB += b[i] * b[i];
        }
        return product / Math.sqrt(squareA * squareB);
    }
}
