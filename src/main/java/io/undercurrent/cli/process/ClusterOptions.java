package io.undercurrent.cli.process;

import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Option;

/** The options that say how Flink runs a job. */
public final class ClusterOptions {

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Parallel pipelines (default: the cluster's, or the processors of this machine).")
    private Integer parallelism;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            description = "Port of Flink's web page on this machine (default: any free one).")
    private Integer webPort;

    @Option(
            names = "--flink-property",
            paramLabel = "K=V",
            description = "A further Flink setting, such as state.backend.type=rocksdb; may be repeated.")
    private Map<String, String> properties = Map.of();

    /** Parallel pipelines of a job in this process. */
    public int slots() {
        return parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism;
    }

    /** Parallel pipelines, if they are stated; null if not. */
    public Integer parallelism() {
        return parallelism;
    }

    /**
     * Checks what is stated.
     *
     * @throws IllegalArgumentException if there are less than one pipeline
     */
    public void check() {
        if (parallelism != null && parallelism < 1) {
            throw new IllegalArgumentException("--parallelism: expected at least 1, but got " + parallelism);
        }
    }

    /** Of the cluster in this process. */
    public Configuration cluster() {
        Configuration settings = new Configuration();
        if (webPort != null) {
            settings.set(RestOptions.BIND_PORT, webPort.toString());
        }
        properties.forEach(settings::setString);
        return settings;
    }

    /** Of the job. */
    public Configuration job(CheckpointOptions checkpoints) {
        Configuration settings = checkpoints.settings();
        properties.forEach(settings::setString);
        return settings;
    }

    /** The id of a job. Flink gives an application one that stays when its job manager starts anew and comes here once more. */
    public static String jobId(StreamExecutionEnvironment env) {
        return env.getConfiguration()
                .getOptional(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID)
                .orElseGet(() -> UUID.randomUUID().toString());
    }
}
