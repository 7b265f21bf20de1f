package io.undercurrent.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds of corrected quantiles whatever the readings and forecasts are, over random series. */
class CalibrationTest {

    private static final Speaker SPEAKER = new Speaker("gru48@1f3c9a", 1, 2);
    private static final int HORIZON = 5;
    private static final int DAYS = 150;
    private static final int LATENESS = 3;

    /** Of forecasts of series with a scale of 2, and more than that of others here. */
    private static final double HALF_A_STEP = 0.005 + 1e-6;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void quantilesNeverCrossNorFallBelowZeroWithoutReasonAndTheMedianStays() {
        int floored = 0;
        int baselines = 0;
        for (int series = 0; series < 60; series++) {
            List<Double> quantiles = series % 3 == 0
                    ? List.of(0.5)
                    : series % 3 == 1 ? List.of(0.1, 0.5, 0.9) : List.of(0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975);
            ForecastShape shape = new ForecastShape(List.of("a", "b"), quantiles, HORIZON);
            Calibration calibration = new Calibration(shape, new CalibrationOptions(true, 6));
            ForecastHistory history = calibration.newHistory();
            boolean negative = random.nextBoolean();
            boolean[] neverNegative = {true, true};
            boolean[] anyActual = new boolean[2];
            for (int day = 0; day < DAYS; day++) {
                Outcome outcome = outcome(day, negative);
                for (int target = 0; target < 2; target++) {
                    neverNegative[target] &= !(outcome.actual()[target] < 0);
                    anyActual[target] |= !Double.isNaN(outcome.actual()[target]);
                }
                OriginForecast forecast = forecast(day, shape, outcome.scale());
                int position = calibration.enter(history, day, calibration.keep(forecast), outcome, SPEAKER);
                double[] values = new double[shape.size()];
                double[] means = new double[2 * HORIZON];
                Source source = calibration.issue(history, position, values, means);
                String message = "series " + series + ", day " + day + ", seed " + seed;
                floored += assertSound(
                        shape,
                        forecast,
                        values,
                        source,
                        new boolean[] {neverNegative[0] && anyActual[0], neverNegative[1] && anyActual[1]},
                        message);
                assertMeansAreThoseOfTheNetwork(shape, forecast, means, source, neverNegative, anyActual, message);
                baselines += source == Source.BASELINE ? 1 : 0;
                calibration.forget(history, day - LATENESS);
                assertTrue(history.size() <= HORIZON + LATENESS + 1, history.size() + " are kept, " + message);
            }
        }
        assertTrue(floored > 100, "the floor was hardly needed: " + floored + ", seed " + seed);
        assertTrue(baselines > 100, "the baseline hardly spoke: " + baselines + ", seed " + seed);
    }

    @Test
    void theBaselineHasTheIntervalOfNormalErrorsWhereNothingIsCorrected() {
        ForecastShape shape = new ForecastShape(List.of("a"), List.of(0.1, 0.5, 0.9), 2);
        Calibration calibration = new Calibration(shape, new CalibrationOptions(false, 3));
        ForecastHistory history = calibration.newHistory();
        float far = 80;
        for (int day = 0; day < 5; day++) {
            float[] model = {far - 9, far - 9, far, far, far + 9, far + 9};
            OriginForecast forecast = new OriginForecast(
                    day, 0, false, 56, new double[2], model, new float[] {20, 0.5f}, new float[] {4});
            Outcome outcome = new Outcome(
                    day,
                    new double[] {20 + day % 2},
                    new float[] {4},
                    new double[] {1},
                    new boolean[1],
                    new float[1],
                    new float[1]);
            int position = calibration.enter(history, day, calibration.keep(forecast), outcome, SPEAKER);
            double[] values = new double[shape.size()];
            double[] means = new double[2];
            if (calibration.issue(history, position, values, means) == Source.MODEL) {
                assertArrayEquals(new double[] {far - 9, far - 9, far, far, far + 9, far + 9}, values, "day " + day);
                assertArrayEquals(new double[] {far, far}, means, 1e-5, "day " + day);
                assertTrue(day < 3, "no takeover on day " + day);
            } else {
                assertIntervalOfNormalErrors(values, "day " + day);
                assertArrayEquals(new double[] {20, 0.5}, means, "day " + day);
                assertTrue(day >= 3, "taken over on day " + day);
            }
        }
    }

    @Test
    void theBaselineHasItAlsoWhereTheModelHasNoAnswer() {
        ForecastShape shape = new ForecastShape(List.of("a"), List.of(0.1, 0.5, 0.9), 2);
        Calibration calibration = new Calibration(shape, CalibrationOptions.OFF);
        ForecastHistory history = calibration.newHistory();
        float[] nothing = new float[shape.size()];
        Arrays.fill(nothing, Float.NaN);
        OriginForecast forecast =
                new OriginForecast(0, 0, false, 56, new double[2], nothing, new float[] {20, 0.5f}, new float[] {4});
        Outcome outcome = new Outcome(
                0, new double[] {20}, new float[] {4}, new double[] {1}, new boolean[1], new float[1], new float[1]);
        int position = calibration.enter(history, 0, calibration.keep(forecast), outcome, SPEAKER);
        double[] values = new double[shape.size()];
        double[] means = new double[2];
        assertEquals(Source.BASELINE, calibration.issue(history, position, values, means));
        assertArrayEquals(new double[] {20, 0.5}, means);
        assertIntervalOfNormalErrors(values, "no answer");
    }

    /** Forecasts for days that a model was trained on are nearer than others will be, and say nothing of how wide these have to be. */
    @Test
    void intervalsAreLearntOnlyFromDaysThatTheModelDidNotKnow() {
        ForecastShape shape = new ForecastShape(List.of("a"), List.of(0.1, 0.5, 0.9), 1);
        Calibration calibration = new Calibration(shape, new CalibrationOptions(true, 0));
        ForecastHistory history = calibration.newHistory();
        Speaker speaker = new Speaker("gru48@1f3c9a", 1, 99);
        double[] values = new double[3];
        for (int day = 0; day < 150; day++) {
            // All days lie on the median: the interval is too wide.
            float[] model = {10, 20, 30};
            OriginForecast forecast =
                    new OriginForecast(day, 0, false, 56, new double[1], model, new float[] {20}, new float[] {4});
            Outcome outcome = new Outcome(
                    day,
                    new double[] {20},
                    new float[] {4},
                    new double[] {1},
                    new boolean[1],
                    new float[1],
                    new float[1]);
            int position = calibration.enter(history, day, calibration.keep(forecast), outcome, speaker);
            calibration.issue(history, position, values, new double[1]);
            if (day < 100) {
                assertArrayEquals(new double[] {10, 20, 30}, values, HALF_A_STEP, "day " + day);
            } else {
                assertTrue(values[0] > 10 && values[2] < 30, "day " + day + ": " + Arrays.toString(values));
            }
        }
        assertTrue(values[0] > 11 && values[2] < 29, Arrays.toString(values));
    }

    /** Days up to the last one that the model was trained on are marked, and the baseline of each origin stands beside the forecast. */
    @Test
    void scoresSayWhatTheModelHasSeenAndWhatItsBaselineSaid() {
        ForecastShape shape = new ForecastShape(List.of("a"), List.of(0.1, 0.5, 0.9), 2);
        Calibration calibration = new Calibration(shape, CalibrationOptions.OFF);
        DayScorer scorer = new DayScorer(shape, calibration, new WholeQuantiles(shape, Counts.NONE));
        ForecastHistory history = calibration.newHistory();
        for (int day = 0; day < 5; day++) {
            Outcome outcome = new Outcome(
                    day,
                    new double[] {20},
                    new float[] {4},
                    new double[] {1},
                    new boolean[1],
                    new float[1],
                    new float[1]);
            float[] model = {9, 9, 10, 10, 11, 11};
            OriginForecast forecast = new OriginForecast(
                    day,
                    0,
                    false,
                    56,
                    new double[] {120_000_000},
                    model,
                    new float[] {day + 0.25f, day + 0.5f},
                    new float[] {4});
            calibration.enter(history, day, calibration.keep(forecast), outcome, SPEAKER);
            Optional<DayScore> score = scorer.score("k", SPEAKER, 0, outcome, history);
            assertEquals(day > 0, score.isPresent(), "day " + day);
            if (day > 0) {
                assertEquals(day <= 2, score.get().inSample(), "day " + day);
                double[] baseline = {120_000_000 + day - 0.75, day > 1 ? 120_000_000 + day - 1.5 : Double.NaN};
                assertArrayEquals(baseline, score.get().targets().get(0).baseline(), "day " + day);
            }
        }
    }

    /**
     * Of a baseline of 20 and 0.5 and a scale of 4, the mean difference of two values, for a series that was never below zero:
     * normal errors differ by 2/√π standard deviations, and a tenth of them lies 1.2816 of these beyond the mean.
     */
    private static void assertIntervalOfNormalErrors(double[] values, String message) {
        double distance = 1.2816 * 4 * Math.sqrt(Math.PI) / 2;
        double[] expected = {20 - distance, 0, 20, 0.5, 20 + distance, 0.5 + distance};
        assertArrayEquals(expected, values, 0.01, message);
    }

    /** Returns the number of quantiles that the model had below zero. */
    private static int assertSound(
            ForecastShape shape,
            OriginForecast forecast,
            double[] values,
            Source source,
            boolean[] neverNegative,
            String message) {
        int floored = 0;
        for (int target = 0; target < 2; target++) {
            for (int lead = 0; lead < HORIZON; lead++) {
                double before = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < shape.quantiles().size(); i++) {
                    double value = values[shape.index(target, i, lead)];
                    boolean known = !Float.isNaN(forecast.baseline()[target * HORIZON + lead]);
                    assertEquals(known, Double.isFinite(value), message);
                    assertTrue(!known || value >= before, "crossing, " + message);
                    before = value;
                    if (neverNegative[target] && known) {
                        assertTrue(value >= 0, "below zero, " + message);
                        floored += forecast.values()[shape.index(target, i, lead)] < 0 ? 1 : 0;
                    }
                }
                int median = shape.index(target, shape.median(), lead);
                if (source == Source.MODEL && !neverNegative[target]) {
                    assertEquals(forecast.values()[median], values[median], HALF_A_STEP, message);
                }
            }
        }
        return floored;
    }

    /** However far the quantiles have been moved. */
    private static void assertMeansAreThoseOfTheNetwork(
            ForecastShape shape,
            OriginForecast forecast,
            double[] means,
            Source source,
            boolean[] neverNegative,
            boolean[] anyActual,
            String message) {
        double[] raw = new double[shape.size()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = forecast.values()[i];
        }
        double[] expected = shape.means(raw);
        for (int at = 0; at < means.length; at++) {
            int target = at / HORIZON;
            double own = source == Source.MODEL ? expected[at] : means[at];
            double least = neverNegative[target] && anyActual[target] ? 0 : Double.NEGATIVE_INFINITY;
            assertTrue(!(means[at] < least), "below zero, " + message);
            // Half a step of the mean, and of the quantiles that it is made from.
            assertEquals(Math.max(least, own), means[at], 2 * HALF_A_STEP, message);
        }
    }

    private Outcome outcome(int day, boolean negative) {
        double[] actual = {random.nextFloat() * 10 - (negative ? 1 : 0), random.nextGaussian() * 5 - 3};
        for (int target = 0; target < 2; target++) {
            actual[target] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(5) == 0 ? 0 : actual[target];
        }
        // A series that was the same each week so far has no scale, one that just began an unknown one.
        float scale = day < 7 ? Float.NaN : random.nextInt(9) == 0 ? 0 : 2;
        return new Outcome(
                day,
                actual,
                new float[] {scale, scale},
                new double[] {1, Double.NaN},
                new boolean[2],
                new float[2],
                new float[2]);
    }

    /** Sorted quantiles, now and then all the same, absent, or known to the baseline alone. */
    private OriginForecast forecast(int day, ForecastShape shape, float[] scale) {
        float[] values = new float[shape.size()];
        float[] baseline = new float[2 * HORIZON];
        for (int target = 0; target < 2; target++) {
            int kind = random.nextInt(12);
            int width = shape.quantiles().size();
            for (int lead = 0; lead < HORIZON; lead++) {
                float[] quantiles = new float[width];
                for (int i = 0; i < width; i++) {
                    quantiles[i] = kind == 0 ? 4 : kind <= 2 ? Float.NaN : (float) random.nextGaussian() * 6 + 3;
                }
                Arrays.sort(quantiles);
                for (int i = 0; i < width; i++) {
                    values[shape.index(target, i, lead)] = quantiles[i];
                }
                baseline[target * HORIZON + lead] = kind == 1 ? Float.NaN : 2 + random.nextFloat();
            }
        }
        return new OriginForecast(day, 0, false, 56, new double[2], values, baseline, scale);
    }
}
