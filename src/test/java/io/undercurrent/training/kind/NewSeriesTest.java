package io.undercurrent.training.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.series.history.HistoryBuilder;
import io.undercurrent.series.kind.StaticFeatures;
import io.undercurrent.simulator.Simulator;
import io.undercurrent.simulator.SimulatorOptions;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.TrainingListener;
import io.undercurrent.training.TrainingOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Stores that training never saw, in the first days of their lives: what it is worth to know of which kind they are. */
class NewSeriesTest {

    private static final int STORES = 100;
    private static final int KNOWN = 70;
    private static final int DAYS = 400;
    private static final int HORIZON = 7;
    private static final int WINDOW = 56;
    private static final int SALES = 1;
    private static final LocalDate FROM = LocalDate.of(2023, 1, 1);

    private static List<History> stores(long seed) {
        Simulator simulator =
                new Simulator(new SimulatorOptions(STORES, FROM, seed, "GB", 4, Optional.empty(), Optional.empty(), 0));
        HistoryBuilder histories = new HistoryBuilder(Simulator.COLUMNS.count());
        for (int day = 0; day < DAYS; day++) {
            simulator.simulateDay(store -> histories.add(store.reading()));
        }
        return histories.build().stream()
                .map(history -> history.withStatics(simulator.statics().of(history.key())))
                .toList();
    }

    private static RecurrentModel train(List<History> histories) {
        return new ForecastTrainer(
                        Simulator.COLUMNS,
                        new ForecastTrainer.Architecture(
                                WINDOW, HORIZON, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 16, 1),
                        TrainingOptions.defaults().withSteps(300))
                .train(
                        histories,
                        new ForecastTrainer.Source("simulated stores", "test", Map.of()),
                        TrainingListener.SILENT);
    }

    /** Mean error of the median of sales, in means of the series, of forecasts from the day on which a store has that age. */
    private static double error(
            RecurrentModel model, List<History> stores, int age, Function<History, StaticFeatures> known) {
        double error = 0;
        int count = 0;
        int targets = Simulator.COLUMNS.targets().size();
        try (Forecaster forecaster = model.forecaster(1)) {
            EncodedOrigins origins = forecaster.origins(1);
            float[] input = new float[forecaster.inputSize()];
            float[] values = new float[model.shape().size()];
            for (History store : stores) {
                double mean = store.daysWithTarget(targets)
                        .mapToDouble(day -> store.value(day, SALES))
                        .average()
                        .orElseThrow();
                for (int first = store.firstDay() + 200; first + age + HORIZON < store.lastDay(); first += 13) {
                    History begun = store.from(first);
                    float[] state = new float[model.stateSize()];
                    SlidingWindow window = begun.windowAt(first, WINDOW, HORIZON, targets);
                    for (int day = first; day < first + age; day++) {
                        if (day > first) {
                            begun.advance(window);
                        }
                        forecaster.encodeDay(window, day, input, 0);
                        forecaster.step(1, input, state);
                    }
                    forecaster.encodeOrigin(window, window.newestDay(), known.apply(store), origins, 0);
                    forecaster.forecast(1, state, origins, 0, values);
                    for (int lead = 0; lead < HORIZON; lead++) {
                        double median = origins.reference(0, SALES)
                                + values[
                                        model.shape().index(SALES, model.shape().median(), lead)];
                        error += Math.abs(store.value(window.newestDay() + 1 + lead, SALES) - median) / mean;
                        count++;
                    }
                }
            }
        }
        return error / count;
    }

    @Test
    void theyBorrowFromTheirKind() {
        long seed = 21;
        List<History> all = stores(seed);
        List<History> known = all.subList(0, KNOWN);
        List<History> others = all.subList(KNOWN, STORES);
        RecurrentModel with = train(known);
        RecurrentModel without = train(known.stream()
                .map(store -> store.withStatics(StaticFeatures.NONE))
                .toList());
        assertEquals(List.of("kind", "region"), with.staticColumns());
        assertEquals(List.of(), without.staticColumns());
        double[] shares = {0.65, 0.7, 0.75, 1.0};
        int[] ages = {1, 3, 7, 56};
        for (int i = 0; i < ages.length; i++) {
            double told = error(with, others, ages[i], History::statics);
            double untold = error(with, others, ages[i], store -> StaticFeatures.NONE);
            double never = error(without, others, ages[i], History::statics);
            String which = "seed " + seed + ", age " + ages[i] + ": told " + told + ", not told " + untold
                    + ", by a model without kinds " + never;
            assertTrue(told < shares[i] * never, which);
            assertTrue(untold < 1.1 * never, which);
        }
    }
}
