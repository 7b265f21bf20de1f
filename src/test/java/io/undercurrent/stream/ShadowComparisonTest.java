package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.TargetScore;
import io.undercurrent.series.comparison.ComparedDay;
import io.undercurrent.series.comparison.ComparedDays;
import io.undercurrent.series.comparison.PairedErrors;
import io.undercurrent.stream.SeriesOperators.Backend;
import io.undercurrent.stream.bundle.BundleLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a job says of a shadow and the live model is what their scores say. */
class ShadowComparisonTest {

    private static final int SERIES = 12;
    private static final int LATENESS = 9;
    private static final CalibrationOptions CALIBRATION = new CalibrationOptions(true, 5);
    private static final BundleLimits LIMITS = new BundleLimits(32, Duration.ofMillis(10));
    private static final TimeLimits TIME = TimeLimits.DEFAULT.withLateness(LATENESS);
    private static final ForecastModel LIVE = TestModels.of(ModelSpec.Cell.GRU);
    private static final ForecastModel SHADOW = RecurrentModel.untrained(
            new ModelSpec(
                    TestModels.COLUMNS,
                    List.of(true),
                    TestModels.WINDOW,
                    TestModels.HORIZON,
                    List.of(0.1, 0.5, 0.9),
                    ModelSpec.Cell.LSTM,
                    5,
                    1,
                    6),
            5);
    private static final SeriesContract CONTRACT = LIVE.contract(LATENESS);
    private static final int EVER = ShuffledHistory.FIRST_DAY - 500;
    private static final double TOLERANCE = 1e-6;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    private final List<ShuffledHistory> histories = new ArrayList<>();

    private SeriesOperators operators(ForecastModel own, Backend backend) throws Exception {
        return SeriesOperators.withSuccessors(own, CONTRACT, LIMITS, TIME, CALIBRATION, backend);
    }

    private List<Reading> shuffled() {
        while (histories.size() < SERIES) {
            histories.add(new ShuffledHistory("s" + histories.size(), LATENESS, random.split()));
        }
        return histories.stream()
                .flatMap(history -> history.shuffled().stream())
                .sorted(Comparator.comparingDouble(ShuffledHistory.Message::arrival))
                .map(ShuffledHistory.Message::reading)
                .toList();
    }

    private static void feed(List<Reading> readings, SeriesOperators operators) throws Exception {
        for (Reading reading : readings) {
            operators.process(reading);
        }
    }

    /** The scores of two jobs, each of which has one of the models alone, are the oracle. */
    @Test
    void sumsAreThoseOfTheScoresOfBoth() throws Exception {
        List<Reading> readings = shuffled();
        try (SeriesOperators both = operators(LIVE, Backend.HEAP).start();
                SeriesOperators live = operators(LIVE, Backend.HEAP).start();
                SeriesOperators shadow = operators(SHADOW, Backend.HEAP).start()) {
            both.shadow(SHADOW, EVER, 1, 1);
            for (SeriesOperators operators : List.of(both, live, shadow)) {
                feed(readings, operators);
                operators.end();
            }
            Map<String, DayScore> ofLive = last(live.scores());
            Map<String, DayScore> ofShadow = last(shadow.scores());
            ComparedDays expected = new ComparedDays();
            ofLive.forEach((day, score) -> expected.add(
                    new ComparedDay(LIVE.id(), SHADOW.id(), score.day()), errors(score, ofShadow.get(day))));
            assertTrue(expected.size() > 50, expected.size() + " days, seed " + seed);
            assertSame(expected, both.compared());
        }
    }

    private static Map<String, DayScore> last(List<DayScore> scores) {
        Map<String, DayScore> last = new TreeMap<>();
        scores.forEach(score -> last.put(score.key() + " on " + score.day(), score));
        return last;
    }

    private static List<PairedErrors> errors(DayScore live, DayScore shadow) {
        List<PairedErrors> errors = new ArrayList<>();
        for (String name : TestModels.COLUMNS.targets()) {
            PairedErrors.Builder sums = new PairedErrors.Builder();
            TargetScore one = of(live, name);
            TargetScore other = of(shadow, name);
            for (int lead = 0; one != null && lead < one.leads(); lead++) {
                assertEquals(one.hasForecast(lead), other.hasForecast(lead));
                if (one.hasForecast(lead)) {
                    add(false, one, lead, sums);
                    add(true, other, lead, sums);
                }
            }
            errors.add(sums.build());
        }
        return errors;
    }

    private static void add(boolean shadow, TargetScore score, int lead, PairedErrors.Builder sums) {
        double error = Math.abs(score.forecast()[lead] - score.actual());
        sums.add(shadow, error, score.pinball()[lead], score.inside().get(0).hits()[lead]);
    }

    private static TargetScore of(DayScore score, String target) {
        return score.targets().stream()
                .filter(it -> it.target().equals(target))
                .findFirst()
                .orElse(null);
    }

    /** Late readings, corrections, duplicates, and a restart between them: what is taken back and added comes to the same. */
    @Test
    void sumsDoNotDependOnOrderAndRestarts() throws Exception {
        List<Reading> readings = shuffled();
        int from = ShuffledHistory.FIRST_DAY + 20;
        int half = readings.size() / 2;
        try (SeriesOperators inOrder = operators(LIVE, Backend.HEAP).start();
                SeriesOperators stopped = operators(LIVE, Backend.ROCKSDB).start();
                SeriesOperators restored = operators(LIVE, Backend.ROCKSDB)) {
            inOrder.shadow(SHADOW, from, 1, 0.7);
            for (ShuffledHistory history : histories) {
                feed(history.clean(), inOrder);
            }
            inOrder.end();
            feed(readings.subList(0, half / 2), stopped);
            stopped.shadow(SHADOW, from, 1, 0.7);
            feed(readings.subList(half / 2, half), stopped);
            restored.start(stopped.checkpoint(1));
            feed(readings.subList(half, readings.size()), restored);
            restored.end();
            ComparedDays all = stopped.compared();
            all.addAll(restored.compared());
            assertTrue(all.size() > 30, all.size() + " days, seed " + seed);
            ComparedDays expected = inOrder.compared();
            expected.dropEmpty();
            assertSame(expected, all);
        }
    }

    private void assertSame(ComparedDays expected, ComparedDays actual) {
        actual.dropEmpty();
        assertEquals(expected.byDay().keySet(), actual.byDay().keySet(), "seed " + seed);
        expected.byDay().forEach((day, errors) -> {
            for (int target = 0; target < errors.size(); target++) {
                assertArrayEquals(
                        errors.get(target).sums(),
                        actual.byDay().get(day).get(target).sums(),
                        TOLERANCE * errors.get(target).sums()[2] + TOLERANCE,
                        day + ", seed " + seed);
            }
        });
    }
}
