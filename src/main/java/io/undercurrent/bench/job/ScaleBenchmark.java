package io.undercurrent.bench.job;

import io.undercurrent.bench.BenchModel;
import io.undercurrent.bench.Benchmark;
import io.undercurrent.bench.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** More and more series on RocksDB: throughput, state and checkpoints. Each number of series is run once. */
public final class ScaleBenchmark implements Benchmark {

    private final List<Integer> keys;
    private final long readings;

    /**
     * @param keys numbers of series, the first being what the others are compared with
     * @param readings at least so many a run, and two days of each series at least
     */
    public ScaleBenchmark(List<Integer> keys, long readings) {
        this.keys = List.copyOf(keys);
        this.readings = readings;
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
        List<Measurement> all = new ArrayList<>();
        Measurement first = null;
        for (int count : keys) {
            String label = String.format(Locale.ROOT, "%,d series", count);
            progress.doing(label);
            int days = (int) Math.max(2, readings / count);
            JobRun.Outcome outcome =
                    JobRun.of(JobSetup.of(new Workload(count, days, 0)).withBackend(JobSetup.Backend.ROCKSDB));
            CheckpointFigures checkpoints = outcome.checkpoints();
            Measurement rate = Measurement.of(label + ", " + days + " days", "readings/s", outcome.rate());
            all.add(rate);
            double state = (double) checkpoints.stateBytes() / count;
            long information = StateInformation.of(
                            BenchModel.get(), BenchModel.STATES_KEPT, Workload.MOST_DAYS_LATE, days)
                    .bytes();
            all.add(Measurement.of(label + ", information a series", "bytes", information));
            all.add(Measurement.of(label + ", state a series", "bytes", state));
            all.add(Measurement.of(label + ", state over information", "x", state / information));
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
}
