package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.StepPlanner;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.stream.SeriesOperators.Checkpoint;
import io.undercurrent.stream.bundle.BundleLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Over which days the state of a model to come is warmed up, and what these know. */
class WarmUpDaysTest {

    private static final int FIRST_DAY = ShuffledHistory.FIRST_DAY;
    private static final int LATENESS = 9;
    private static final int WINDOW = StepPlanner.WARM_UP_DAYS + 9;
    private static final int COLUMNS = 3;
    private static final double TOLERANCE = 1e-5;
    private static final ForecastModel FIRST = TestModels.of(ModelSpec.Cell.GRU);

    /** Seed of weights that forget slowly, and of values that show it. */
    private static final long SLOW = 46;

    private final long seed = System.nanoTime();

    private static SeriesContract contract(int window, int warmUp) {
        return new SeriesContract(
                TestModels.COLUMNS, FIRST.shape().quantiles(), TestModels.HORIZON, window, LATENESS, warmUp);
    }

    private static SeriesOperators operators(ForecastModel model, SeriesContract contract) throws Exception {
        return SeriesOperators.withSuccessors(
                model,
                contract,
                new BundleLimits(32, Duration.ofMillis(10)),
                TimeLimits.DEFAULT.withLateness(LATENESS),
                CalibrationOptions.OFF);
    }

    private double[][] values(int days) {
        return values(days, seed);
    }

    private static double[][] values(int days, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] values = new double[days][];
        for (int day = 0; day < days; day++) {
            values[day] = new double[] {
                random.nextGaussian(10, 4), random.nextGaussian(100, 30), random.nextInt(4) == 0 ? 1 : 0
            };
        }
        return values;
    }

    private static Map<Integer, double[]> last(List<Forecast> forecasts, ForecastModel model) {
        Map<Integer, double[]> last = new TreeMap<>();
        forecasts.stream()
                .filter(forecast -> forecast.model().equals(model.id()))
                .forEach(forecast -> last.put(forecast.origin() - FIRST_DAY, forecast.values()));
        return last;
    }

    /**
     * The forecast of a model from a day.
     *
     * @param values by day; null where nothing was read
     * @param since the first day that is known
     * @param firstStep the first day that the network is stepped over, from zeros
     */
    private static double[] recomputed(ForecastModel model, double[][] values, int since, int firstStep, int origin) {
        float[] state = new float[model.stateSize()];
        float[] made = new float[model.shape().size()];
        try (Forecaster forecaster = model.forecaster(1)) {
            float[] input = new float[forecaster.inputSize()];
            for (int day = firstStep; day <= origin; day++) {
                forecaster.encodeDay(window(model, values, since, day), FIRST_DAY + day, input, 0);
                forecaster.step(1, input, state);
            }
            EncodedOrigins context = forecaster.origins(1);
            forecaster.encodeOrigin(window(model, values, since, origin), FIRST_DAY + origin, context, 0);
            forecaster.forecast(1, state, context, 0, made);
            int ofATarget = made.length / model.shape().targets().size();
            double[] told = new double[made.length];
            Arrays.setAll(told, i -> made[i] + context.reference(0, i / ofATarget));
            return told;
        }
    }

    /** As a job has it in which covariates come with the readings. */
    private static SlidingWindow window(ForecastModel model, double[][] values, int since, int day) {
        double[] known = new double[COLUMNS * (day - since + 1)];
        Arrays.fill(known, Double.NaN);
        for (int i = since; i <= day; i++) {
            if (values[i] != null) {
                System.arraycopy(values[i], 0, known, COLUMNS * (i - since), COLUMNS);
            }
        }
        History history = new History("a", FIRST_DAY + since, COLUMNS, known);
        int past = Math.min(model.window(), day - since + 1);
        return history.windowAt(FIRST_DAY + day, Math.max(past, model.window()), TestModels.HORIZON + LATENESS, 2);
    }

    private static void feed(SeriesOperators operators, double[][] values, int from, int to) throws Exception {
        for (int day = from; day < to; day++) {
            if (values[day] != null) {
                operators.process(new Reading("a", FIRST_DAY + day, values[day]));
            }
        }
    }

    /**
     * A series that began anew more days before the first origin than a network is stepped over is stepped over these alone, and knows the days before
     * them, down to that on which it began: as a live model and as a shadow, known before or pushed when the day has come.
     */
    @Test
    void aSeriesThatBeganAnewLongBeforeIsSteppedOverTheLastWeeks() throws Exception {
        int again = 40 + WINDOW + 2;
        int from = again + StepPlanner.WARM_UP_DAYS + 5;
        int since = from - WINDOW - WindowShape.STRIDE + 1;
        int firstStep = from - StepPlanner.WARM_UP_DAYS + 1;
        double[][] values = values(from + 12, SLOW);
        Arrays.fill(values, 40, again, null);
        ForecastModel second = TestModels.small(ModelSpec.Cell.LSTM, WINDOW, SLOW);
        for (boolean shadow : new boolean[] {false, true}) {
            for (int pushed : new int[] {0, from, from + 5}) {
                try (SeriesOperators operators = operators(FIRST, contract(WINDOW, SeriesContract.USUAL_WARM_UP))) {
                    operators.start();
                    feed(operators, values, 0, pushed);
                    if (shadow) {
                        operators.shadow(second, FIRST_DAY + from, 1, 1);
                    } else {
                        operators.succeed(second, FIRST_DAY + from, 1);
                    }
                    feed(operators, values, pushed, values.length);
                    operators.end();
                    Map<Integer, double[]> made = last(shadow ? operators.shadows() : operators.forecasts(), second);
                    // A shadow that is pushed late forecasts from the next reading on.
                    int first = shadow && pushed > from ? pushed : from;
                    assertTrue(
                            made.keySet().containsAll(List.of(first, values.length - 1)),
                            made.keySet().toString());
                    made.forEach((origin, forecast) -> assertArrayEquals(
                            recomputed(second, values, since, firstStep, origin),
                            forecast,
                            TOLERANCE,
                            "from " + origin + ", pushed on " + pushed + ", shadow " + shadow + ", seed " + seed));
                }
            }
        }
        double[] stepped = recomputed(second, values, since, firstStep, from);
        assertTrue(distance(stepped, recomputed(second, values, since, again, from)) > 10 * TOLERANCE, "seed " + seed);
    }

    private static double distance(double[] some, double[] others) {
        double sum = 0;
        for (int i = 0; i < some.length; i++) {
            sum += Math.abs(some[i] - others[i]);
        }
        return sum / some.length;
    }

    /** The more days are kept, the nearer is the first forecast to that of a job which ran the model from the start. */
    @Test
    void moreDaysBringTheStateNearer() throws Exception {
        int from = 150;
        double[][] values = values(from + 1);
        ForecastModel second = TestModels.small(ModelSpec.Cell.LSTM, TestModels.WINDOW, 5);
        double[] fromTheStart;
        try (SeriesOperators operators = operators(second, contract(TestModels.WINDOW, 7))) {
            operators.start();
            feed(operators, values, 0, values.length);
            operators.end();
            fromTheStart = last(operators.forecasts(), second).get(from);
        }
        int[] warmUps = {7, 45, 90};
        double[] distances = new double[warmUps.length];
        for (int i = 0; i < warmUps.length; i++) {
            int warmUp = warmUps[i];
            try (SeriesOperators operators = operators(FIRST, contract(TestModels.WINDOW, warmUp))) {
                operators.start();
                operators.succeed(second, FIRST_DAY + from, 1);
                feed(operators, values, 0, values.length);
                operators.end();
                double[] made = last(operators.forecasts(), second).get(from);
                int firstStep = from - Math.max(warmUp, StepPlanner.WARM_UP_DAYS) + 1;
                int since = from - TestModels.WINDOW - warmUp + 1;
                assertArrayEquals(
                        recomputed(second, values, since, Math.max(since, firstStep), from),
                        made,
                        TOLERANCE,
                        "warm-up " + warmUp + ", seed " + seed);
                distances[i] = distance(fromTheStart, made);
            }
        }
        String told = Arrays.toString(distances) + ", seed " + seed;
        assertTrue(distances[0] > 2 * distances[1] && distances[1] > 2 * distances[2], told);
    }

    /** A job that goes on with more days than it kept fills them as they come; with fewer it is refused. */
    @Test
    void theDaysCanBecomeMoreButNotFewer() throws Exception {
        int stop = 100;
        int from = 200;
        double[][] values = values(from + 1);
        ForecastModel second = TestModels.small(ModelSpec.Cell.LSTM, TestModels.WINDOW, 5);
        Checkpoint few;
        try (SeriesOperators operators = operators(FIRST, contract(TestModels.WINDOW, 7))) {
            operators.start();
            feed(operators, values, 0, stop);
            few = operators.checkpoint(1);
        }
        Checkpoint more;
        try (SeriesOperators operators = operators(FIRST, contract(TestModels.WINDOW, 40))) {
            operators.start(few);
            feed(operators, values, stop, stop + 1);
            more = operators.checkpoint(2);
            operators.succeed(second, FIRST_DAY + from, 1);
            feed(operators, values, stop + 1, values.length);
            operators.end();
            int since = from - TestModels.WINDOW - 39;
            assertArrayEquals(
                    recomputed(second, values, since, Math.max(since, from - StepPlanner.WARM_UP_DAYS + 1), from),
                    last(operators.forecasts(), second).get(from),
                    TOLERANCE,
                    "seed " + seed);
        }
        // Operators that refused their state have nothing to close.
        SeriesOperators fewer = operators(FIRST, contract(TestModels.WINDOW, 39));
        Throwable refused = assertThrows(Exception.class, () -> fewer.start(more));
        assertTrue(refused.getMessage().contains("warm-up was 40 and is 39, fewer than 40"), refused.toString());
        IllegalArgumentException tooFew =
                assertThrows(IllegalArgumentException.class, () -> contract(TestModels.WINDOW, 6));
        assertEquals("warm-up: expected at least 7, but got 6", tooFew.getMessage());
    }
}
