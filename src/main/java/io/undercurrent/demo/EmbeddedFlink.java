package io.undercurrent.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
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
    private static final int ANY_PORT = 0;

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
        if (slots < 1) {
            throw new IllegalArgumentException("slots: expected at least 1, but got " + slots);
        }
        try {
            TemporaryDirectory directory = TemporaryDirectory.create("undercurrent-flink");
            MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                    .setNumTaskManagers(1)
                    .setNumSlotsPerTaskManager(slots)
                    .setConfiguration(settings(directory))
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

    /**
     * Settings by which all parts of a cluster in this JVM are reached from this machine alone.
     *
     * @param webPort of Flink's web page, 0 for any free one
     */
    public static Configuration onLoopback(int webPort) {
        Configuration settings = new Configuration();
        settings.set(RestOptions.ADDRESS, LOOPBACK);
        settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        settings.set(RestOptions.BIND_PORT, Integer.toString(webPort));
        settings.set(JobManagerOptions.ADDRESS, LOOPBACK);
        settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(TaskManagerOptions.HOST, LOOPBACK);
        settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        return settings;
    }

    private static Configuration settings(TemporaryDirectory directory) {
        Configuration settings = onLoopback(ANY_PORT);
        // Flink keeps no more than 5 MiB of a task's state in memory.
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.path().resolve("checkpoints").toUri().toString());
        settings.set(CoreOptions.TMP_DIRS, directory.path().toString());
        settings.set(WebOptions.TMP_DIR, directory.path().toString());
        return settings;
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
        return StreamExecutionEnvironment.createRemoteEnvironment(
                webAddress.getHost(), webAddress.getPort(), new Configuration(settings));
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
            cluster.close();
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("the embedded Flink cluster did not stop in order", failure);
        }
    }
}
