package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.engine.window.StepPlanner;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kind.StaticFeatures;
import io.undercurrent.series.kind.StaticTable;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.bundle.BundlePatience;
import io.undercurrent.stream.layout.ForecastUpdateLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RnnOperatorTest {

    private static final int DAY = 20_000;
    private static final int SIZE = 4;
    private static final long DELAY = 50;
    private static final int LATENESS = 3;
    private static final RecurrentModel MODEL = TestModels.of(ModelSpec.Cell.GRU);

    private static final StepPlanner PLANNER = new StepPlanner(WindowShape.of(MODEL.contract(LATENESS)));

    private KeyedOneInputStreamOperatorTestHarness<String, WindowUpdate, ForecastUpdate> harness;

    private final OperatorMetrics metrics = new OperatorMetrics();

    @BeforeEach
    void open() throws Exception {
        harness = harness(MODEL);
    }

    private KeyedOneInputStreamOperatorTestHarness<String, WindowUpdate, ForecastUpdate> harness(RecurrentModel model)
            throws Exception {
        return harness(model, StaticTable.NONE);
    }

    private KeyedOneInputStreamOperatorTestHarness<String, WindowUpdate, ForecastUpdate> harness(
            RecurrentModel model, StaticTable statics) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new RnnOperator(
                        SharedModel.of(model),
                        new BundleLimits(SIZE, Duration.ofMillis(DELAY)),
                        model.contract(LATENESS),
                        statics,
                        false),
                WindowUpdate::key,
                Types.STRING,
                metrics.environment());
        harness.setup(new LayoutSerializer<>(ForecastUpdateLayout.FORECAST_UPDATE));
        harness.open();
        return harness;
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
        metrics.close();
    }

    @Test
    void aFullBundleRunsAndForecastsLeaveInOrderWithTheirTimestamps() throws Exception {
        for (String key : List.of("c", "a", "c")) {
            process(key);
        }
        assertEquals(0, harness.getOutput().size());
        process("b");
        List<StreamRecord<ForecastUpdate>> records = new ArrayList<>(harness.getRecordOutput());
        assertEquals(
                List.of("c 1", "a 2", "c 3", "b 4"),
                records.stream()
                        .map(record -> record.getValue().key() + " " + record.getTimestamp())
                        .toList());
        assertEquals(
                MODEL.id(),
                made(records.get(0).getValue()).origins().get(0).speaker().model());
    }

    @Test
    void anUpdateThatStaysAloneWaitsForOneLook() throws Exception {
        harness.setProcessingTime(1000);
        process("a");
        harness.setProcessingTime(1000 + BundlePatience.LOOK_MILLIS - 1);
        assertEquals(0, harness.getOutput().size());
        harness.setProcessingTime(1000 + BundlePatience.LOOK_MILLIS);
        assertEquals(1, harness.getOutput().size());
    }

    @Test
    void aBundleWaitsAsLongAsItDoubles() throws Exception {
        harness.setProcessingTime(1000);
        process("a");
        process("b");
        harness.setProcessingTime(1000 + BundlePatience.LOOK_MILLIS);
        assertEquals(0, harness.getOutput().size());
        process("c");
        harness.setProcessingTime(1000 + 2 * BundlePatience.LOOK_MILLIS);
        assertEquals(3, harness.getOutput().size());
    }

    @Test
    void theTimerOfAFullBundleDoesNotHurryTheNext() throws Exception {
        harness.setProcessingTime(1000);
        for (int i = 0; i < SIZE; i++) {
            process("a");
        }
        harness.setProcessingTime(1001);
        process("b");
        harness.setProcessingTime(1000 + BundlePatience.LOOK_MILLIS);
        assertEquals(SIZE, harness.getOutput().size());
        harness.setProcessingTime(1001 + BundlePatience.LOOK_MILLIS);
        assertEquals(SIZE + 1, harness.getOutput().size());
    }

    @Test
    void watermarksBarriersAndTheEndComeAfterTheForecastsBeforeThem() throws Exception {
        process("a");
        harness.processWatermark(17);
        List<Object> output = new ArrayList<>(harness.getOutput());
        assertTrue(output.get(0) instanceof StreamRecord, output.toString());
        assertEquals(new Watermark(17), output.get(1));
        process("b");
        harness.prepareSnapshotPreBarrier(1);
        assertEquals(3, harness.getOutput().size());
        process("c");
        harness.endInput();
        assertEquals(4, harness.getOutput().size());
    }

    @Test
    void aCheckpointWithoutItsBarrierIsRefused() throws Exception {
        process("a");
        Exception refused = assertThrows(Exception.class, () -> harness.snapshot(1, 1));
        assertTrue(stackOf(refused).contains("1 updates would be lost"), stackOf(refused));
        harness.endInput();
    }

    @Test
    void aDayWithoutAForecastDueIsSteppedOnly() throws Exception {
        SlidingWindow window = window();
        harness.processElement(new StreamRecord<>(from("a", window, DAY)));
        window.advanceTo(DAY + 1);
        harness.processElement(new StreamRecord<>(PLANNER.gap("a", window)));
        window.advanceTo(DAY + 2);
        window.revise(DAY + 2);
        harness.processElement(new StreamRecord<>(from("a", window, DAY + 2)));
        harness.endInput();
        assertEquals(
                List.of(DAY, DAY + 2),
                harness.extractOutputValues().stream()
                        .flatMap(update -> made(update).origins().stream())
                        .map(origin -> origin.forecast().origin())
                        .toList());
    }

    /** The forecast of a series is that of the kind in its row; without a row it is of no kind, and is counted. */
    @Test
    void seriesAreOfTheKindThatTheTableSays() throws Exception {
        harness.close();
        RecurrentModel model = TestModels.withKinds();
        StaticFeatures weekend = new StaticFeatures(Map.of("kind", "weekend"));
        harness = harness(
                model,
                new StaticTable(
                        List.of("kind"), Map.of("a", weekend, "new-*", weekend, "b", new StaticFeatures(Map.of()))));
        for (String key : List.of("a", "new-17", "b", "c")) {
            process(key);
        }
        List<float[]> forecasts = harness.extractOutputValues().stream()
                .map(update -> made(update).origins().get(0).forecast().values())
                .toList();
        assertArrayEquals(directly(model, weekend), forecasts.get(0));
        assertArrayEquals(forecasts.get(0), forecasts.get(1), "a series that came after the table was made");
        assertArrayEquals(directly(model, StaticFeatures.NONE), forecasts.get(2));
        assertArrayEquals(forecasts.get(2), forecasts.get(3));
        assertFalse(Arrays.equals(forecasts.get(0), forecasts.get(2)));
        assertEquals(1, metrics.count("forecastsOfNoKind"));
        assertEquals(0, metrics.count("forecastsOfNoCountry"));
    }

    /** A series without a row has no holidays, as one whose row says that it has none, and is counted. */
    @Test
    void seriesHaveTheHolidaysThatTheModelSays() throws Exception {
        harness.close();
        harness = harness(TestModels.withCountries(TestModels.WINDOW, DAY - 500), StaticTable.NONE);
        for (String key : List.of("s1", "s2", "s3-new", "t")) {
            process(key);
        }
        List<float[]> forecasts = harness.extractOutputValues().stream()
                .map(update -> made(update).origins().get(0).forecast().values())
                .toList();
        assertArrayEquals(forecasts.get(1), forecasts.get(3));
        assertFalse(Arrays.equals(forecasts.get(1), forecasts.get(2)));
        assertEquals(1, metrics.count("forecastsOfNoCountry"));
        assertEquals(0, metrics.count("forecastsOfNoKind"));
    }

    private static float[] directly(RecurrentModel model, StaticFeatures statics) {
        try (Forecaster forecaster = model.forecaster(1)) {
            float[] input = new float[forecaster.inputSize()];
            float[] state = new float[model.stateSize()];
            float[] values = new float[model.shape().size()];
            EncodedOrigins origins = forecaster.origins(1);
            forecaster.encodeDay(window(), DAY, input, 0);
            forecaster.step(1, input, state);
            forecaster.encodeOrigin(window(), DAY, statics, origins, 0);
            forecaster.forecast(1, state, origins, 0, values);
            return values;
        }
    }

    @Test
    void aStateThatIsMissingIsNotMadeUp() throws Exception {
        SlidingWindow window = window();
        window.advanceTo(DAY + 12);
        window.revise(DAY + 12);
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> harness.processElement(new StreamRecord<>(from("a", window, DAY + 12))));
        assertTrue(refused.getMessage().contains("state of series 'a'"), refused.getMessage());
    }

    @Test
    void whereTheNetworkHasNoFiniteAnswerThereIsNoneButTheBaseline() throws Exception {
        harness.close();
        harness = harness(withInfiniteWeights());
        SlidingWindow window = new SlidingWindow(2, 1, 2 * TestModels.WINDOW, TestModels.HORIZON);
        for (int day = DAY; day < DAY + 8; day++) {
            window.advanceTo(day);
            window.merge(day, new double[] {day - DAY, Double.NaN, 0});
            window.revise(day);
            harness.processElement(new StreamRecord<>(from("a", window, day)));
        }
        harness.endInput();
        OriginForecast forecast =
                made(harness.extractOutputValues().get(7)).origins().get(0).forecast();
        for (float value : forecast.values()) {
            assertTrue(Float.isNaN(value));
        }
        // Each day ahead falls on a weekday that was seen once, a week before it.
        assertEquals(1, forecast.baseline()[0]);
        assertEquals(5, forecast.baseline()[4]);
        assertTrue(Float.isNaN(forecast.baseline()[TestModels.HORIZON]), "a target never read has no baseline");
    }

    /** The model with the largest weights there are in its head, whose products are infinite. */
    private static RecurrentModel withInfiniteWeights() {
        var parameters = new HashMap<String, float[]>();
        MODEL.networks().forEach((name, network) -> {
            float[] weights = network.parameters();
            if (!name.equals("trunk")) {
                Arrays.fill(weights, Float.MAX_VALUE);
            }
            parameters.put(name, weights);
        });
        return MODEL.withParameters(parameters, MODEL.provenance());
    }

    private static ForecastUpdate.Made made(ForecastUpdate update) {
        return (ForecastUpdate.Made) update;
    }

    private long clock;

    private void process(String key) throws Exception {
        harness.processElement(new StreamRecord<>(from(key, window(), DAY), ++clock));
    }

    /** Days that changed from one on, and with them all forecasts from there. */
    private static WindowUpdate from(String key, SlidingWindow window, int day) {
        return PLANNER.plan(new WindowUpdate.Unplanned(key, window, day, day, window.newestDay()));
    }

    private static SlidingWindow window() {
        SlidingWindow window = new SlidingWindow(2, 1, 2 * TestModels.WINDOW, TestModels.HORIZON);
        window.advanceTo(DAY);
        window.merge(DAY, new double[] {1, 10, 0});
        window.revise(DAY);
        return window;
    }

    private static String stackOf(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }
}
