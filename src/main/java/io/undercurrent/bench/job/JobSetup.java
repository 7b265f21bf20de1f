package io.undercurrent.bench.job;

import io.undercurrent.stream.BundleLimits;
import java.util.Locale;

/**
 * One way to run the job.
 *
 * @param forecasting who makes the forecasts
 * @param bundle updates that are stepped together
 * @param checkpointMillis between two checkpoints
 */
record JobSetup(
        Workload workload,
        Forecasting forecasting,
        int bundle,
        int parallelism,
        Backend backend,
        long checkpointMillis) {

    private static final long CHECKPOINT_MILLIS = 2000;

    /** Who makes the forecasts. */
    enum Forecasting {
        MODEL,
        RANDOM_WALK
    }

    /** Where Flink keeps the state. */
    enum Backend {
        HASHMAP,
        ROCKSDB;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The model on the heap, one pipeline. */
    static JobSetup of(Workload workload) {
        return new JobSetup(
                workload, Forecasting.MODEL, BundleLimits.DEFAULT.size(), 1, Backend.HASHMAP, CHECKPOINT_MILLIS);
    }

    JobSetup withForecasting(Forecasting other) {
        return new JobSetup(workload, other, bundle, parallelism, backend, checkpointMillis);
    }

    JobSetup withBundle(int size) {
        return new JobSetup(workload, forecasting, size, parallelism, backend, checkpointMillis);
    }

    JobSetup withParallelism(int pipelines) {
        return new JobSetup(workload, forecasting, bundle, pipelines, backend, checkpointMillis);
    }

    JobSetup withBackend(Backend other) {
        return new JobSetup(workload, forecasting, bundle, parallelism, other, checkpointMillis);
    }

    JobSetup withCheckpointMillis(long millis) {
        return new JobSetup(workload, forecasting, bundle, parallelism, backend, millis);
    }
}
