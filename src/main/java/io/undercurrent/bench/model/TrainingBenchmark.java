package io.undercurrent.bench.model;

import io.undercurrent.bench.Benchmark;
import io.undercurrent.bench.Measurement;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.container.ModelFileException;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.history.History;
import io.undercurrent.series.history.HistoryBuilder;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.TrainingListener;
import io.undercurrent.training.TrainingOptions;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Fits a model to as many series of as many days as NN5 has, for some steps of the optimiser, and reads it from its file. */
public final class TrainingBenchmark implements Benchmark {

    private static final int SERIES = 111;
    private static final int DAYS = 735;
    private static final int HORIZON = 56;
    private static final int FIRST_DAY = 9573;
    private static final int WINDOW = 56;
    private static final int UNITS = 48;
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MILLI = 1e6;

    private final int steps;
    private final int repetitions;

    /**
     * @param steps of the optimiser
     */
    public TrainingBenchmark(int steps, int repetitions) {
        this.steps = steps;
        this.repetitions = repetitions;
    }

    @Override
    public String name() {
        return "training";
    }

    @Override
    public String description() {
        return "training on 111 series of 735 days with 56 days ahead, and reading the model from its file";
    }

    @Override
    public List<Measurement> run(Progress progress) {
        double[] rates = new double[repetitions];
        double[] seconds = new double[repetitions];
        double[] loading = new double[repetitions];
        TrainingOptions options = TrainingOptions.defaults().withSteps(steps);
        for (int run = 0; run < repetitions; run++) {
            progress.doing("run " + (run + 1) + " of " + repetitions);
            long start = System.nanoTime();
            ForecastModel model = train(options);
            double duration = (System.nanoTime() - start) / NANOS_A_SECOND;
            seconds[run] = duration * TrainingOptions.defaults().steps() / steps;
            rates[run] = (double) options.sequences() * options.timesteps() * steps / duration;
            loading[run] = millisToLoad(ModelFile.toBytes(model));
        }
        return List.of(
                Measurement.of("training", "days of series/s", rates),
                Measurement.of("all " + TrainingOptions.defaults().steps() + " steps would take", "s", seconds),
                Measurement.of("reading the model", "ms", loading));
    }

    private static ForecastModel train(TrainingOptions options) {
        ForecastTrainer.Architecture architecture =
                new ForecastTrainer.Architecture(WINDOW, HORIZON, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, UNITS, 1);
        return new ForecastTrainer(Columns.ofTargets("sales"), architecture, options)
                .train(histories(), new ForecastTrainer.Source("bench", "bench", Map.of()), TrainingListener.SILENT);
    }

    private static List<History> histories() {
        HistoryBuilder histories = new HistoryBuilder(1);
        SplittableRandom random = new SplittableRandom(1);
        for (int series = 0; series < SERIES; series++) {
            for (int day = 0; day < DAYS; day++) {
                float value = (float) (20 + 3 * ((day + series) % 7) + 4 * random.nextDouble());
                histories.add(new Reading("series-" + series, FIRST_DAY + day, new double[] {value}));
            }
        }
        return histories.build();
    }

    private static double millisToLoad(byte[] file) {
        try {
            long start = System.nanoTime();
            ModelFile.fromBytes(file).forecaster(1).close();
            return (System.nanoTime() - start) / NANOS_A_MILLI;
        } catch (ModelFileException damaged) {
            throw new IllegalStateException("a model that was written here cannot be read", damaged);
        }
    }
}
