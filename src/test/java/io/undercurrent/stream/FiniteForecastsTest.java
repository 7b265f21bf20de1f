package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.Reading;
import io.undercurrent.stream.bundle.BundleLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is not finite inside the network stays inside: the baseline stands in, other series of the bundle notice nothing, and the
 * series itself recovers when the cause has left its window.
 */
class FiniteForecastsTest {

    private static final int DAY = 20_000;
    private static final int DAYS = 80;
    private static final int SERIES = 12;
    /** The series to which something happens. */
    private static final String WILD = "s5";

    private static final int FIRST_WILD_DAY = DAY + 30;
    private static final int LAST_WILD_DAY = FIRST_WILD_DAY + 4;
    private static final BundleLimits CROWD = new BundleLimits(64, Duration.ofMillis(10));

    /** The baseline speaks only where the network cannot, although these networks have learnt nothing. */
    private static final CalibrationOptions CALIBRATION = new CalibrationOptions(true, 0);

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @ParameterizedTest
    @EnumSource
    void theLargestNumbersThereAreHarmTheirSeriesForAWhileAndNoOther(ModelSpec.Cell cell) throws Exception {
        RecurrentModel model = TestModels.of(cell);
        List<Reading> calm = readings();
        List<Reading> wild = new ArrayList<>(calm);
        wild.replaceAll(reading ->
                reading.key().equals(WILD) && reading.day() >= FIRST_WILD_DAY && reading.day() <= LAST_WILD_DAY
                        ? new Reading(WILD, reading.day(), new double[] {huge(), huge(), huge()})
                        : reading);
        Map<String, List<Forecast>> expected = run(model, calm);
        Map<String, List<Forecast>> actual = run(model, wild);
        for (String key : expected.keySet()) {
            if (!key.equals(WILD)) {
                assertEquals(expected.get(key), actual.get(key), key + ", seed " + seed);
            }
        }
        assertEquals(DAYS, actual.get(WILD).size());
        for (Forecast forecast : actual.get(WILD)) {
            for (double value : forecast.values()) {
                assertFalse(Double.isInfinite(value), forecast + ", seed " + seed);
            }
        }
        // A reading is used for its window, its predecessors' and the week that the scale compares it with.
        List<Forecast> afterwards = actual.get(WILD).subList(LAST_WILD_DAY - DAY + 2 * TestModels.WINDOW + 8, DAYS);
        for (Forecast forecast : afterwards) {
            assertEquals(Source.MODEL, forecast.source(), forecast + ", seed " + seed);
            for (double value : forecast.values()) {
                assertTrue(Math.abs(value) < 1000, forecast + ", seed " + seed);
            }
        }
    }

    /**
     * A window of more than a year holds such a reading for more than a year; the model has an answer all the time. As of a trained
     * network, corrections are less than a scale: several times 1e37 on top of 3e38 are no float.
     */
    @Test
    void oneHugeReadingInAYearLeavesAFiniteForecast() throws Exception {
        RecurrentModel model = withSmallCorrections(TestModels.thatSeesYears(ModelSpec.Cell.GRU));
        List<Reading> calm = YearBefore.of("calm", DAY, random);
        for (int day = DAY; day < DAY + 30; day++) {
            calm.add(new Reading("calm", day, new double[] {10 + random.nextFloat(), 50 + random.nextInt(9), 0}));
        }
        List<Reading> all = new ArrayList<>(calm);
        List<String> wild = new ArrayList<>();
        for (float huge : new float[] {1e20f, 9.999e20f, 1e25f, 3e38f, -3e38f}) {
            for (int target = 0; target < TestModels.COLUMNS.targets().size(); target++) {
                String key = TestModels.COLUMNS.targets().get(target) + " " + huge;
                wild.add(key);
                for (Reading reading : calm) {
                    double[] values = reading.values().clone();
                    values[target] = reading.day() == DAY + 3 ? huge : values[target];
                    all.add(new Reading(key, reading.day(), values));
                }
            }
        }
        Map<String, List<Forecast>> forecasts = run(model, all);
        assertEquals(run(model, calm).get("calm"), forecasts.get("calm"), "seed " + seed);
        for (String key : wild) {
            assertEquals(calm.size(), forecasts.get(key).size(), key);
            for (Forecast forecast : forecasts.get(key)) {
                assertEquals(Source.MODEL, forecast.source(), forecast + ", seed " + seed);
                for (double value : forecast.values()) {
                    assertTrue(Double.isFinite(value), forecast + ", seed " + seed);
                }
            }
        }
    }

    @Test
    void aHeadWithoutAnyFiniteAnswerLeavesTheBaseline() throws Exception {
        for (List<Forecast> forecasts :
                run(with("head.readout", this::fillWithTheLargest), readings()).values()) {
            for (Forecast forecast : forecasts.subList(8, DAYS)) {
                assertEquals(Source.BASELINE, forecast.source(), forecast + ", seed " + seed);
                requireFinite(forecast);
            }
        }
    }

    /** A state that is no number is not carried on: the network begins anew, and the baseline stands in as often as that happens. */
    @Test
    void statesThatAreNoNumbersLeaveTheBaseline() throws Exception {
        for (List<Forecast> forecasts : run(with("trunk", FiniteForecastsTest::leaveNoNumber), readings())
                .values()) {
            forecasts.forEach(this::requireFinite);
            assertTrue(
                    forecasts.stream().anyMatch(forecast -> forecast.source() == Source.BASELINE),
                    forecasts.get(0).key() + ", seed " + seed);
        }
    }

    private static RecurrentModel with(String broken, Consumer<float[]> change) {
        RecurrentModel model = TestModels.of(ModelSpec.Cell.GRU);
        Map<String, float[]> parameters = parameters(model);
        change.accept(parameters.get(broken));
        return model.withParameters(parameters, model.provenance());
    }

    private static RecurrentModel withSmallCorrections(RecurrentModel model) {
        Map<String, float[]> parameters = parameters(model);
        for (String last : List.of("head.readout", "head.skip", "head.correction")) {
            float[] weights = parameters.get(last);
            for (int i = 0; i < weights.length; i++) {
                weights[i] /= 10;
            }
        }
        return model.withParameters(parameters, model.provenance());
    }

    private static Map<String, float[]> parameters(RecurrentModel model) {
        Map<String, float[]> parameters = new HashMap<>();
        model.networks().forEach((name, network) -> parameters.put(name, network.parameters()));
        return parameters;
    }

    private void requireFinite(Forecast forecast) {
        for (double value : forecast.values()) {
            assertTrue(Double.isFinite(value), forecast + ", seed " + seed);
        }
    }

    private void fillWithTheLargest(float[] weights) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextBoolean() ? Float.MAX_VALUE : -Float.MAX_VALUE;
        }
    }

    /**
     * The lower of two layers gives ones whatever it sees. They pull each candidate of the upper one to plus infinity, and from the second
     * day on its own state, ones as well, pulls it to minus infinity: in whichever order the sums are made.
     */
    private static void leaveNoNumber(float[] layers) {
        int units = TestModels.UNITS;
        int gates = 3 * units;
        int upper = layers.length - 2 * units * gates - 2 * gates;
        Arrays.fill(layers, 0);
        openAllGates(layers, upper - 2 * gates);
        openAllGates(layers, layers.length - 2 * gates);
        Arrays.fill(layers, upper - gates - units, upper - gates, Float.MAX_VALUE);
        for (int unit = 0; unit < units; unit++) {
            int fromBelow = upper + unit * gates + 2 * units;
            Arrays.fill(layers, fromBelow, fromBelow + units, Float.MAX_VALUE);
            int fromBefore = fromBelow + units * gates;
            Arrays.fill(layers, fromBefore, fromBefore + units, -Float.MAX_VALUE);
        }
    }

    /** The state is the candidate, and the candidate sees all of the state before. */
    private static void openAllGates(float[] layers, int bias) {
        int units = TestModels.UNITS;
        Arrays.fill(layers, bias, bias + units, -Float.MAX_VALUE);
        Arrays.fill(layers, bias + units, bias + 2 * units, Float.MAX_VALUE);
    }

    private float huge() {
        return (random.nextBoolean() ? 1 : -1) * (random.nextBoolean() ? Float.MAX_VALUE : 1e30f * random.nextFloat());
    }

    private List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        for (int day = DAY; day < DAY + DAYS; day++) {
            for (int series = 0; series < SERIES; series++) {
                double[] values = {10 + day % 7 + random.nextFloat(), 50 + series + random.nextInt(9), random.nextInt(2)
                };
                readings.add(new Reading("s" + series, day, values));
            }
        }
        return readings;
    }

    private static Map<String, List<Forecast>> run(RecurrentModel model, List<Reading> readings) throws Exception {
        Map<String, List<Forecast>> byKey = new HashMap<>();
        try (SeriesOperators operators = new SeriesOperators(model, CROWD, TimeLimits.DEFAULT, CALIBRATION).start()) {
            for (Reading reading : readings) {
                operators.process(reading);
            }
            operators.end();
            operators
                    .forecasts()
                    .forEach(forecast -> byKey.computeIfAbsent(forecast.key(), key -> new ArrayList<>())
                            .add(forecast));
        }
        return byKey;
    }
}
