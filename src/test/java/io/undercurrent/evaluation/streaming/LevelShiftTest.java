package io.undercurrent.evaluation.streaming;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.Origins;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.history.History;
import io.undercurrent.series.history.HistoryBuilder;
import io.undercurrent.simulator.LevelShift;
import io.undercurrent.simulator.Simulator;
import io.undercurrent.simulator.SimulatorOptions;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.TrainingListener;
import io.undercurrent.training.TrainingOptions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A level shift of all stores, through the job: what the corrected intervals make of it, and what the plain ones do. */
class LevelShiftTest {

    private static final int STORES = 60;
    private static final int DAYS = 600;
    private static final int WINDOW = 56;
    private static final int HORIZON = 14;
    private static final LocalDate FROM = LocalDate.of(2023, 1, 1);
    private static final int AFTER = 50;
    private static final LocalDate SHIFT = FROM.plusDays(DAYS - AFTER);
    private static final int WEEK = 7;

    /** Weeks after which the window holds nothing of the days before the shift. */
    private static final int WEEKS = WINDOW / WEEK;

    private static final int SALES = 1;
    private static final List<Double> QUANTILES = List.of(0.1, 0.5, 0.9);

    private static HistoryBuilder simulate(double factor, int days) {
        HistoryBuilder histories = new HistoryBuilder(Simulator.COLUMNS.count());
        Simulator simulator = new Simulator(new SimulatorOptions(
                STORES, FROM, 3, "GB", Optional.of(new LevelShift(SHIFT, factor)), Optional.empty()));
        for (int day = 0; day < days; day++) {
            simulator.simulateDay(store -> histories.add(store.reading()));
        }
        return histories;
    }

    private static ForecastModel train(HistoryBuilder histories) {
        return new ForecastTrainer(
                        Simulator.COLUMNS,
                        new ForecastTrainer.Architecture(WINDOW, HORIZON, QUANTILES, ModelSpec.Cell.GRU, 16, 1),
                        TrainingOptions.defaults().withSteps(300))
                .train(
                        histories.build(),
                        new ForecastTrainer.Source("simulated stores", "test", Map.of()),
                        TrainingListener.SILENT);
    }

    /** Sales inside the 80 % interval, and all, by days after the shift, over all stores and lead times. */
    private static final class Coverage {
        private final int[] inside;
        private final int[] all;

        Coverage(int days) {
            inside = new int[days];
            all = new int[days];
        }

        void add(int day, boolean hit) {
            all[day - firstDay()]++;
            inside[day - firstDay()] += hit ? 1 : 0;
        }

        private static int firstDay() {
            return Math.toIntExact(FROM.toEpochDay());
        }

        /** Over days counted from the shift, the last one not included. */
        double share(int from, int to) {
            int shift = Math.toIntExact(SHIFT.toEpochDay()) - firstDay();
            return (double) Arrays.stream(inside, shift + from, shift + to).sum()
                    / Arrays.stream(all, shift + from, shift + to).sum();
        }
    }

    private static Coverage coverage(ForecastModel model, List<History> histories, CalibrationOptions calibration) {
        int shift = Math.toIntExact(SHIFT.toEpochDay());
        int last = histories.get(0).lastDay();
        Origins origins = new Origins(shift - 2 * HORIZON, last - 1, 1);
        BacktestPlan plan = new BacktestPlan(Simulator.COLUMNS, QUANTILES, HORIZON, origins, histories, Map.of());
        Coverage coverage = new Coverage(histories.get(0).days() + HORIZON);
        new StreamedModel(model, calibration, 2).forecast(plan, forecast -> {
            History history = histories.get(forecast.series());
            for (int lead = 0; lead < HORIZON; lead++) {
                int day = forecast.origin() + 1 + lead;
                double sales = history.value(day, SALES);
                if (!Double.isNaN(sales)) {
                    double low = forecast.quantiles()[plan.shape().index(SALES, 0, lead)];
                    double high = forecast.quantiles()[plan.shape().index(SALES, 2, lead)];
                    coverage.add(day, low <= sales && sales <= high);
                }
            }
        });
        return coverage;
    }

    @Test
    void correctedIntervalsAreBackInTimeAndPlainOnesAreNot() {
        ForecastModel model = train(simulate(1, DAYS - AFTER));
        List<History> histories = simulate(0.7, DAYS).build();
        Coverage plain = coverage(model, histories, CalibrationOptions.OFF);
        Coverage corrected = coverage(model, histories, CalibrationOptions.DEFAULT);
        assertBetween(0.75, 0.87, plain.share(-HORIZON, 0), "plain, before");
        assertBetween(0.75, 0.87, corrected.share(-HORIZON, 0), "corrected, before");
        assertBetween(0, 0.5, corrected.share(0, 5), "corrected, while the shift is news");
        assertBetween(0.75, 0.85, corrected.share(20, 30), "corrected, within a month");
        assertBetween(0, 0.7, plain.share(20, 30), "plain, within a month");
        assertBetween(0.75, 0.85, corrected.share(25, 35), "corrected, after a month");
        assertBetween(0, 0.75, plain.share(25, 35), "plain, after a month");
    }

    /** Intervals that have become wide do not stay so when the shift is known. */
    @Test
    void afterLargeShiftsIntervalsAreNotTooWideForWeeks() {
        ForecastModel model = train(simulate(1, DAYS - AFTER));
        for (double factor : new double[] {0.5, 0.4}) {
            List<History> histories =
                    simulate(factor, DAYS - AFTER + WEEK * WEEKS).build();
            Coverage corrected = coverage(model, histories, CalibrationOptions.DEFAULT);
            assertBetween(0.77, 0.86, corrected.share(3 * WEEK, WEEK * WEEKS), "weeks 4 to 8 after times " + factor);
        }
    }

    private static void assertBetween(double low, double high, double share, String what) {
        assertTrue(low <= share && share <= high, what + ": expected " + low + " to " + high + ", but got " + share);
    }
}
