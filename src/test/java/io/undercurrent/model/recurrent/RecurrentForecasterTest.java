package io.undercurrent.model.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.window.ScalePrior;
import io.undercurrent.nn.step.Inference;
import io.undercurrent.series.Columns;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecurrentForecasterTest {

    private static final int SERIES = 70;
    private static final int DAYS = 90;

    private static RecurrentModel model(ModelSpec.Cell cell) {
        ModelSpec spec = new ModelSpec(
                Columns.ofTargets("minimum", "maximum"), List.of(), 28, 9, List.of(0.1, 0.5, 0.9), cell, 12, 2, 8);
        return RecurrentModel.untrained(spec, 11);
    }

    private static History history(int series) {
        SplittableRandom random = new SplittableRandom(series);
        double[] values = new double[DAYS * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(12) == 0 ? Double.NaN : random.nextGaussian(10, 5);
        }
        return new History("series-" + series, 1000, 2, values);
    }

    /** Forecasts of all series at their last day, stepped in bundles of {@code rows}, each day from the state before it. */
    private static float[][] run(RecurrentModel model, int rows) {
        int size = model.shape().size();
        float[][] forecasts = new float[SERIES][];
        try (Forecaster forecaster = model.forecaster(rows)) {
            for (int from = 0; from < SERIES; from += rows) {
                int count = Math.min(rows, SERIES - from);
                float[] states = new float[rows * model.stateSize()];
                float[] inputs = new float[rows * forecaster.inputSize()];
                EncodedOrigins contexts = forecaster.origins(rows);
                float[] values = new float[rows * size];
                for (int day = 1000; day < 1000 + DAYS; day++) {
                    for (int row = 0; row < count; row++) {
                        SlidingWindow window = history(from + row).windowAt(day, 28, 9, 2);
                        forecaster.encodeDay(window, day, inputs, row * forecaster.inputSize());
                        forecaster.encodeOrigin(window, day, contexts, row);
                    }
                    forecaster.step(count, inputs, states);
                    float[] before = states.clone();
                    forecaster.forecast(count, states, contexts, 0, values);
                    assertArrayEquals(before, states, "looking ahead never touches the carried state");
                }
                for (int row = 0; row < count; row++) {
                    forecasts[from + row] = Arrays.copyOfRange(values, row * size, (row + 1) * size);
                }
            }
        }
        return forecasts;
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameBitsInAnyCompany(ModelSpec.Cell cell) {
        RecurrentModel model = model(cell);
        float[][] alone = run(model, 1);
        float[][] together = run(model, SERIES);
        float[][] inParts = run(model, 33);
        for (int series = 0; series < SERIES; series++) {
            assertArrayEquals(alone[series], together[series], "series " + series);
            assertArrayEquals(alone[series], inParts[series], "series " + series);
        }
    }

    /** Law 2: the carried state equals the state of the network run over the whole history at once. */
    @ParameterizedTest
    @EnumSource
    void carriedEqualsRecomputed(ModelSpec.Cell cell) {
        RecurrentModel model = model(cell);
        WindowEncoder encoder = new WindowEncoder(model.spec());
        int daySize = WindowEncoder.daySize(model.spec());
        float[] inputs = new float[DAYS * daySize];
        float[] carried = new float[model.stateSize()];
        try (Forecaster forecaster = model.forecaster(1)) {
            float[] input = new float[daySize];
            for (int day = 0; day < DAYS; day++) {
                SlidingWindow window = history(1).windowAt(1000 + day, 28, 9, 2);
                encoder.encodeDay(window, 1000 + day, inputs, day * daySize);
                forecaster.encodeDay(window, 1000 + day, input, 0);
                forecaster.step(1, input, carried);
            }
        }
        float[] recomputed = Inference.predict(model.trunk(), inputs, 1, new float[model.stateSize()])
                .finalStates();
        assertArrayEquals(recomputed, carried, 1e-6f);
    }

    @ParameterizedTest
    @EnumSource
    void sortsQuantilesAndFallsBackToTheWeekdayMedian(ModelSpec.Cell cell) {
        RecurrentModel model = model(cell);
        ForecastShape shape = model.shape();
        for (float[] values : run(model, SERIES)) {
            for (int target = 0; target < 2; target++) {
                for (int lead = 0; lead < shape.horizon(); lead++) {
                    assertTrue(values[shape.index(target, 0, lead)] <= values[shape.index(target, 1, lead)]);
                    assertTrue(values[shape.index(target, 1, lead)] <= values[shape.index(target, 2, lead)]);
                }
            }
        }
        History constantWeek = weekly();
        try (Forecaster forecaster = model.forecaster(1)) {
            EncodedOrigins context = forecaster.origins(1);
            float[] values = new float[shape.targets().size() * shape.horizon()];
            int origin = constantWeek.lastDay();
            forecaster.encodeOrigin(constantWeek.windowAt(origin, 28, 9, 2), origin, context, 0);
            context.baselines(0, values);
            for (int lead = 0; lead < shape.horizon(); lead++) {
                assertEquals((origin + 1 + lead) % 7, values[lead]);
                assertEquals(10 * ((origin + 1 + lead) % 7), values[shape.horizon() + lead]);
            }
        }
    }

    private static History weekly() {
        double[] values = new double[DAYS * 2];
        for (int day = 0; day < DAYS; day++) {
            values[2 * day] = (1000 + day) % 7;
            values[2 * day + 1] = 10 * ((1000 + day) % 7);
        }
        return new History("weekly", 1000, 2, values);
    }

    @ParameterizedTest
    @EnumSource
    void keepsOnlyAShareOfWhatTheNetworkAdds(ModelSpec.Cell cell) {
        RecurrentModel model = model(cell);
        int quantiles = model.shape().quantiles().size();
        int horizon = model.shape().horizon();
        float[] offsets = new float[horizon * 2 * quantiles];
        Arrays.fill(offsets, 0.5f);
        float[][] all = run(model, SERIES);
        float[][] none = run(model.adding(offsets), SERIES);
        float[][] shrunk = run(model.shrunk(new float[] {0.25f, 1}, offsets), SERIES);
        for (int series = 0; series < SERIES; series++) {
            for (int lead = 0; lead < horizon; lead++) {
                // What is sorted within a forecast keeps its sum.
                for (int target = 0; target < 2; target++) {
                    float expected = target == 0
                            ? 0.25f * sum(model, all[series], 0, lead) + 0.75f * sum(model, none[series], 0, lead)
                            : sum(model, all[series], 1, lead);
                    assertEquals(expected, sum(model, shrunk[series], target, lead), 1e-3f, "series " + series);
                }
            }
        }
    }

    /** Two models share what they encode if nothing but their networks differs. */
    @Test
    void encodesAsAnotherIfOnlyTheNetworkDiffers() {
        ModelSpec spec = model(ModelSpec.Cell.GRU).spec();
        Object encoding = encoding(spec);
        assertEquals(encoding, encoding(model(ModelSpec.Cell.LSTM).spec()));
        assertNotEquals(encoding, encoding(spec.withoutSpikes()));
        assertNotEquals(encoding, encoding(spec.withoutEaster()));
        assertNotEquals(encoding, encoding(spec.withScalePriors(List.of(new ScalePrior(1, 1), new ScalePrior(2, 1)))));
        ModelSpec longer = new ModelSpec(
                spec.columns(), spec.flags(), 35, spec.horizon(), spec.quantiles(), ModelSpec.Cell.GRU, 12, 2, 8);
        assertNotEquals(encoding, encoding(longer));
    }

    private static Object encoding(ModelSpec spec) {
        try (Forecaster forecaster = RecurrentModel.untrained(spec, 11).forecaster(1)) {
            return forecaster.encoding();
        }
    }

    private static float sum(RecurrentModel model, float[] forecast, int target, int lead) {
        float sum = 0;
        for (int quantile = 0; quantile < model.shape().quantiles().size(); quantile++) {
            sum += forecast[model.shape().index(target, quantile, lead)];
        }
        return sum;
    }
}
