package io.undercurrent.reconciliation.continuous;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.reconciliation.Way;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenSumsTest {

    private static final int DAYS = 90;
    private static final ReconciledStores STORES = new ReconciledStores(DAYS, 7);
    private static final int FIRST = ReconciledStores.FIRST_DAY;

    /** A message, and when it comes. */
    private record Arrival(double order, long time, Forecast forecast, DayScore score) {}

    private static Forecast with(Forecast forecast, int revision, double factor) {
        double[] values = forecast.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return new Forecast(
                forecast.key(),
                forecast.origin(),
                revision,
                forecast.model(),
                forecast.source(),
                forecast.shape(),
                values);
    }

    private static long time(int day, int part) {
        return 86_400_000L * day + part;
    }

    /** All messages, some of which say something wrong that others correct, in an order in which none comes too late. */
    private static List<Arrival> arrivals(SplittableRandom random, int disorder) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Forecast forecast : STORES.forecasts()) {
            int origin = forecast.origin();
            if (random.nextInt(10) == 0) {
                arrivals.add(new Arrival(
                        origin + disorder * random.nextDouble(), time(origin, 1), with(forecast, 0, 2), null));
                arrivals.add(new Arrival(
                        origin + disorder * random.nextDouble(), time(origin, 1), with(forecast, 1, 0.5), null));
            }
            arrivals.add(
                    new Arrival(origin + disorder * random.nextDouble(), time(origin, 2), with(forecast, 0, 1), null));
            if (random.nextInt(10) == 0) {
                arrivals.add(new Arrival(
                        origin + disorder * random.nextDouble(), time(origin, 3), with(forecast, 0, 1), null));
            }
        }
        for (DayScore score : STORES.scores()) {
            if (random.nextInt(10) == 0) {
                arrivals.add(new Arrival(
                        score.day() + disorder * random.nextDouble(),
                        time(score.day(), 1),
                        null,
                        ReconciledStores.score(score.key(), score.day(), 0, 1e6)));
            }
            DayScore right = ReconciledStores.score(
                    score.key(), score.day(), 1, score.targets().get(0).actual());
            arrivals.add(new Arrival(score.day() + disorder * random.nextDouble(), time(score.day(), 1), null, right));
        }
        arrivals.sort(Comparator.comparing(Arrival::order));
        return arrivals;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whateverTheOrderTheForecastsAreThoseOfABacktest(Way way) {
        Map<String, double[]> expected = STORES.backtested(way);
        for (int disorder : new int[] {0, 1, 13}) {
            long seed = System.nanoTime();
            SplittableRandom random = new SplittableRandom(seed);
            String message = "seed " + seed + ", " + way + ", disorder " + disorder;
            SumsInMemory sums = new SumsInMemory(way, ReconciledStores.hierarchy(), true);
            for (Arrival arrival : arrivals(random, disorder)) {
                Taken taken = arrival.forecast() == null
                        ? sums.take(arrival.score(), arrival.time())
                        : sums.take(arrival.forecast(), arrival.time());
                assertNotEquals(Taken.TOO_LATE, taken, message);
                if (random.nextInt(20) == 0) {
                    sums.pass(random.nextInt((int) (2 * SumsInMemory.WAIT)));
                }
            }
            sums.end();
            Map<String, Forecast> newest = sums.newest();
            assertEquals(expected.keySet(), newest.keySet(), message);
            expected.forEach((name, quantiles) -> {
                assertArrayEquals(quantiles, newest.get(name).values(), 0, message + ": " + name);
                assertEquals(Optional.of(way.label()), newest.get(name).reconciliation());
            });
            Map<String, Integer> last = new HashMap<>();
            sums.written().forEach(forecast -> last.put(forecast.key(), forecast.origin()));
            last.forEach((key, origin) -> assertEquals(FIRST + DAYS - 1, origin, message + ": the last of " + key));
            assertTrue(
                    sums.held("all").forecasts().size() <= SumsInMemory.LATENESS + ReconciledStores.SHAPE.horizon() + 1,
                    message + ": " + sums.held("all"));
        }
    }

    private static Map<String, Forecast> day(int day) {
        Map<String, Forecast> forecasts = new HashMap<>();
        STORES.forecasts().stream()
                .filter(forecast -> forecast.origin() == FIRST + day)
                .forEach(forecast -> forecasts.put(forecast.key(), forecast));
        return forecasts;
    }

    private static final List<String> PART =
            List.of("store-0", "store-1", "store-2", "store-3", "north", "south", "all");

    @Test
    void forecastsOfAnOriginWaitForEachOther() {
        SumsInMemory sums = new SumsInMemory(Way.MINIMUM_TRACE, ReconciledStores.hierarchy(), false);
        Map<String, Forecast> day = day(0);
        for (String key : PART.subList(0, 6)) {
            sums.take(day.get(key), time(FIRST, 0));
            sums.pass(SumsInMemory.WAIT / 10);
        }
        assertEquals(List.of(), sums.written());
        sums.take(day.get("all"), time(FIRST, 0));
        assertEquals(7, sums.written().size(), "at once");
        assertEquals(new SettledSums(7, 0, 0, List.of()), sums.last());
        sums.pass(SumsInMemory.WAIT);
        assertEquals(7, sums.written().size());
    }

    /** The sums above the missing store keep their forecasts; the others are made to add up. */
    @Test
    void whatMissesAPartKeepsItsForecast() {
        SumsInMemory sums = new SumsInMemory(Way.BOTTOM_UP, ReconciledStores.hierarchy(), false);
        Map<String, Forecast> day = day(0);
        PART.stream().filter(key -> !key.equals("store-3")).forEach(key -> sums.take(day.get(key), time(FIRST, 0)));
        sums.pass(SumsInMemory.WAIT);
        assertEquals(new SettledSums(6, 0, 1, List.of("store-3")), sums.last());
        Map<String, Forecast> first = sums.newest();
        String from = " from " + FIRST;
        for (String key : List.of("south", "all")) {
            assertArrayEquals(day.get(key).values(), first.get(key + from).values());
            assertEquals(Optional.empty(), first.get(key + from).reconciliation());
        }
        assertEquals(
                median(day, "store-0") + median(day, "store-1"),
                first.get("north" + from).value(0, 1, 0),
                1e-9);
        sums.take(day.get("store-3"), time(FIRST, 0));
        sums.pass(SumsInMemory.WAIT);
        Map<String, Forecast> second = sums.newest();
        assertEquals(
                median(day, "store-2") + median(day, "store-3"),
                second.get("south" + from).value(0, 1, 0),
                1e-9);
        assertEquals(1, second.get("south" + from).revision());
        assertEquals(Optional.of("bottom-up"), second.get("south" + from).reconciliation());
        assertEquals(0, second.get("north" + from).revision(), "nothing changed of it");
    }

    private static double median(Map<String, Forecast> day, String key) {
        return day.get(key).value(0, 1, 0);
    }

    /** A store that was closed is not waited for, nor do sums lack it; one that never came is. */
    @Test
    void whatHasEndedIsNotWaitedFor() {
        SumsInMemory sums = new SumsInMemory(Way.BOTTOM_UP, ReconciledStores.hierarchy(), false);
        int horizon = ReconciledStores.SHAPE.horizon();
        for (int day = 0; day < 2 * horizon; day++) {
            Map<String, Forecast> forecasts = day(day);
            for (String key : PART) {
                if (day == 0 || !key.equals("store-3")) {
                    sums.take(forecasts.get(key), time(FIRST + day, 0));
                }
            }
            boolean waited = day > 0 && day <= horizon + 1;
            int before = sums.written().size();
            sums.pass(SumsInMemory.WAIT);
            assertEquals(waited ? 6 : 0, sums.written().size() - before, "on day " + day);
            assertEquals(
                    day > 0 && day <= horizon ? Optional.empty() : Optional.of("bottom-up"),
                    sums.newest().get("all from " + (FIRST + day)).reconciliation(),
                    "on day " + day);
        }
    }

    /** Closed by the time of messages where a series is silent, and only then too late. */
    @Test
    void whatIsOlderThanTheLatenessIsTooLate() {
        SumsInMemory sums = new SumsInMemory(Way.BOTTOM_UP, ReconciledStores.hierarchy(), false);
        for (int day = 0; day <= SumsInMemory.LATENESS; day++) {
            Map<String, Forecast> forecasts = day(day);
            for (String key : PART.subList(1, 7)) {
                sums.take(forecasts.get(key), time(FIRST + day, 0));
            }
            sums.pass(SumsInMemory.WAIT);
        }
        Forecast late = day(0).get("store-0");
        assertEquals(Taken.CHANGED, sums.take(late, time(FIRST, 0)));
        assertEquals(Taken.UNCHANGED, sums.take(late, time(FIRST, 1)));
        assertEquals(Taken.OUTDATED, sums.take(with(late, 3, 2), time(FIRST, 0)));
        sums.reach(time(FIRST + SumsInMemory.LATENESS, 0));
        sums.pass(SumsInMemory.WAIT);
        assertEquals(Taken.TOO_LATE, sums.take(with(late, 1, 2), time(FIRST, 2)));
        assertEquals(Taken.CHANGED, sums.take(day(1).get("store-0"), time(FIRST + 1, 0)));
        assertEquals(Taken.TOO_LATE, sums.take(ReconciledStores.score("store-0", FIRST, 0, 7), time(FIRST, 0)));
    }
}
