package io.undercurrent.bench.job;

import io.undercurrent.bench.BenchModel;
import io.undercurrent.bench.Benchmark;
import io.undercurrent.bench.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.MemorySize;

/** More and more series on RocksDB: throughput, state and checkpoints. Each number of series is run once. */
public final class ManySeriesBenchmark implements Benchmark {

    private static final long CHECKPOINT_MILLIS = 60_000;

    /** Series and days at which all that is ever kept of a series is there. */
    private static final int FULL_SERIES = 1000;

    private static final int FULL_DAYS = 100;

    private final List<Integer> keys;
    private final int days;
    private final MemorySize memory;

    /**
     * @param keys numbers of series, the first being what the others are compared with
     * @param days of each series, so that all have as much state
     * @param memory of RocksDB
     */
    public ManySeriesBenchmark(List<Integer> keys, int days, MemorySize memory) {
        this.keys = List.copyOf(keys);
        this.days = days;
        this.memory = memory;
    }

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String description() {
        return "numbers of series on RocksDB: throughput, bytes of state, checkpoints";
    }

    @Override
    public List<Measurement> run(Progress progress) {
        List<Measurement> all = new ArrayList<>(stateOfASeries(progress));
        Measurement first = null;
        for (int count : keys) {
            String label = String.format(Locale.ROOT, "%,d series", count);
            progress.doing(label);
            JobRun.Outcome outcome = JobRun.of(JobSetup.of(new Workload(count, days, 0))
                    .withRocksDb(memory)
                    .withCheckpointMillis(CHECKPOINT_MILLIS));
            CheckpointFigures checkpoints = outcome.checkpoints();
            Measurement rate = Measurement.of(label + ", " + days + " days", "readings/s", outcome.rate());
            all.add(rate);
            all.add(Measurement.of(label + ", files a series", "bytes", (double) checkpoints.stateBytes() / count));
            all.add(Measurement.of(label + ", last checkpoint wrote", "bytes", checkpoints.newBytes()));
            all.add(Measurement.of(label + ", checkpoint", "ms", checkpoints.millis()));
            if (first != null) {
                all.add(rate.over(first, label + " over " + String.format(Locale.ROOT, "%,d", keys.get(0))));
            } else {
                first = rate;
            }
        }
        return all;
    }

    /** A checkpoint of state on the heap holds keys and values and nothing else. */
    private static List<Measurement> stateOfASeries(Progress progress) {
        progress.doing("state of a series");
        JobRun.Outcome outcome = JobRun.of(JobSetup.of(new Workload(FULL_SERIES, FULL_DAYS, 0)));
        long information = StateInformation.of(
                        BenchModel.get(), BenchModel.STATES_KEPT, Workload.MOST_DAYS_LATE, FULL_DAYS)
                .bytes();
        double state = (double) outcome.checkpoints().stateBytes() / FULL_SERIES;
        return List.of(
                Measurement.of("information of a series", "bytes", information),
                Measurement.of("state of a series, its key included", "bytes", state),
                Measurement.of("state over information", "x", state / information));
    }
}
