package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Reading;
import io.undercurrent.series.TargetScore;
import io.undercurrent.stream.bundle.BundleLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What leaves the chain of operators, against what can be worked out from its ends. */
class CalibratorTest {

    private static final ForecastModel MODEL = TestModels.of(ModelSpec.Cell.GRU);
    private static final ForecastShape SHAPE = MODEL.shape();
    private static final BundleLimits LIMITS = new BundleLimits(16, Duration.ofMillis(10));
    private static final CalibrationOptions INTERVALS_ONLY = new CalibrationOptions(true, 0);
    /** The baseline never takes over, but forecasts are rounded as those that are corrected. */
    private static final CalibrationOptions ROUNDED_ONLY = new CalibrationOptions(false, 100_000);

    /**
     * Four steps of what is learnt, in units of less than thirty: one that is rounded up here may be rounded down there. A step of the
     * advantage changes the weight of the fast offset by up to five quarters of it, and the offset is at most 2.5.
     */
    private static final double LEARNT = 4 * 30.0 / (1 << 12) + 1e-3;

    private static final int DAY = 20_000;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    private record Output(List<Forecast> forecasts, List<DayScore> scores) {

        /** The last forecast from each origin. */
        Map<Integer, Forecast> last() {
            Map<Integer, Forecast> last = new TreeMap<>();
            forecasts.forEach(forecast -> last.put(forecast.origin(), forecast));
            return last;
        }

        Map<Integer, DayScore> lastScores() {
            Map<Integer, DayScore> last = new TreeMap<>();
            scores.forEach(score -> last.put(score.day(), score));
            return last;
        }
    }

    private static Output run(CalibrationOptions calibration, List<Reading> readings) throws Exception {
        try (SeriesOperators operators = new SeriesOperators(MODEL, LIMITS, TimeLimits.DEFAULT, calibration).start()) {
            for (Reading reading : readings) {
                operators.process(reading);
            }
            operators.end();
            return new Output(operators.forecasts(), operators.scores());
        }
    }

    /** Days with gaps, missing values, corrections and announcements, whose level shifts half way. */
    private List<Reading> readings(int days) {
        List<Reading> readings = new ArrayList<>();
        for (int day = DAY; day < DAY + days; day++) {
            if (random.nextInt(12) == 0) {
                continue;
            }
            double[] values = values(day < DAY + days / 2 ? 0 : 30);
            readings.add(new Reading("a", day, values));
            if (random.nextInt(4) == 0) {
                readings.add(new Reading("a", day, values(5)));
            }
            if (random.nextInt(3) == 0) {
                int ahead = day - 3 + random.nextInt(8);
                readings.add(new Reading("a", ahead, new double[] {Double.NaN, Double.NaN, random.nextInt(2)}));
            }
        }
        return readings;
    }

    private double[] values(double shift) {
        double temperature = random.nextInt(8) == 0 ? Double.NaN : random.nextGaussian() * 4;
        double sales = random.nextInt(8) == 0 ? Double.NaN : shift + 12 * random.nextFloat();
        return new double[] {temperature, sales, random.nextInt(2)};
    }

    private static TreeMap<Integer, double[]> days(List<Reading> readings) {
        TreeMap<Integer, double[]> days = new TreeMap<>();
        for (Reading reading : readings) {
            if (!reading.hasAny(0, 2) && reading.hasAny(2, 3)) {
                continue;
            }
            double[] known = days.computeIfAbsent(reading.day(), day -> new double[] {Double.NaN, Double.NaN});
            for (int target = 0; target < 2; target++) {
                double value = reading.values()[target];
                known[target] = Double.isNaN(value) ? known[target] : value;
            }
        }
        return days;
    }

    @Test
    void correctsAsOneWalkThroughAllDaysWould() throws Exception {
        int compared = 0;
        int walked = 0;
        for (int round = 0; round < 6; round++) {
            List<Reading> readings = readings(120);
            Map<Integer, double[]> raw = new TreeMap<>();
            run(ROUNDED_ONLY, readings).last().forEach((origin, forecast) -> raw.put(origin, forecast.values()));
            Map<Integer, Forecast> calibrated = run(INTERVALS_ONLY, readings).last();
            assertEquals(days(readings).keySet(), calibrated.keySet(), "seed " + seed);
            Relearning oracle = new Relearning(SHAPE, MODEL.window(), raw, days(readings));
            for (int target = 0; target < 2; target++) {
                for (int quantile : new int[] {0, 2}) {
                    Map<Integer, double[]> expected = oracle.quantiles(target, quantile);
                    assertSame(expected, target, quantile, calibrated);
                    compared += expected.size();
                    walked += calibrated.size();
                }
            }
        }
        assertTrue(compared > walked / 2, compared + " of " + walked + " days compared, seed " + seed);
    }

    private void assertSame(
            Map<Integer, double[]> expected, int target, int quantile, Map<Integer, Forecast> calibrated) {
        expected.forEach((origin, values) -> {
            for (int lead = 0; lead < SHAPE.horizon(); lead++) {
                double value = calibrated.get(origin).value(target, quantile, lead);
                assertEquals(
                        values[lead],
                        value,
                        0.5 * step(calibrated.get(origin), target) + LEARNT,
                        "origin " + origin + ", lead " + lead + ", seed " + seed);
            }
        });
    }

    /** The step that the numbers of a target have been rounded to. */
    private static double step(Forecast forecast, int target) {
        int places = 0;
        for (int lead = 0; lead < SHAPE.horizon(); lead++) {
            for (int quantile = 0; quantile < SHAPE.quantiles().size(); quantile++) {
                double value = forecast.value(target, quantile, lead);
                places = Math.max(
                        places,
                        Double.isNaN(value) ? 0 : BigDecimal.valueOf(value).scale());
            }
        }
        return Math.pow(10, -places);
    }

    /** Every figure of a score follows from the forecasts that left and from the readings. */
    @Test
    void scoresWhatLeft() throws Exception {
        int baselines = 0;
        for (int round = 0; round < 6; round++) {
            baselines += assertScores(readings(90));
        }
        assertTrue(baselines > 0, "the baseline never spoke, seed " + seed);
    }

    /** How many of the scores are the baseline's. */
    private int assertScores(List<Reading> readings) throws Exception {
        Output output = run(new CalibrationOptions(true, 5), readings);
        Map<Integer, Forecast> forecasts = output.last();
        TreeMap<Integer, double[]> days = days(readings);
        Map<Integer, DayScore> scores = output.lastScores();
        int baselines = 0;
        for (int day : days.keySet()) {
            List<TargetScore> targets =
                    scores.containsKey(day) ? scores.get(day).targets() : List.of();
            for (int target = 0; target < 2; target++) {
                String name = SHAPE.targets().get(target);
                double actual = days.get(day)[target];
                TargetScore score = targets.stream()
                        .filter(one -> one.target().equals(name))
                        .findFirst()
                        .orElse(null);
                int met = 0;
                for (int lead = 0; lead < SHAPE.horizon(); lead++) {
                    Forecast forecast = forecasts.get(day - 1 - lead);
                    boolean made =
                            !Double.isNaN(actual) && forecast != null && !Double.isNaN(forecast.value(target, 1, lead));
                    met += made ? 1 : 0;
                    if (made) {
                        assertScore(score, forecast, target, lead, actual, days.get(day - 7));
                        baselines += score.source()[lead] == Source.BASELINE ? 1 : 0;
                    } else if (score != null) {
                        assertNull(score.source()[lead]);
                    }
                }
                assertEquals(met > 0, score != null, "day " + day + ", " + name + ", seed " + seed);
            }
        }
        return baselines;
    }

    private void assertScore(
            TargetScore score, Forecast forecast, int target, int lead, double actual, double[] weekBefore) {
        String message = forecast + ", lead " + lead + ", seed " + seed;
        double low = forecast.value(target, 0, lead);
        double median = forecast.value(target, 1, lead);
        double high = forecast.value(target, 2, lead);
        assertEquals(actual, score.actual(), message);
        assertEquals(forecast.source(), score.source()[lead], message);
        assertEquals(median, score.forecast()[lead], message);
        assertEquals((float) (median - actual), score.error(lead), message);
        assertEquals(low <= actual && actual <= high, score.inside().get(0).hits()[lead], message);
        double pinball = (Math.max(0.1 * (actual - low), 0.9 * (low - actual))
                        + 0.5 * Math.abs(actual - median)
                        + Math.max(0.9 * (actual - high), 0.1 * (high - actual)))
                / 3;
        assertEquals(pinball, score.pinball()[lead], 1e-4, message);
        assertEquals(weekBefore == null ? Double.NaN : weekBefore[target], score.naive()[lead], message);
    }

    /** Nothing is learnt from a day before it has come: other days to come leave all forecasts before them as they are. */
    @Test
    void nothingLooksAhead() throws Exception {
        List<Reading> readings = readings(80);
        int from = DAY + 50;
        List<Reading> other = new ArrayList<>();
        for (Reading reading : readings) {
            boolean target = reading.hasAny(0, 2);
            other.add(
                    reading.day() < from || !target
                            ? reading
                            : new Reading("a", reading.day(), new double[] {99, 999, reading.values()[2]}));
        }
        Map<Integer, Forecast> expected =
                run(CalibrationOptions.DEFAULT, readings).last();
        Map<Integer, Forecast> actual = run(CalibrationOptions.DEFAULT, other).last();
        int compared = 0;
        for (int origin = DAY; origin < from; origin++) {
            if (expected.containsKey(origin)) {
                assertArrayEquals(
                        expected.get(origin).values(),
                        actual.get(origin).values(),
                        "origin " + origin + ", seed " + seed);
                compared++;
            }
        }
        assertTrue(compared > 30, "seed " + seed);
    }

    @Test
    void theBaselineHasAnIntervalThatItsErrorsFill() throws Exception {
        List<Reading> readings = new ArrayList<>();
        for (int day = DAY; day < DAY + 1500; day++) {
            double sales = 100 + 10 * (day % 7) + 5 * random.nextGaussian();
            readings.add(new Reading("a", day, new double[] {Double.NaN, sales, 0}));
        }
        // The weights are random: the network is far worse than the weekday median.
        Output output = run(new CalibrationOptions(true, 5), readings);
        int met = 0;
        int inside = 0;
        for (DayScore score : output.scores().subList(1000, output.scores().size())) {
            TargetScore sales = score.targets().get(0);
            for (int lead = 0; lead < SHAPE.horizon(); lead++) {
                if (sales.source()[lead] == Source.BASELINE) {
                    met++;
                    inside += sales.inside().get(0).hits()[lead] ? 1 : 0;
                }
            }
        }
        assertTrue(met > 500, met + " forecasts by the baseline, seed " + seed);
        assertEquals(0.8, (double) inside / met, 0.05, "seed " + seed);
        Forecast last = output.forecasts().stream()
                .filter(forecast -> forecast.source() == Source.BASELINE)
                .reduce((before, after) -> after)
                .orElseThrow();
        assertTrue(last.value(1, 0, 0) < last.value(1, 1, 0) && last.value(1, 1, 0) < last.value(1, 2, 0));
    }
}
