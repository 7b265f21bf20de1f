package io.undercurrent.bench.job;

import io.undercurrent.stream.bundle.BundleLimits;
import java.util.Optional;
import org.apache.flink.configuration.MemorySize;

/**
 * One way to run the job.
 *
 * @param forecasting who makes the forecasts
 * @param bundle updates that are stepped together
 * @param rocksDbMemory of RocksDB in each pipeline; the state is on the heap where empty
 * @param checkpointMillis between two checkpoints
 */
record JobSetup(
        Workload workload,
        Forecasting forecasting,
        int bundle,
        int parallelism,
        Optional<MemorySize> rocksDbMemory,
        long checkpointMillis) {

    private static final long CHECKPOINT_MILLIS = 2000;

    /** A job ends with a checkpoint: a run of few readings would wait longer for it than it works. */
    private static final long READINGS_A_CHECKPOINT_MILLI = 50;

    /** Who makes the forecasts. */
    enum Forecasting {
        MODEL,
        MODEL_AND_SHADOW,
        RANDOM_WALK
    }

    /** The model on the heap, one pipeline. */
    static JobSetup of(Workload workload) {
        long millis = Math.min(CHECKPOINT_MILLIS, 100 + workload.readings() / READINGS_A_CHECKPOINT_MILLI);
        return new JobSetup(workload, Forecasting.MODEL, BundleLimits.DEFAULT.size(), 1, Optional.empty(), millis);
    }

    JobSetup withForecasting(Forecasting other) {
        return new JobSetup(workload, other, bundle, parallelism, rocksDbMemory, checkpointMillis);
    }

    JobSetup withBundle(int size) {
        return new JobSetup(workload, forecasting, size, parallelism, rocksDbMemory, checkpointMillis);
    }

    JobSetup withParallelism(int pipelines) {
        return new JobSetup(workload, forecasting, bundle, pipelines, rocksDbMemory, checkpointMillis);
    }

    JobSetup withRocksDb(MemorySize memory) {
        return new JobSetup(workload, forecasting, bundle, parallelism, Optional.of(memory), checkpointMillis);
    }

    JobSetup withCheckpointMillis(long millis) {
        return new JobSetup(workload, forecasting, bundle, parallelism, rocksDbMemory, millis);
    }
}
