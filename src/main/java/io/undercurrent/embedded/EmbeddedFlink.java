package io.undercurrent.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster inside this JVM: one task manager, its web page on a free port of the loopback interface, and a
 * temporary directory for its files that {@link #close} deletes.
 */
public final class EmbeddedFlink implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String ANY_PORT = "0";
    /** A task that does not end would hold the cluster, and the process with it, for ever. */
    private static final long SECONDS_TO_STOP = 60;
    /** Flink's default for a cluster in a JVM. */
    private static final MemorySize LEAST_NETWORK_MEMORY = MemorySize.ofMebiBytes(64);

    private final TemporaryDirectory directory;
    private final MiniCluster cluster;
    private final URI webAddress;

    private EmbeddedFlink(TemporaryDirectory directory, MiniCluster cluster, URI webAddress) {
        this.directory = directory;
        this.cluster = cluster;
        this.webAddress = webAddress;
    }

    /**
     * Starts a cluster and returns when it accepts jobs.
     *
     * @param slots how many parallel pipelines it can run
     */
    public static EmbeddedFlink start(int slots) {
        return start(slots, new Configuration());
    }

    /**
     * Starts a cluster and returns when it accepts jobs.
     *
     * @param slots how many parallel pipelines it can run
     * @param given settings of the cluster, which come before its own
     */
    public static EmbeddedFlink start(int slots, Configuration given) {
        if (slots < 1) {
            throw new IllegalArgumentException("slots: expected at least 1, but got " + slots);
        }
        try {
            TemporaryDirectory directory = TemporaryDirectory.create("undercurrent-flink");
            MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                    .setNumTaskManagers(1)
                    .setNumSlotsPerTaskManager(slots)
                    .setConfiguration(settings(directory, slots, given))
                    .build());
            try {
                cluster.start();
                return new EmbeddedFlink(
                        directory, cluster, cluster.getRestAddress().get());
            } catch (Exception failure) {
                closeAll(cluster, directory);
                throw new IllegalStateException("the embedded Flink cluster did not start", failure);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the embedded Flink cluster cannot write its files", failure);
        }
    }

    private static Configuration settings(TemporaryDirectory directory, int slots, Configuration given) {
        Configuration settings = new Configuration();
        // All parts are reached from this machine alone.
        settings.set(RestOptions.ADDRESS, LOOPBACK);
        settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        settings.set(RestOptions.BIND_PORT, ANY_PORT);
        settings.set(JobManagerOptions.ADDRESS, LOOPBACK);
        settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(TaskManagerOptions.HOST, LOOPBACK);
        settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, networkMemory(slots));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, networkMemory(slots));
        // Flink keeps no more than 5 MiB of a task's state in memory.
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.path().resolve("checkpoints").toUri().toString());
        settings.set(CoreOptions.TMP_DIRS, directory.path().toString());
        settings.set(WebOptions.TMP_DIR, directory.path().toString());
        settings.addAll(given);
        return settings;
    }

    /**
     * Each pipeline sends to each other one: a shuffle takes a buffer for each pair on the one side and two on the other, and some
     * more for each pipeline. Flink's default is enough for two dozen pipelines.
     */
    private static MemorySize networkMemory(int slots) {
        long buffers = 4L * slots * slots + 64L * slots;
        long bytes =
                buffers * TaskManagerOptions.MEMORY_SEGMENT_SIZE.defaultValue().getBytes();
        return new MemorySize(Math.max(LEAST_NETWORK_MEMORY.getBytes(), bytes));
    }

    /** The address of Flink's web page. */
    public URI webAddress() {
        return webAddress;
    }

    /**
     * An environment whose jobs run on this cluster.
     *
     * @param settings settings of the jobs, over those of the cluster
     */
    public StreamExecutionEnvironment environment(Configuration settings) {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createRemoteEnvironment(
                webAddress.getHost(), webAddress.getPort(), new Configuration(settings));
        // Of what settings say of a checkpoint to go on from, Flink keeps the path alone there:
        // findings/flink-remote-restore-settings.sh.
        environment.configure(settings);
        return environment;
    }

    /** Stops the cluster, and with it its jobs, and deletes its files. */
    @Override
    public void close() {
        try {
            closeAll(cluster, directory);
        } catch (IOException failure) {
            throw new UncheckedIOException("the files of the embedded Flink cluster could not be deleted", failure);
        }
    }

    private static void closeAll(MiniCluster cluster, TemporaryDirectory directory) throws IOException {
        try (directory) {
            cluster.closeAsync().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("the embedded Flink cluster did not stop in order", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the embedded Flink cluster stopped", interrupted);
        }
    }
}
