package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.SeriesOperators.Backend;
import io.undercurrent.stream.SeriesOperators.Checkpoint;
import io.undercurrent.stream.bundle.BundleLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The laws where a model forecasts beside the live one: it does what it would do alone, and the live one as if it were not there. */
class ShadowTest {

    private static final int ROUNDS = 4;
    private static final int SERIES = 12;
    private static final int LATENESS = 9;
    private static final int WINDOW = TestModels.WINDOW + 7;
    private static final CalibrationOptions CALIBRATION = new CalibrationOptions(true, 5);
    private static final BundleLimits LIMITS = new BundleLimits(32, Duration.ofMillis(10));
    private static final TimeLimits TIME = TimeLimits.DEFAULT.withLateness(LATENESS);

    private static final ForecastModel OWN = TestModels.of(ModelSpec.Cell.GRU);
    private static final ForecastModel SECOND = TestModels.small(ModelSpec.Cell.LSTM, WINDOW, 1);
    private static final ForecastModel FIRST_SHADOW = TestModels.small(ModelSpec.Cell.SIMPLE_RNN, TestModels.WINDOW, 2);
    private static final ForecastModel SECOND_SHADOW = TestModels.small(ModelSpec.Cell.GRU, WINDOW, 3);

    private static final SeriesContract CONTRACT =
            new SeriesContract(TestModels.COLUMNS, OWN.shape().quantiles(), TestModels.HORIZON, WINDOW, LATENESS);

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    /** A model, and from which day on it forecasts, for which share of the series; as a shadow or live. */
    private record Entry(ForecastModel model, boolean shadow, int from, long issued, double share, double arrival) {

        void announce(SeriesOperators operators) throws Exception {
            if (shadow) {
                operators.shadow(model, from, issued, share);
            } else {
                operators.succeed(model, from, issued);
            }
        }
    }

    private static SeriesOperators operators(ForecastModel own, CalibrationOptions calibration) throws Exception {
        return SeriesOperators.withSuccessors(own, CONTRACT, LIMITS, TIME, calibration)
                .start();
    }

    private static SeriesOperators plain() throws Exception {
        return new SeriesOperators(OWN, CONTRACT, LIMITS, TIME, CALIBRATION, Backend.ROCKSDB, 1, 0);
    }

    /** A shadow, another one in its place, for more series or fewer, and none; the live model changes between them. */
    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        int day = ShuffledHistory.FIRST_DAY + 5 + random.nextInt(10);
        entries.add(entry(FIRST_SHADOW, true, day, 1, 0.6));
        entries.add(entry(SECOND, false, day + random.nextInt(20), 2, 1));
        day += 8 + random.nextInt(15);
        entries.add(entry(random.nextBoolean() ? FIRST_SHADOW : SECOND_SHADOW, true, day, 3, random.nextDouble()));
        if (random.nextBoolean()) {
            entries.add(entry(SECOND_SHADOW, true, day - random.nextInt(5), 4, 1));
        }
        day += 10 + random.nextInt(15);
        entries.add(entry(SECOND_SHADOW, true, day, 5, 0));
        return entries;
    }

    private Entry entry(ForecastModel model, boolean shadow, int from, long issued, double share) {
        return new Entry(model, shadow, from, issued, share, from - 15 + random.nextDouble() * (15 + LATENESS));
    }

    private List<ShuffledHistory> histories() {
        List<ShuffledHistory> histories = new ArrayList<>();
        for (int series = 0; series < SERIES; series++) {
            histories.add(new ShuffledHistory("s" + series, LATENESS, random.split()));
        }
        return histories;
    }

    private static List<ShuffledHistory.Message> shuffled(List<ShuffledHistory> histories) {
        return histories.stream()
                .flatMap(history -> history.shuffled().stream())
                .sorted(Comparator.comparingDouble(ShuffledHistory.Message::arrival))
                .toList();
    }

    /** Feeds them, with time between some of them in which series are warmed up ahead. */
    private void feed(List<ShuffledHistory.Message> messages, List<Entry> entries, SeriesOperators operators)
            throws Exception {
        List<Entry> byArrival = new ArrayList<>(entries);
        byArrival.sort(Comparator.comparingDouble(Entry::arrival));
        long clock = SeriesOperators.NOW;
        for (ShuffledHistory.Message message : messages) {
            if (random.nextInt(4) == 0) {
                operators.setClock(++clock);
            }
            while (!byArrival.isEmpty() && byArrival.get(0).arrival() <= message.arrival()) {
                byArrival.remove(0).announce(operators);
            }
            operators.process(message.reading());
        }
        operators.end();
    }

    /** Not one bit, revision or score of what counts tells whether there is a shadow. */
    @Test
    void theLiveModelForecastsAsIfThereWereNoShadow() throws Exception {
        int made = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<ShuffledHistory.Message> messages = shuffled(histories());
            List<Entry> entries = entries();
            List<Entry> live = entries.stream().filter(entry -> !entry.shadow()).toList();
            try (SeriesOperators with = operators(OWN, CALIBRATION);
                    SeriesOperators without = operators(OWN, CALIBRATION)) {
                feed(messages, entries, with);
                feed(messages, live, without);
                assertEquals(without.forecasts(), with.forecasts(), "seed " + seed);
                assertEquals(without.scores(), with.scores(), "seed " + seed);
                assertEquals(without.anomalies(), with.anomalies(), "seed " + seed);
                assertEquals(List.of(), without.shadows());
                made += with.shadows().size();
            }
        }
        assertTrue(made > ROUNDS * SERIES * 10, made + " forecasts of shadows, seed " + seed);
    }

    /** The same readings and the same models, whichever came when. */
    @Test
    void orderDoesNotMatterForWhatAShadowForecasts() throws Exception {
        int compared = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<ShuffledHistory> histories = histories();
            List<Entry> entries = entries();
            try (SeriesOperators inOrder = operators(OWN, CALIBRATION);
                    SeriesOperators inAnyOrder = operators(OWN, CALIBRATION)) {
                for (Entry entry : entries) {
                    entry.announce(inOrder);
                }
                for (ShuffledHistory history : histories) {
                    for (Reading reading : history.clean()) {
                        inOrder.process(reading);
                    }
                }
                inOrder.end();
                feed(shuffled(histories), entries, inAnyOrder);
                Map<String, Forecast> expected = last(inOrder.shadows());
                Map<String, Forecast> actual = last(inAnyOrder.shadows());
                assertSameForecasts(expected, actual);
                // What was forecast before the end of a shadow was known remains.
                actual.keySet().removeAll(expected.keySet());
                int end = entries.get(entries.size() - 1).from();
                Set<String> later = actual.entrySet().stream()
                        .filter(forecast -> forecast.getValue().origin() < end
                                && forecast.getValue().model().equals(FIRST_SHADOW.id()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
                actual.values().removeIf(forecast -> forecast.origin() >= end);
                assertEquals(later, actual.keySet(), "seed " + seed);
                compared += expected.size();
            }
        }
        assertTrue(compared > ROUNDS * SERIES * 5, compared + " forecasts, seed " + seed);
    }

    private void assertSameForecasts(Map<String, Forecast> expected, Map<String, Forecast> actual) {
        expected.forEach((origin, forecast) -> {
            String where = origin + ", seed " + seed;
            assertTrue(actual.containsKey(origin), where);
            assertEquals(forecast.model(), actual.get(origin).model(), where);
            assertEquals(forecast.source(), actual.get(origin).source(), where);
            assertArrayEquals(forecast.values(), actual.get(origin).values(), where);
        });
    }

    private static Map<String, Forecast> last(List<Forecast> forecasts) {
        Map<String, Forecast> last = new TreeMap<>();
        forecasts.forEach(forecast -> last.put(forecast.key() + " from " + forecast.origin(), forecast));
        return last;
    }

    /** From the first reading on a shadow makes, scores and learns what it would make, score and learn in a job of its own. */
    @Test
    void aShadowForecastsWhatItWouldForecastLive() throws Exception {
        List<ShuffledHistory.Message> messages = shuffled(histories());
        Entry ever = new Entry(FIRST_SHADOW, true, ShuffledHistory.FIRST_DAY - 500, 1, 1, 0);
        try (SeriesOperators beside = operators(OWN, CALIBRATION);
                SeriesOperators alone = operators(FIRST_SHADOW, CALIBRATION)) {
            feed(messages, List.of(ever), beside);
            feed(messages, List.of(), alone);
            assertEquals(alone.forecasts(), beside.shadows(), "seed " + seed);
        }
    }

    /** Later, it forecasts as one that has run since the warm-up day, on which the series began for it. */
    @Test
    void carriedEqualsTheNetworkRunFromTheWarmUpDayOn() throws Exception {
        int compared = 0;
        int from = ShuffledHistory.FIRST_DAY + 35;
        int since = from - CONTRACT.window() - WindowShape.STRIDE + 1;
        for (int series = 0; series < 8; series++) {
            List<Reading> whole = new ShuffledHistory("a", LATENESS, random.split()).clean();
            try (SeriesOperators beside = operators(OWN, CalibrationOptions.OFF);
                    SeriesOperators begun = operators(SECOND_SHADOW, CalibrationOptions.OFF)) {
                beside.shadow(SECOND_SHADOW, from, 1, 1);
                for (Reading reading : whole) {
                    beside.process(reading);
                    if (reading.day() >= since) {
                        begun.process(reading);
                    }
                }
                beside.end();
                begun.end();
                Map<String, Forecast> made = last(beside.shadows());
                assertSameForecasts(made, last(begun.forecasts()));
                made.values().forEach(forecast -> assertTrue(forecast.origin() >= from));
                compared += made.size();
            }
        }
        assertTrue(compared > 20, compared + " forecasts, seed " + seed);
    }

    /** A restart in the middle changes nothing, also where the job no longer follows a topic of models. */
    @Test
    void aShadowSurvivesARestart() throws Exception {
        List<ShuffledHistory.Message> messages = shuffled(histories());
        Entry entry = new Entry(FIRST_SHADOW, true, ShuffledHistory.FIRST_DAY + 20, 1, 0.7, 0);
        int half = messages.size() / 2;
        try (SeriesOperators whole = operators(OWN, CALIBRATION);
                SeriesOperators stopped = plainWith(entry);
                SeriesOperators restored = plain()) {
            feed(messages, List.of(entry), whole);
            for (ShuffledHistory.Message message : messages.subList(0, half)) {
                stopped.process(message.reading());
            }
            Checkpoint checkpoint = stopped.checkpoint(1);
            restored.start(checkpoint);
            feed(messages.subList(half, messages.size()), List.of(), restored);
            List<Forecast> all = new ArrayList<>(stopped.shadows());
            assertTrue(!all.isEmpty(), "seed " + seed);
            all.addAll(restored.shadows());
            assertEquals(whole.shadows(), all, "seed " + seed);
        }
    }

    private static SeriesOperators plainWith(Entry entry) throws Exception {
        SeriesOperators operators = SeriesOperators.withSuccessors(
                        OWN, CONTRACT, LIMITS, TIME, CALIBRATION, Backend.ROCKSDB)
                .start();
        entry.announce(operators);
        return operators;
    }

    /** When its last day can change no more, nothing is kept of a shadow. */
    @Test
    void nothingRemainsOfAShadowThatHasEnded() throws Exception {
        int end = 30;
        try (SeriesOperators operators = operators(OWN, CALIBRATION)) {
            operators.shadow(FIRST_SHADOW, ShuffledHistory.FIRST_DAY + 10, 1, 1);
            operators.shadow(FIRST_SHADOW, ShuffledHistory.FIRST_DAY + end, 2, 0);
            for (int day = 0; day < end + LATENESS; day++) {
                operators.process(reading(day));
            }
            operators.checkpoint(1);
            assertEquals(1, operators.keysWithShadows());
            assertEquals(List.of(2), operators.modelsWithStates());
            assertEquals(end - 10, operators.shadows().size());
            operators.process(reading(end + LATENESS));
            operators.checkpoint(2);
            assertEquals(0, operators.keysWithShadows());
            assertEquals(List.of(1), operators.modelsWithStates());
        }
    }

    /** The hash of a key decides: about so many, always the same ones, and those of a smaller share among those of a larger. */
    @Test
    void aShareHasTheSameSeriesWhenever() throws Exception {
        Set<String> few = shadowed(0.2);
        Set<String> many = shadowed(0.6);
        assertTrue(many.containsAll(few));
        assertEquals(40, few.size(), 20);
        assertEquals(120, many.size(), 20);
        assertEquals(few, shadowed(0.2));
        assertEquals(200, shadowed(1).size());
    }

    private static Set<String> shadowed(double share) throws Exception {
        try (SeriesOperators operators = operators(OWN, CalibrationOptions.OFF)) {
            operators.shadow(FIRST_SHADOW, ShuffledHistory.FIRST_DAY, 1, share);
            for (int series = 0; series < 200; series++) {
                operators.process(new Reading("store-" + series, ShuffledHistory.FIRST_DAY, new double[] {1, 2, 0}));
            }
            operators.end();
            return operators.shadows().stream().map(Forecast::key).collect(Collectors.toSet());
        }
    }

    private static Reading reading(int day) {
        return new Reading(
                "a", ShuffledHistory.FIRST_DAY + day, new double[] {20 + day % 7, 100 + 10 * (day % 5), day % 2});
    }
}
