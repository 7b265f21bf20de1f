package io.undercurrent.bench.operator;

import io.undercurrent.bench.BenchModel;
import io.undercurrent.bench.Measurement;
import io.undercurrent.bench.comparison.Report;
import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.kind.StaticTable;
import io.undercurrent.stream.RnnOperator;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.stream.bundle.BundleLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The operator with its bundles, with bundles of one, and with DL4J in its place, in turn day by day on one thread. All get the same
 * days of the same series; whoever forecasts something else is refused.
 */
@Command(
        name = "operator",
        description = "Compares the network's operator with itself in bundles of one and with DL4J's rnnTimeStep.",
        mixinStandardHelpOptions = true)
public final class OperatorComparison implements Callable<Integer> {

    private static final int WARM_UP_DAYS = 30;
    private static final double NANOS_A_MICRO = 1000;

    private static final float TOLERANCE = 1e-4f;

    private static final String BUNDLES = "bundles";
    private static final String ALONE = "bundles of one";
    private static final String DL4J = "DL4J";

    @Option(names = "--series", paramLabel = "N", description = "Series (default: ${DEFAULT-VALUE}).")
    private int series = 2048;

    @Option(names = "--bundle", paramLabel = "N", description = "Updates of a bundle (default: ${DEFAULT-VALUE}).")
    private int bundle = BundleLimits.DEFAULT.size();

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Days of each series that count (default: ${DEFAULT-VALUE}).")
    private int days = 15;

    @Option(names = "--json", paramLabel = "OUT.json", description = "Write all figures to this file.")
    private Path json;

    @Override
    public Integer call() throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("series", Integer.toString(series));
        options.put("bundle", Integer.toString(bundle));
        options.put("days", Integer.toString(days));
        Report report = new Report(options);
        for (boolean forecasts : new boolean[] {true, false}) {
            for (ModelSpec.Cell cell : ModelSpec.Cell.values()) {
                RecurrentModel model = model(cell);
                String title = cell.label() + " of " + model.spec().units() + " units, "
                        + (forecasts ? "a forecast a day" : "days without a forecast");
                report.add(title, compare(model, forecasts));
            }
        }
        if (json != null) {
            report.write(json);
        }
        return 0;
    }

    /** The model of all benchmarks with another cell, and with weights of which none is zero. */
    private static RecurrentModel model(ModelSpec.Cell cell) {
        ModelSpec spec = BenchModel.get().spec();
        RecurrentModel model = RecurrentModel.untrained(
                new ModelSpec(
                        spec.columns(),
                        spec.flags(),
                        spec.baselines(),
                        spec.window(),
                        spec.horizon(),
                        spec.quantiles(),
                        cell,
                        spec.units(),
                        spec.layers(),
                        spec.headUnits(),
                        spec.scalePriors(),
                        spec.easter(),
                        spec.holidays(),
                        spec.seriesHolidays(),
                        spec.spikeDays(),
                        spec.kinds(),
                        spec.months()),
                1);
        SplittableRandom random = new SplittableRandom(1);
        Map<String, float[]> parameters = new LinkedHashMap<>();
        model.networks().forEach((name, network) -> {
            float[] weights = network.parameters();
            for (int i = 0; i < weights.length; i++) {
                weights[i] += 0.2f * (float) random.nextDouble() - 0.1f;
            }
            parameters.put(name, weights);
        });
        return model.withParameters(parameters, model.provenance());
    }

    private List<Measurement> compare(RecurrentModel model, boolean forecasts) {
        Map<String, HarnessedOperator> operators = new LinkedHashMap<>();
        try {
            operators.put(BUNDLES, rnnOperator(model, bundle));
            operators.put(ALONE, rnnOperator(model, 1));
            if (model.spec().cell() != ModelSpec.Cell.GRU) {
                operators.put(
                        DL4J,
                        new HarnessedOperator(
                                new KeyedProcessOperator<>(new RnnTimeStepFunction(SharedModel.of(model)))));
            }
            return compare(operators, new SeriesDays(series, model), forecasts);
        } finally {
            operators.values().forEach(HarnessedOperator::close);
        }
    }

    private static HarnessedOperator rnnOperator(RecurrentModel model, int size) {
        return new HarnessedOperator(new RnnOperator(
                SharedModel.of(model),
                new BundleLimits(size, Duration.ofHours(1)),
                model.contract(TimeLimits.DEFAULT.lateness(model.window())),
                StaticTable.NONE,
                false));
    }

    private List<Measurement> compare(Map<String, HarnessedOperator> operators, SeriesDays feed, boolean forecasts) {
        Map<String, double[]> micros = new LinkedHashMap<>();
        operators.keySet().forEach(name -> micros.put(name, new double[days]));
        for (int day = -WARM_UP_DAYS; day < days; day++) {
            List<WindowUpdate> updates = feed.next(forecasts);
            for (Map.Entry<String, HarnessedOperator> operator : operators.entrySet()) {
                long nanos = operator.getValue().run(day, updates);
                if (day >= 0) {
                    micros.get(operator.getKey())[day] = nanos / NANOS_A_MICRO / series;
                }
            }
            if (forecasts) {
                requireAgreement(operators);
            }
        }
        List<WindowUpdate> last = feed.next(true);
        operators.values().forEach(operator -> operator.run(days, last));
        requireAgreement(operators);
        return measurements(micros);
    }

    private List<Measurement> measurements(Map<String, double[]> micros) {
        List<Measurement> measurements = new ArrayList<>();
        micros.forEach((name, runs) -> measurements.add(Measurement.of(name, "µs an update", runs)));
        for (Measurement other : List.copyOf(measurements.subList(1, measurements.size()))) {
            measurements.add(other.over(measurements.get(0), other.name() + " over " + BUNDLES));
        }
        return measurements;
    }

    private void requireAgreement(Map<String, HarnessedOperator> operators) {
        List<ForecastUpdate> expected = operators.get(BUNDLES).forecasts();
        operators.forEach((name, operator) -> {
            List<ForecastUpdate> actual = operator.forecasts();
            if (expected.size() != series || actual.size() != series) {
                throw new IllegalStateException(
                        "forecasts of " + name + ": expected " + series + ", but got " + actual.size());
            }
            for (int i = 0; i < series; i++) {
                requireEqual(name, expected.get(i), actual.get(i));
            }
        });
    }

    private static float[] values(ForecastUpdate update) {
        return ((ForecastUpdate.Made) update).origins().get(0).forecast().values();
    }

    private static void requireEqual(String name, ForecastUpdate expected, ForecastUpdate actual) {
        float[] expectedValues = values(expected);
        float[] actualValues = values(actual);
        for (int i = 0; i < expectedValues.length; i++) {
            if (!(Math.abs(expectedValues[i] - actualValues[i]) <= TOLERANCE)) {
                throw new IllegalStateException("forecast of " + name + " for " + actual.key() + ": expected "
                        + expectedValues[i] + " at " + i + " within " + TOLERANCE + ", but got " + actualValues[i]);
            }
        }
    }
}
