package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.StepPlanner;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.TargetScore;
import io.undercurrent.stream.SeriesOperators.Backend;
import io.undercurrent.stream.SeriesOperators.Checkpoint;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.record.Successor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The laws where models succeed one another: a series goes on as if it had begun for the new model on its warm-up day. */
class SuccessionTest {

    private static final int ROUNDS = 6;
    private static final int SERIES = 16;
    private static final int LATENESS = 9;
    private static final CalibrationOptions CALIBRATION = new CalibrationOptions(true, 5);
    private static final BundleLimits LIMITS = new BundleLimits(32, Duration.ofMillis(10));
    private static final TimeLimits TIME = TimeLimits.DEFAULT.withLateness(LATENESS);

    private static final ForecastModel FIRST = TestModels.of(ModelSpec.Cell.GRU);
    /** Days that models look back on at most; some look back on fewer. */
    private static final int WINDOW = TestModels.WINDOW + 7;

    private static final SeriesContract CONTRACT = contract(WINDOW);

    /** Of windows with more days than a model is warmed up over. */
    private static final SeriesContract LONG = contract(StepPlanner.WARM_UP_DAYS + 9);

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    private static SeriesContract contract(int window) {
        return new SeriesContract(TestModels.COLUMNS, FIRST.shape().quantiles(), TestModels.HORIZON, window, LATENESS);
    }

    /** A model and the day that it holds from. */
    private record Entry(ForecastModel model, int from, long issued, double arrival) {}

    /** The same readings and the same models, whichever came when, with time to warm series up between them or without. */
    @Test
    void orderDoesNotMatterAmongReadingsAndModels() throws Exception {
        int rewound = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Entry> entries = entries();
            List<Reading> clean = new ArrayList<>();
            List<ShuffledHistory.Message> shuffled = new ArrayList<>();
            for (int series = 0; series < SERIES; series++) {
                ShuffledHistory history = new ShuffledHistory("s" + series, LATENESS, random.split());
                clean.addAll(history.clean());
                shuffled.addAll(history.shuffled());
            }
            shuffled.sort(Comparator.comparingDouble(ShuffledHistory.Message::arrival));
            SeriesContract contract = round % 2 == 0 ? CONTRACT : LONG;
            try (SeriesOperators inOrder = operators(contract);
                    SeriesOperators inAnyOrder = operators(contract)) {
                for (Entry entry : entries) {
                    inOrder.succeed(entry.model(), entry.from(), entry.issued());
                }
                for (Reading reading : clean) {
                    inOrder.process(reading);
                }
                List<Entry> byArrival = new ArrayList<>(entries);
                byArrival.sort(Comparator.comparingDouble(Entry::arrival));
                long clock = SeriesOperators.NOW;
                for (ShuffledHistory.Message message : shuffled) {
                    if (random.nextInt(4) == 0) {
                        inAnyOrder.setClock(++clock);
                    }
                    while (!byArrival.isEmpty() && byArrival.get(0).arrival() <= message.arrival()) {
                        Entry entry = byArrival.remove(0);
                        inAnyOrder.succeed(entry.model(), entry.from(), entry.issued());
                    }
                    inAnyOrder.process(message.reading());
                }
                assertEquals(0, byArrival.size(), "seed " + seed);
                inOrder.end();
                inAnyOrder.end();
                assertSameForecasts(inOrder.forecasts(), inAnyOrder.forecasts());
                Map<String, List<TargetScore>> scores = scores(inAnyOrder);
                scores(inOrder).forEach((day, score) -> assertEquals(score, scores.get(day), day + ", seed " + seed));
                rewound += (int) inAnyOrder.forecasts().stream()
                        .filter(forecast -> forecast.revision() > 0)
                        .count();
            }
        }
        assertTrue(rewound > ROUNDS * SERIES, "the shuffling made few revisions: " + rewound);
    }

    private SeriesOperators operators(SeriesContract contract) throws Exception {
        return SeriesOperators.withSuccessors(FIRST, contract, LIMITS, TIME, CALIBRATION)
                .start();
    }

    /**
     * Known long before their first origin, or up to the lateness after it; one day may be decided twice, a model come back, and a later
     * decision take the place of what was to come.
     */
    private List<Entry> entries() {
        ForecastModel second = TestModels.small(ModelSpec.Cell.LSTM, WINDOW, random.nextLong());
        ForecastModel third = random.nextBoolean()
                ? TestModels.small(ModelSpec.Cell.SIMPLE_RNN, TestModels.WINDOW, random.nextLong())
                : TestModels.imported(random.nextBoolean(), TestModels.WINDOW, random.nextLong());
        List<Entry> entries = new ArrayList<>();
        int day = ShuffledHistory.FIRST_DAY + 10 + random.nextInt(15);
        entries.add(entry(second, day, 1));
        if (random.nextBoolean()) {
            entries.add(entry(third, day, 2));
        }
        day += 1 + random.nextInt(15);
        entries.add(entry(third, day, 3));
        day += 1 + random.nextInt(15);
        entries.add(entry(second, day, 4));
        if (random.nextBoolean()) {
            entries.add(entry(third, day - 1 - random.nextInt(10), 5));
        }
        return entries;
    }

    private Entry entry(ForecastModel model, int from, long issued) {
        return new Entry(model, from, issued, from - 15 + random.nextDouble() * (15 + LATENESS));
    }

    private void assertSameForecasts(List<Forecast> expected, List<Forecast> actual) {
        Map<String, Forecast> last = last(actual);
        Map<String, Forecast> whole = last(expected);
        assertEquals(whole.keySet(), last.keySet(), "seed " + seed);
        whole.forEach((origin, forecast) -> {
            assertEquals(forecast.model(), last.get(origin).model(), origin + ", seed " + seed);
            assertEquals(forecast.source(), last.get(origin).source(), origin + ", seed " + seed);
            assertArrayEquals(forecast.values(), last.get(origin).values(), origin + ", seed " + seed);
        });
    }

    /** The last forecast from each origin, whose revisions count from 0 without a hole. */
    private Map<String, Forecast> last(List<Forecast> forecasts) {
        Map<String, Forecast> last = new TreeMap<>();
        for (Forecast forecast : forecasts) {
            String origin = forecast.key() + " from " + forecast.origin();
            Forecast before = last.put(origin, forecast);
            int revision = before == null ? 0 : before.revision() + 1;
            assertEquals(revision, forecast.revision(), origin + ", seed " + seed);
        }
        return last;
    }

    private static Map<String, List<TargetScore>> scores(SeriesOperators operators) {
        Map<String, List<TargetScore>> last = new TreeMap<>();
        for (DayScore score : operators.scores()) {
            last.put(score.key() + " on " + score.day(), score.targets());
        }
        return last;
    }

    /** From its first origin on a model forecasts as one that has run since the warm-up day, on which the series began for it. */
    @Test
    void carriedEqualsTheNetworkRunFromTheWarmUpDayOn() throws Exception {
        int compared = 0;
        for (int series = 0; series < 8; series++) {
            int window = series % 2 == 0 ? WINDOW : TestModels.WINDOW;
            ForecastModel second = TestModels.small(ModelSpec.Cell.LSTM, window, random.nextLong());
            int from = ShuffledHistory.FIRST_DAY + 35;
            int since = from - CONTRACT.window() - WindowShape.STRIDE + 1;
            List<Reading> whole = new ShuffledHistory("a", LATENESS, random.split()).clean();
            try (SeriesOperators changed = raw(FIRST);
                    SeriesOperators begun = raw(second)) {
                changed.succeed(second, from, 1);
                for (Reading reading : whole) {
                    changed.process(reading);
                    if (reading.day() >= since) {
                        begun.process(reading);
                    }
                }
                changed.end();
                begun.end();
                Map<String, Forecast> expected = last(begun.forecasts());
                for (Forecast forecast : last(changed.forecasts()).values()) {
                    boolean later = forecast.origin() >= from;
                    assertEquals((later ? second : FIRST).id(), forecast.model(), "seed " + seed);
                    if (later) {
                        double[] values =
                                expected.get("a from " + forecast.origin()).values();
                        assertArrayEquals(values, forecast.values(), forecast + ", seed " + seed);
                        compared++;
                    }
                }
            }
        }
        assertTrue(compared > 20, compared + " forecasts, seed " + seed);
    }

    private static SeriesOperators raw(ForecastModel model) throws Exception {
        return SeriesOperators.withSuccessors(model, CONTRACT, LIMITS, TIME, CalibrationOptions.OFF)
                .start();
    }

    /** Restored with another model, a series begins for that on the first day that its window holds. */
    @Test
    void goesOnWithAnotherModelAfterARestart() throws Exception {
        ForecastModel second = TestModels.small(ModelSpec.Cell.LSTM, TestModels.WINDOW, random.nextLong());
        int days = 60;
        int before = 40;
        // Of the window in which the first reading after the restart is the newest.
        int since = ShuffledHistory.FIRST_DAY + before - WINDOW - LATENESS - WindowShape.STRIDE + 1;
        Checkpoint checkpoint;
        try (SeriesOperators first = plain(FIRST)) {
            first.start();
            for (int day = 0; day < before; day++) {
                first.process(reading(day));
            }
            checkpoint = first.checkpoint(1);
        }
        try (SeriesOperators restored = plain(second);
                SeriesOperators begun = plain(second)) {
            restored.start(checkpoint);
            begun.start();
            for (int day = since - ShuffledHistory.FIRST_DAY; day < days; day++) {
                begun.process(reading(day));
                if (day >= before) {
                    restored.process(reading(day));
                }
                if (day == before + 5) {
                    // A correction of a day before the restart.
                    Reading late = new Reading("a", ShuffledHistory.FIRST_DAY + before - 2, new double[] {7, 7, 1});
                    begun.process(late);
                    restored.process(late);
                }
            }
            restored.end();
            begun.end();
            List<Forecast> made = restored.forecasts();
            assertEquals(days - before + 8, made.size());
            Map<String, Forecast> expected = new TreeMap<>();
            begun.forecasts().forEach(forecast -> expected.put("a from " + forecast.origin(), forecast));
            Map<String, Forecast> last = new TreeMap<>();
            made.forEach(forecast -> last.put("a from " + forecast.origin(), forecast));
            last.forEach((origin, forecast) -> {
                assertEquals(second.id(), forecast.model());
                assertArrayEquals(expected.get(origin).values(), forecast.values(), origin + ", seed " + seed);
            });
        }
    }

    private static SeriesOperators plain(ForecastModel model) throws Exception {
        return new SeriesOperators(model, CONTRACT, LIMITS, TIME, CalibrationOptions.OFF, Backend.HEAP, 1, 0);
    }

    private static Reading reading(int day) {
        return new Reading(
                "a", ShuffledHistory.FIRST_DAY + day, new double[] {20 + day % 7, 100 + 10 * (day % 5), day % 2});
    }

    /** What is live survives a restart, also of a job that no longer follows a topic of models. */
    @Test
    void whatIsLiveSurvivesARestart() throws Exception {
        ForecastModel second = TestModels.small(ModelSpec.Cell.GRU, TestModels.WINDOW, random.nextLong());
        int from = ShuffledHistory.FIRST_DAY + 20;
        try (SeriesOperators whole = raw(FIRST);
                SeriesOperators stopped = raw(FIRST);
                SeriesOperators restored = plain(FIRST)) {
            whole.succeed(second, from, 1);
            stopped.succeed(second, from, 1);
            for (int day = 0; day < 40; day++) {
                if (day == 25) {
                    restored.start(stopped.checkpoint(1));
                }
                whole.process(reading(day));
                (day < 25 ? stopped : restored).process(reading(day));
            }
            whole.end();
            restored.end();
            List<Forecast> expected = whole.forecasts().stream()
                    .filter(forecast -> forecast.origin() >= ShuffledHistory.FIRST_DAY + 25)
                    .toList();
            assertEquals(expected, restored.forecasts());
            assertEquals(second.id(), restored.forecasts().get(0).model());
        }
    }

    /** A job that followed no topic goes on with one, as if it had known the models from its start. */
    @Test
    void aJobOfOneModelGoesOnWithSuccessors() throws Exception {
        ForecastModel second = TestModels.small(ModelSpec.Cell.GRU, TestModels.WINDOW, random.nextLong());
        int from = ShuffledHistory.FIRST_DAY + 30;
        Successor successor = SeriesOperators.successor(second, from, 1);
        try (SeriesOperators whole = SeriesOperators.withSuccessors(
                                FIRST, CONTRACT, LIMITS, TIME, CalibrationOptions.OFF, List.of(successor))
                        .start();
                SeriesOperators stopped = plain(FIRST).start();
                SeriesOperators restored = SeriesOperators.withSuccessors(
                        FIRST, CONTRACT, LIMITS, TIME, CalibrationOptions.OFF, List.of(successor))) {
            for (int day = 0; day < 40; day++) {
                if (day == 25) {
                    restored.start(stopped.checkpoint(1));
                    // The topic is read anew.
                    restored.succeed(second, from, 1);
                }
                whole.process(reading(day));
                (day < 25 ? stopped : restored).process(reading(day));
            }
            whole.end();
            restored.end();
            List<Forecast> all = new ArrayList<>(stopped.forecasts());
            all.addAll(restored.forecasts());
            assertEquals(whole.forecasts(), all);
            assertEquals(40, all.size());
            assertEquals(FIRST.id(), all.get(29).model());
            assertEquals(second.id(), all.get(30).model());
        }
    }

    /** Models whose last day is long ago take no room in checkpoints; what is left tells one from another. */
    @Test
    void modelsAreGivenBackWhenTheirTimeIsOver() throws Exception {
        int models = 30;
        int daysEach = 10;
        try (SeriesOperators operators = raw(FIRST);
                SeriesOperators restored = plain(FIRST)) {
            long kept = 0;
            for (int i = 0; i < models; i++) {
                int from = ShuffledHistory.FIRST_DAY + i * daysEach;
                long issued = Duration.ofDays(from).toMillis();
                operators.succeed(TestModels.small(ModelSpec.Cell.GRU, TestModels.WINDOW, i), from, issued);
                for (int day = 0; day < daysEach; day++) {
                    operators.process(reading(i * daysEach + day));
                }
                kept = Math.max(kept, operators.head.successors());
            }
            int held = operators.head.successors();
            int past = WINDOW + LATENESS + WindowShape.STRIDE;
            assertTrue(held == kept && held <= past / daysEach + 3, held + " are held");
            restored.start(operators.checkpoint(1));
            assertEquals(held, restored.head.successors());
            assertEquals(held, restored.head.successorsWithFile());
            restored.process(reading(models * daysEach));
            restored.end();
            assertEquals(
                    TestModels.small(ModelSpec.Cell.GRU, TestModels.WINDOW, models - 1)
                            .id(),
                    restored.forecasts().get(0).model());
            assertEquals(models * daysEach, operators.forecasts().size());
        }
    }

    /** Errors of the model before say nothing of the one after it. */
    @Test
    void aNewModelSpeaksThoughTheBaselineHadTakenOverFromTheOneBefore() throws Exception {
        ForecastModel second = TestModels.small(ModelSpec.Cell.GRU, TestModels.WINDOW, 5);
        int from = ShuffledHistory.FIRST_DAY + 30;
        try (SeriesOperators operators = SeriesOperators.withSuccessors(hopeless(), CONTRACT, LIMITS, TIME, CALIBRATION)
                .start()) {
            operators.succeed(second, from, 1);
            for (int day = 0; day < 33; day++) {
                operators.process(reading(day));
            }
            operators.end();
            List<Forecast> forecasts = operators.forecasts();
            assertEquals(Forecast.Source.BASELINE, forecasts.get(29).source());
            assertEquals(Forecast.Source.MODEL, forecasts.get(30).source());
            assertEquals(second.id(), forecasts.get(30).model());
        }
    }

    /** A model whose forecasts are far off. */
    private static ForecastModel hopeless() {
        Map<String, float[]> parameters = new TreeMap<>();
        TestModels.of(ModelSpec.Cell.GRU).networks().forEach((name, network) -> {
            float[] weights = network.parameters();
            if (!name.equals("trunk")) {
                for (int i = 0; i < weights.length; i++) {
                    weights[i] *= 20;
                }
            }
            parameters.put(name, weights);
        });
        RecurrentModel model = TestModels.of(ModelSpec.Cell.GRU);
        return model.withParameters(parameters, model.provenance());
    }
}
