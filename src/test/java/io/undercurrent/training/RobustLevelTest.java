package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.series.history.HistoryBuilder;
import io.undercurrent.simulator.Simulator;
import io.undercurrent.simulator.SimulatorOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What forecasts make of a spike of a few days, and of a step that lasts, in stores of the simulator. */
class RobustLevelTest {

    private static final int STORES = 20;
    private static final int DAYS = 560;
    private static final int WINDOW = 56;
    private static final int HORIZON = 7;
    private static final LocalDate FROM = LocalDate.of(2023, 1, 1);
    private static final int SALES = Simulator.COLUMNS.targets().indexOf("sales");

    /** The first day on which anything is different, and how many forecasts are looked at. */
    private static final int CHANGE = Math.toIntExact(FROM.toEpochDay()) + DAYS - 60;

    private static final int AFTER = 40;

    /** Days of a spike. */
    private static final int SPIKE = 4;

    private final List<History> histories = simulate();
    private final RecurrentModel model = train(histories);

    private static List<History> simulate() {
        HistoryBuilder histories = new HistoryBuilder(Simulator.COLUMNS.count());
        Simulator simulator =
                new Simulator(new SimulatorOptions(STORES, FROM, 5, "GB", Optional.empty(), Optional.empty()));
        for (int day = 0; day < DAYS; day++) {
            simulator.simulateDay(store -> histories.add(store.reading()));
        }
        return histories.build();
    }

    private static RecurrentModel train(List<History> histories) {
        return new ForecastTrainer(
                        Simulator.COLUMNS,
                        new ForecastTrainer.Architecture(
                                WINDOW, HORIZON, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 16, 1),
                        TrainingOptions.defaults().withSteps(300).withLastDay(CHANGE - 1))
                .train(
                        histories,
                        new ForecastTrainer.Source("simulated stores", "test", Map.of()),
                        TrainingListener.SILENT);
    }

    /** The same with the sales of some days multiplied by a factor. */
    private static History multiplied(History history, int from, int to, double factor) {
        double[] values = history.values().clone();
        int columns = Simulator.COLUMNS.count();
        for (int day = from; day < to; day++) {
            values[(day - history.firstDay()) * columns + SALES] *= factor;
        }
        return new History(history.key(), history.firstDay(), columns, values);
    }

    /** Mean of the medians of all days ahead, by origin from the first different day on. */
    private static double[] forecasts(RecurrentModel model, History history) {
        double[] means = new double[AFTER];
        try (Forecaster forecaster = model.forecaster(1)) {
            EncodedOrigins origins = forecaster.origins(1);
            float[] input = new float[forecaster.inputSize()];
            float[] state = new float[model.stateSize()];
            float[] forecast = new float[model.shape().size()];
            SlidingWindow window = history.windowAt(
                    history.firstDay(),
                    WINDOW,
                    HORIZON,
                    model.columns().targets().size());
            for (int day = history.firstDay(); day < CHANGE + AFTER; day++) {
                if (day > history.firstDay()) {
                    history.advance(window);
                }
                forecaster.encodeDay(window, day, input, 0);
                forecaster.step(1, input, state);
                if (day >= CHANGE) {
                    forecaster.encodeOrigin(window, day, origins, 0);
                    forecaster.forecast(1, state, origins, 0, forecast);
                    for (int lead = 0; lead < HORIZON; lead++) {
                        means[day - CHANGE] += forecast[model.shape().index(SALES, 1, lead)] / HORIZON;
                    }
                }
            }
        }
        return means;
    }

    /** Whether a promotion or a holiday would explain days of many sales. */
    private static boolean isExplained(History history) {
        return IntStream.range(CHANGE, CHANGE + SPIKE)
                .anyMatch(day -> IntStream.range(Simulator.COLUMNS.targets().size(), Simulator.COLUMNS.count())
                        .anyMatch(column -> history.value(day, column) == 1));
    }

    /** How many times as much is forecast, mean over the stores, by days since the first different one. */
    private double[] factors(RecurrentModel of, int days, double factor) {
        double[] factors = new double[AFTER];
        List<History> unexplained =
                histories.stream().filter(history -> !isExplained(history)).toList();
        for (History history : unexplained) {
            double[] usual = forecasts(of, history);
            double[] changed = forecasts(of, multiplied(history, CHANGE, CHANGE + days, factor));
            for (int i = 0; i < AFTER; i++) {
                factors[i] += changed[i] / usual[i] / unexplained.size();
            }
        }
        return factors;
    }

    @Test
    void aSpikeIsForgottenWhenItIsOverAndALastingStepIsFollowed() {
        double[] spike = factors(model, SPIKE, 5);
        List<String> seen = new ArrayList<>(List.of("4 days of five times the sales: " + text(spike)));
        RecurrentModel before = new RecurrentModel(
                model.spec().withoutSpikes(), model.networks(), model.widening(), model.provenance());
        double[] spikeBefore = factors(before, SPIKE, 5);
        seen.add("the same in models of earlier releases: " + text(spikeBefore));
        double[] step = factors(model, DAYS - (CHANGE - Math.toIntExact(FROM.toEpochDay())), 1.2);
        seen.add("a step of 20 %: " + text(step));
        String all = String.join("\n", seen);
        // Day 4 is the first ordinary one.
        assertTrue(spike[SPIKE] < 1.3 && spike[7] < 1.15, all);
        for (int day = 14; day < AFTER; day++) {
            assertTrue(Math.abs(spike[day] - 1) < 0.05, "day " + day + "\n" + all);
        }
        assertTrue(spikeBefore[SPIKE] > 1.5 && spikeBefore[14] > 1.15, all);
        assertTrue(step[14] > 1.08 && step[28] > 1.12, all);
    }

    private static String text(double[] factors) {
        StringBuilder text = new StringBuilder();
        for (int day = 3; day < AFTER; day++) {
            text.append(String.format(Locale.ROOT, " %d:%.3f", day, factors[day]));
        }
        return text.toString();
    }
}
