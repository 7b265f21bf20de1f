package io.undercurrent.model.imported;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.Provenance;
import io.undercurrent.model.container.ModelFileException;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.imported.ImportedSpec.Output;
import io.undercurrent.model.imported.ImportedSpec.Scaling;
import io.undercurrent.nn.ActivationLayer;
import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.ResetBeforeGru;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.Weight;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.cell.GateFunctions;
import io.undercurrent.nn.step.Inference;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImportedModelTest {

    private static final int WINDOW = 5;
    private static final int HORIZON = 3;
    private static final int DAYS = 12;
    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("price"));
    private static final Provenance ORIGIN = Provenance.imported("notebook.keras", Map.of("--window", "5"), "test");

    private static ImportedSpec spec(Scaling scaling, Output gives, boolean stateful) {
        boolean fixed = scaling == Scaling.FIXED;
        return new ImportedSpec(
                COLUMNS,
                List.of("price", "sales"),
                scaling,
                fixed ? List.of(2.0, 100.0) : List.of(),
                fixed ? List.of(0.5, 20.0) : List.of(),
                WINDOW,
                HORIZON,
                List.of(0.1, 0.5, 0.9),
                gives,
                stateful);
    }

    private static Network network(int outputs) {
        return Network.input(2).lstm(4).gru(3).dense(outputs, Activation.LINEAR).build(7);
    }

    private static double sales(int day) {
        return 100 + 10 * Math.sin(day) + day;
    }

    private static double price(int day) {
        return 2 + 0.1 * (day % 4);
    }

    /** A window up to {@code newest}, whose sales of day 9 are not known. */
    private static SlidingWindow window(int newest) {
        SlidingWindow window = new SlidingWindow(1, 1, WINDOW, HORIZON);
        for (int day = 0; day <= newest; day++) {
            window.advanceTo(day);
            window.merge(day, new double[] {day == 9 ? Double.NaN : sales(day), price(day)});
        }
        return window;
    }

    /** What the network should see of a day, if scaled by the fixed means and deviations: day 9 has the sales of day 8. */
    private static float[] seen(int from, int to) {
        float[] values = new float[(to - from + 1) * 2];
        for (int day = from; day <= to; day++) {
            values[(day - from) * 2] = (float) ((price(day) - 2) / 0.5);
            values[(day - from) * 2 + 1] = (float) ((sales(day == 9 ? 8 : day) - 100) / 20);
        }
        return values;
    }

    private static float[] forecast(ImportedModel model, int origin) {
        try (Forecaster forecaster = model.forecaster(2)) {
            float[] state = new float[model.stateSize()];
            float[] input = new float[forecaster.inputSize()];
            for (int day = 0; day <= origin; day++) {
                forecaster.encodeDay(window(day), day, input, 0);
                forecaster.step(1, input, state);
            }
            EncodedOrigins origins = forecaster.origins(1);
            forecaster.encodeOrigin(window(origin), origin, origins, 0);
            float[] values = new float[model.shape().size()];
            forecaster.forecast(1, state, origins, 0, values);
            return values;
        }
    }

    /** Carried equals recomputed: one step a day gives what the whole history gives at once. */
    @Test
    void aStateThatIsCarriedHasSeenTheWholeHistory() {
        Network network = network(HORIZON * 3);
        ImportedModel model = new ImportedModel(spec(Scaling.FIXED, Output.QUANTILES, true), network, ORIGIN);
        float[] raw = Inference.predict(network, seen(0, DAYS - 1), 1);
        float[] values = forecast(model, DAYS - 1);
        for (int lead = 0; lead < HORIZON; lead++) {
            float[] sorted = {raw[lead * 3], raw[lead * 3 + 1], raw[lead * 3 + 2]};
            java.util.Arrays.sort(sorted);
            for (int quantile = 0; quantile < 3; quantile++) {
                assertEquals(100 + 20 * sorted[quantile], values[quantile * HORIZON + lead], 1e-4);
            }
        }
    }

    @Test
    void aWindowIsReadWholeAndGapsAreFilledFromTheDayBefore() {
        Network network = network(HORIZON);
        ImportedModel model = new ImportedModel(spec(Scaling.FIXED, Output.POINT, false), network, ORIGIN);
        assertEquals(0, model.stateSize());
        float[] raw = Inference.predict(network, seen(DAYS - WINDOW, DAYS - 1), 1);
        float[] values = forecast(model, DAYS - 1);
        for (int lead = 0; lead < HORIZON; lead++) {
            assertEquals(100 + 20 * raw[lead], values[HORIZON + lead], 1e-4, "median of lead " + lead);
        }
    }

    /** Intervals around a point begin with the errors of the last value, which grow like those of a random walk. */
    @Test
    void intervalsBeginWithTheErrorsOfTheLastValue() {
        ImportedModel model = new ImportedModel(spec(Scaling.FIXED, Output.POINT, false), network(HORIZON), ORIGIN);
        double squares = 0;
        int changes = 0;
        for (int day = DAYS - WINDOW + 1; day < DAYS; day++) {
            if (day != 9 && day != 10) {
                squares += Math.pow(sales(day) - sales(day - 1), 2);
                changes++;
            }
        }
        double usual = Math.sqrt(squares / changes);
        float[] values = forecast(model, DAYS - 1);
        for (int lead = 0; lead < HORIZON; lead++) {
            double half = 1.2815515655 * usual * Math.sqrt(lead + 1);
            assertEquals(half, values[HORIZON + lead] - values[lead], 1e-3 * half);
            assertEquals(half, values[2 * HORIZON + lead] - values[HORIZON + lead], 1e-3 * half);
        }
    }

    /** Of a random walk that is read every third day, the squared change over three days is three times that of a day. */
    @Test
    void intervalsOfASeriesWithGapsAreThoseOfItsDays() {
        int days = 56;
        SplittableRandom random = new SplittableRandom(2);
        double squares = 0;
        for (int series = 0; series < 400; series++) {
            SlidingWindow window = new SlidingWindow(1, 1, days, HORIZON);
            double value = 500;
            for (int day = 0; day < days; day++) {
                value += 10 * random.nextGaussian();
                window.advanceTo(day);
                window.merge(day, new double[] {day % 3 == 0 ? value : Double.NaN, 2});
            }
            ImportedSpec spec = new ImportedSpec(
                    COLUMNS,
                    List.of("price", "sales"),
                    Scaling.NONE,
                    List.of(),
                    List.of(),
                    days,
                    HORIZON,
                    List.of(0.5),
                    Output.POINT,
                    false);
            try (Forecaster forecaster = new ImportedModel(spec, network(HORIZON), ORIGIN).forecaster(1)) {
                EncodedOrigins origins = forecaster.origins(1);
                forecaster.encodeOrigin(window, days - 1, origins, 0);
                squares += Math.pow(origins.scale(0, 0), 2);
            }
        }
        assertEquals(10, Math.sqrt(squares / 400), 0.3);
    }

    @Test
    void scalesByTheWindow() {
        Network network = network(HORIZON);
        ImportedModel model = new ImportedModel(spec(Scaling.WINDOW, Output.POINT, false), network, ORIGIN);
        double[] prices = new double[WINDOW];
        List<Double> sales = new ArrayList<>();
        for (int i = 0; i < WINDOW; i++) {
            int day = DAYS - WINDOW + i;
            prices[i] = price(day);
            if (day != 9) {
                sales.add(sales(day));
            }
        }
        double[] price = moments(java.util.Arrays.stream(prices).boxed().toList());
        double[] sale = moments(sales);
        float[] input = new float[WINDOW * 2];
        for (int i = 0; i < WINDOW; i++) {
            int day = DAYS - WINDOW + i;
            input[2 * i] = (float) ((prices[i] - price[0]) / price[1]);
            input[2 * i + 1] = (float) ((sales(day == 9 ? 8 : day) - sale[0]) / sale[1]);
        }
        float[] raw = Inference.predict(network, input, 1);
        float[] values = forecast(model, DAYS - 1);
        for (int lead = 0; lead < HORIZON; lead++) {
            assertEquals(sale[0] + sale[1] * raw[lead], values[HORIZON + lead], 1e-3);
        }
    }

    /** The sum of ten times 0.1 is not 1: what does not vary would be a deviation away from its mean on each day. */
    @Test
    void aColumnThatDoesNotVaryIsZero() {
        ImportedSpec spec = new ImportedSpec(
                COLUMNS,
                List.of("price"),
                Scaling.WINDOW,
                List.of(),
                List.of(),
                10,
                HORIZON,
                List.of(0.5),
                Output.POINT,
                false);
        SlidingWindow window = new SlidingWindow(1, 1, 10, HORIZON);
        for (int day = 0; day < 10; day++) {
            window.advanceTo(day);
            window.merge(day, new double[] {day, 0.1});
        }
        assertEquals(new InputScale(0.1, 1), InputScale.of(spec, 0, 1, window, 9));
    }

    /** A meter at 120 million that counts single units: floats of that size are eight units apart. */
    @Test
    void smallDeparturesFromALargeMeanAreKept() {
        double mean = 120_000_003;
        for (Scaling scaling : List.of(Scaling.FIXED, Scaling.WINDOW)) {
            boolean fixed = scaling == Scaling.FIXED;
            ImportedSpec spec = new ImportedSpec(
                    Columns.ofTargets("meter"),
                    List.of("meter"),
                    scaling,
                    fixed ? List.of(mean) : List.of(),
                    fixed ? List.of(1.0) : List.of(),
                    2,
                    1,
                    List.of(0.5),
                    Output.POINT,
                    false);
            // Gives the second day.
            Network network = Network.input(2, 1)
                    .flatten()
                    .dense(1, Activation.LINEAR)
                    .build(1)
                    .withParameters(new float[] {0, 1, 0});
            SlidingWindow window = new SlidingWindow(1, 0, 2, 1);
            for (int day = 0; day < 2; day++) {
                window.advanceTo(day);
                window.merge(day, new double[] {mean + (day == 0 ? -1 : 1)});
            }
            try (Forecaster forecaster = new ImportedModel(spec, network, ORIGIN).forecaster(1)) {
                EncodedOrigins origins = forecaster.origins(1);
                forecaster.encodeOrigin(window, 1, origins, 0);
                float[] values = new float[1];
                forecaster.forecast(1, new float[0], origins, 0, values);
                assertEquals(mean + 1, origins.reference(0, 0) + values[0], 1e-6, scaling.toString());
                assertEquals(mean + 1, origins.reference(0, 0) + origins.baseline(0, 0, 1), 1e-6, scaling.toString());
            }
        }
    }

    private static double[] moments(List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double variance = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return new double[] {mean, Math.sqrt(variance)};
    }

    @Test
    void theFileKeepsEveryKindOfLayer() throws ModelFileException {
        Network usual = network(HORIZON);
        Lstm lstm = (Lstm) usual.layers().get(0);
        Gru gru = (Gru) usual.layers().get(1);
        GateFunctions hard = new GateFunctions(Activation.HARD_SIGMOID_OF_KERAS_2, Activation.RELU);
        List<Layer> layers = List.of(
                io.undercurrent.nn.Scaling.of(2, new float[] {1, 2}, new float[] {3}, new float[] {0.5f}),
                new Lstm(lstm.kernel(), lstm.recurrentKernel(), lstm.bias(), hard, true),
                gru.withReturnSequences(true),
                new ResetBeforeGru(
                        new Weight(Weight.KERNEL, 3, 9, gru.recurrentKernel().values()),
                        gru.recurrentKernel(),
                        gru.bias(),
                        GateFunctions.USUAL,
                        false),
                new ActivationLayer(Activation.SIGMOID, 3),
                usual.layers().get(2));
        ImportedModel model = new ImportedModel(
                spec(Scaling.FIXED, Output.POINT, false), Network.of(Shape.sequence(WINDOW, 2), layers), ORIGIN);
        ImportedModel read = (ImportedModel) ModelFile.fromBytes(ModelFile.toBytes(model));
        assertEquals(layers, read.network().layers());
        assertEquals(model.network().inputShape(), read.network().inputShape());
        assertEquals(model.spec(), read.spec());
        assertEquals(model.id(), read.id());
        assertTrue(model.id().startsWith("imported-gru_reset_before3@"), model.id());
        assertArrayEquals(forecast(model, DAYS - 1), forecast(read, DAYS - 1));
    }

    private static void assertRefused(String message, org.junit.jupiter.api.function.Executable wrong) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, wrong);
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    @Test
    void whatDoesNotFitTheNetworkIsRefused() {
        ImportedSpec windowed = spec(Scaling.NONE, Output.POINT, false);
        assertRefused(
                "horizon: expected a network that gives 3 values for 3 days, but this one gives 4",
                () -> new ImportedModel(windowed, network(4), ORIGIN));
        Network longer = Network.input(WINDOW + 1, 2)
                .lstm(4)
                .dense(HORIZON, Activation.LINEAR)
                .build(1);
        assertRefused("window: expected 6 days", () -> new ImportedModel(windowed, longer, ORIGIN));
        Network flat = Network.input(WINDOW, 2)
                .flatten()
                .dense(HORIZON, Activation.LINEAR)
                .build(1);
        assertRefused(
                "form: expected windowed for a network that lays its window flat",
                () -> new ImportedModel(spec(Scaling.NONE, Output.POINT, true), flat, ORIGIN));
        assertRefused("scaling: expected none or fixed", () -> spec(Scaling.WINDOW, Output.POINT, true));
    }
}
