package io.undercurrent.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.rocksdb.CompressionType;

/**
 * Flink settings that suit this job better than Flink's defaults, used unless others are given. Those of RocksDB are
 * for some kilobytes of floats for each series, read and replaced at every reading; other state backends ignore them.
 */
public final class FlinkDefaults {

    /** How long a reading waits for others on the way to its window; Flink's default is 100 ms. */
    private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);

    /** Flink makes none by default, and exactly-once results become visible only after one. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

    /** Flink's default of 4 KiB holds one value, and has an entry in the index of the file for each. */
    private static final MemorySize BLOCK = MemorySize.parse("16kb");

    /** With Flink's default of two, what is written while both are on their way into files has to wait. */
    private static final int WRITE_BUFFERS = 8;

    /** Of RocksDB's memory. A value is replaced as soon as it was read: a cache of blocks is of little use. */
    private static final double WRITE_BUFFER_SHARE = 0.8;

    /** Twice Flink's default: the next level, ten times as large, then holds the state of a million series. */
    private static final MemorySize FIRST_LEVEL = MemorySize.parse("512mb");

    private FlinkDefaults() {}

    /**
     * The settings of a job.
     *
     * @param name on Flink's web page
     * @param checkpointInterval if it is stated
     * @param given settings that the environment has already
     */
    public static Configuration settings(String name, Optional<Duration> checkpointInterval, ReadableConfig given) {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.NAME, name);
        // No operator keeps or changes a record that it hands on.
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        // Fail at the definition of the job if a type has no layout.
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        checkpointInterval.ifPresent(interval -> settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval));
        addTo(settings, given);
        return settings;
    }

    /**
     * Adds to {@code settings} what neither they nor {@code given} have.
     *
     * @param given settings that the environment has already
     */
    static void addTo(Configuration settings, ReadableConfig given) {
        add(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT, settings, given);
        add(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL, settings, given);
        // Floats hardly shrink, and the merging of files is what a series waits for.
        add(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL, List.of(CompressionType.NO_COMPRESSION), settings, given);
        add(RocksDBConfigurableOptions.BLOCK_SIZE, BLOCK, settings, given);
        // A new series should not cost a look into every file.
        add(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true, settings, given);
        add(RocksDBConfigurableOptions.MAX_WRITE_BUFFER_NUMBER, WRITE_BUFFERS, settings, given);
        add(RocksDBOptions.WRITE_BUFFER_RATIO, WRITE_BUFFER_SHARE, settings, given);
        add(RocksDBConfigurableOptions.MAX_SIZE_LEVEL_BASE, FIRST_LEVEL, settings, given);
        add(RocksDBOptions.OPTIONS_FACTORY, LookupOptions.class.getName(), settings, given);
    }

    private static <T> void add(ConfigOption<T> option, T value, Configuration settings, ReadableConfig given) {
        if (given.getOptional(option).isEmpty() && settings.getOptional(option).isEmpty()) {
            settings.set(option, value);
        }
    }
}
