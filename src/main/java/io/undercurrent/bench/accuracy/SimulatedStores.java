package io.undercurrent.bench.accuracy;

import io.undercurrent.evaluation.Origins;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.history.HistoryBuilder;
import io.undercurrent.simulator.Simulator;
import io.undercurrent.simulator.SimulatorOptions;
import java.time.LocalDate;
import java.util.Map;

/** Sales of stores of the simulator, whose least possible error is known. */
final class SimulatedStores {

    private static final int STORES = 100;
    private static final LocalDate FROM = LocalDate.of(2021, 1, 1);
    private static final LocalDate TO = LocalDate.of(2024, 12, 31);

    private SimulatedStores() {}

    /**
     * @param columns any of the simulator's; the first is the target whose error is told
     */
    static Data data(Columns columns) {
        int[] places = columns.names().stream()
                .mapToInt(Simulator.COLUMNS.names()::indexOf)
                .toArray();
        Simulator simulator = new Simulator(new SimulatorOptions(STORES, FROM, 1));
        int first = Math.toIntExact(FROM.toEpochDay());
        int days = Math.toIntExact(TO.toEpochDay()) - first + 1;
        double[] squares = new double[days];
        HistoryBuilder histories = new HistoryBuilder(columns.count());
        for (int i = 0; i < days; i++) {
            int day = i;
            simulator.simulateDay(store -> {
                double[] all = store.reading().values();
                double[] values = new double[places.length];
                for (int column = 0; column < places.length; column++) {
                    values[column] = all[places[column]];
                }
                histories.add(new Reading(store.reading().key(), store.reading().day(), values));
                double error = values[0] - store.expected()[places[0]];
                squares[day] += error * error / STORES;
            });
        }
        return new Data(histories.build(), Map.of(), origins -> root(squares, origins, first));
    }

    private static double root(double[] squares, Origins origins, int first) {
        return Math.sqrt(origins.days()
                .mapToDouble(origin -> squares[origin + 1 - first])
                .average()
                .orElse(Double.NaN));
    }
}
