package io.undercurrent.cli.process;

import io.undercurrent.cli.options.TimeConverter;
import io.undercurrent.job.restore.DirectoryOwner;
import io.undercurrent.job.restore.JobIdentity;
import io.undercurrent.job.source.NewTopic;
import io.undercurrent.stream.SharedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options for the interval and directory of checkpoints, and for the checkpoint to restore. */
public final class CheckpointOptions {

    private static final String LATEST = "latest";

    /** What lets a run that keeps checkpoints go on from its latest one. */
    private static final Map<String, String> GO_ON = Map.of("--restore", LATEST);

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "Time between checkpoints, such as 500ms or 1min (default: execution.checkpointing.interval of"
                            + " Flink's settings, or 5s).")
    private Duration interval;

    @Option(
            names = "--checkpoint-dir",
            paramLabel = "URI",
            description =
                    "Where checkpoints are kept, also after the job has stopped. Each job needs its own. Required on a"
                            + " cluster whose settings name no directory. Without it, checkpoints end with this process.")
    private String directory;

    @Option(
            names = "--restore",
            paramLabel = "URI|latest",
            description =
                    "Checkpoint or savepoint to go on from. With another model than before, series change over to it. latest"
                            + " takes the newest checkpoint below --checkpoint-dir, if there is one: the same command then serves"
                            + " the first start and all later ones.")
    private String restore;

    @Option(
            names = "--on-new-topic",
            paramLabel = "WHAT",
            description =
                    "What to do if the topic of readings was deleted and created again after the checkpoint: refuse, or"
                            + " read-from-start, which keeps the state of each series and reads the new topic from its first"
                            + " message (default: ${DEFAULT-VALUE}).")
    private NewTopic newTopic = NewTopic.REFUSE;

    public Optional<Duration> interval() {
        return Optional.ofNullable(interval);
    }

    /** Whether checkpoints outlive the process. */
    private boolean isKept() {
        return directory != null;
    }

    public NewTopic newTopic() {
        return newTopic;
    }

    boolean restoresLatest() {
        return LATEST.equals(restore);
    }

    /** Checks that a directory is given if the latest checkpoint is to be restored. */
    public void requireDirectory(ReadableConfig settings) {
        if (restoresLatest() && settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY) == null) {
            throw new IllegalArgumentException(
                    "--restore: expected --checkpoint-dir, below which to look for the latest"
                            + " checkpoint, but there is none");
        }
    }

    /** The checkpoint or savepoint that is named. */
    Optional<String> restoredLocation() {
        return restore == null || restoresLatest() ? Optional.empty() : Optional.of(uri(restore));
    }

    /** Where checkpoints are to be kept. */
    public Configuration settings() {
        Configuration settings = new Configuration();
        if (directory != null) {
            settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(directory));
            settings.set(
                    CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                    ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        }
        return settings;
    }

    /**
     * Checks that a cluster has a place for checkpoints. Otherwise the job manager would keep them in its memory, 5 MiB a task at most, and
     * the job start again at each more.
     */
    public void requireDirectoryOnCluster(StreamExecutionEnvironment env) {
        if (env.getConfiguration().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY) == null) {
            throw new IllegalArgumentException(
                    "--checkpoint-dir: expected a place that all machines of the cluster reach, or "
                            + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()
                            + " in the settings of Flink, but there is neither");
        }
    }

    /** Keeps a directory for a job on a cluster. Which jobs run is the cluster's affair, and a directory that this machine does not reach is too. */
    public void mark(String place, JobIdentity job, Consumer<String> say) {
        try {
            DirectoryOwner.mark(place, job);
        } catch (IOException unreachable) {
            say.accept("Could not check whether " + place + " belongs to another job: " + unreachable.getMessage());
        }
    }

    /** What to type to go on after the end of this process. */
    public String howToGoOn(CommandSpec command) {
        return !isKept()
                ? "The job kept no checkpoints: the next start begins where --start says. With --checkpoint-dir FOLDER"
                        + " --restore latest a job goes on where it stopped."
                : "To go on where it stopped:\n  " + CommandText.of(command, GO_ON);
    }

    private static String uri(String location) {
        return SharedModel.isUri(location)
                ? location
                : Path.of(location).toUri().toString();
    }
}
