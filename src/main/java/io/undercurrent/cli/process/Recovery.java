package io.undercurrent.cli.process;

import io.undercurrent.cli.files.HistoryCheck;
import io.undercurrent.job.kafka.KafkaEnds;
import io.undercurrent.job.restore.CheckpointDirectory;
import io.undercurrent.job.restore.StoredCheckpoint;
import io.undercurrent.job.source.NewTopic;
import io.undercurrent.job.source.ReadingsTopics;
import io.undercurrent.job.source.split.TopicSplit;
import io.undercurrent.stream.state.StateOrigin;
import io.undercurrent.stream.time.PastForecasts;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;

/** Finds the checkpoint to restore, and checks before Flink starts whether the job can use it. */
public final class Recovery {

    private static final String ANEW = " Without --restore everything starts anew";

    private final CheckpointOptions options;
    private final Optional<StateOrigin> origin;
    private final ReadingsTopics topics;
    private final boolean here;
    private final boolean followsModels;
    private final Consumer<String> say;

    /**
     * @param origin of the state that the job makes; empty for a job without models
     * @param topics that it reads
     * @param here whether the job runs in this process; a cluster may reach what this machine does not
     * @param followsModels whether it follows a topic of models
     * @param say receives what is worth knowing
     */
    public Recovery(
            CheckpointOptions options,
            Optional<StateOrigin> origin,
            ReadingsTopics topics,
            boolean here,
            boolean followsModels,
            Consumer<String> say) {
        this.options = options;
        this.origin = origin;
        this.topics = topics;
        this.here = here;
        this.followsModels = followsModels;
        this.say = say;
    }

    /**
     * Days that are kept of each series where the job is told to go on from; empty where nothing is there, or this machine does not
     * reach it.
     *
     * @param own what the options say
     */
    public static OptionalInt keptWindow(CheckpointOptions options, ReadableConfig own) {
        try {
            String directory = own.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
            Optional<String> location = options.restoresLatest() && directory != null
                    ? new CheckpointDirectory(directory).latest()
                    : options.restoredLocation();
            return location.isEmpty()
                    ? OptionalInt.empty()
                    : StoredCheckpoint.read(location.get()).origin().stream()
                            .mapToInt(stored -> stored.contract().window())
                            .findFirst();
        } catch (IOException unreachable) {
            // Whoever goes on from there says what is wrong with it.
            return OptionalInt.empty();
        }
    }

    /**
     * The settings by which the job goes on from where it is told to.
     *
     * @param own what the options say
     * @param given all settings of the job; those of {@code flink run} may name a checkpoint too
     * @throws IllegalArgumentException if the job cannot go on from there; the message says why
     */
    public Configuration settings(ReadableConfig own, ReadableConfig given) throws IOException {
        Configuration settings = new Configuration();
        if (options.restoresLatest()) {
            latest(own).ifPresent(checkpoint -> {
                settings.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint);
                // The run owns the checkpoint then, and deletes it when it has newer ones.
                if (own.getOptional(StateRecoveryOptions.RESTORE_MODE).isEmpty()) {
                    settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
                }
            });
        }
        options.restoredLocation().ifPresent(named -> settings.set(StateRecoveryOptions.SAVEPOINT_PATH, named));
        Optional<String> checkpoint = settings.getOptional(StateRecoveryOptions.SAVEPOINT_PATH)
                .or(() -> given.getOptional(StateRecoveryOptions.SAVEPOINT_PATH));
        if (checkpoint.isPresent()) {
            requireFit(checkpoint.get(), settings);
            say.accept("Goes on from " + checkpoint.get());
        }
        return settings;
    }

    private Optional<String> latest(ReadableConfig own) throws IOException {
        String directory = own.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        Optional<String> latest = new CheckpointDirectory(directory).latest();
        if (latest.isEmpty()) {
            say.accept("Starts without a checkpoint: there is none below " + directory);
        }
        return latest;
    }

    private void requireFit(String location, Configuration settings) throws IOException {
        StoredCheckpoint checkpoint;
        try {
            checkpoint = StoredCheckpoint.read(location);
        } catch (IOException unreadable) {
            if (!here) {
                say.accept("This machine cannot check whether the job can go on from " + location
                        + ", the cluster will: " + unreadable.getMessage());
                return;
            }
            if (unreadable instanceof FileNotFoundException) {
                throw new IllegalArgumentException(
                        "--restore: expected a checkpoint or savepoint, but there is none at " + location, unreadable);
            }
            throw unreadable;
        }
        requireFittingState(checkpoint);
        requireSameTopics(checkpoint);
        if (checkpoint.followsModels() && !followsModels) {
            // What read the topic has no successor in this job; what it had read is in the state of the windows.
            settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
            say.accept(
                    "This job follows no topic of models, unlike the one that made the checkpoint: it goes on with the"
                            + " models that were taken");
        }
    }

    private void requireFittingState(StoredCheckpoint checkpoint) {
        if (checkpoint.origin().isPresent() && origin.isEmpty()) {
            throw new IllegalArgumentException("--restore: expected a checkpoint of this job, but "
                    + checkpoint.location() + " is one of a job that forecasts by "
                    + checkpoint.origin().get().network());
        }
        checkpoint
                .origin()
                .ifPresent(stored -> origin.orElseThrow().refusal(stored).ifPresent(reason -> {
                    throw new IllegalArgumentException("--restore: checkpoint " + checkpoint.location() + ": " + reason
                            + ". Start without --restore to read the series anew, or with a model such as "
                            + stored.network()
                            + ", --window " + stored.contract().window() + " and --lateness "
                            + stored.contract().lateness());
                }));
    }

    private void requireSameTopics(StoredCheckpoint checkpoint) {
        String reader = "checkpoint " + checkpoint.location();
        Set<String> read = new TreeSet<>();
        checkpoint.splits().forEach(split -> read.add(split.split().getTopic()));
        topics.refusal(read, reader).ifPresent(refusal -> {
            throw new IllegalArgumentException("--restore: " + refusal + "." + ANEW);
        });
        Set<String> madeAnew = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        for (TopicSplit split : checkpoint.splits()) {
            topics.refusal(split, options.newTopic(), reader).ifPresent(refusal -> {
                throw new IllegalArgumentException("--restore: " + refusal + "." + wayOut());
            });
            String topic = split.split().getTopic();
            if (topics.isOfTopicBefore(split)) {
                madeAnew.add(topic);
            }
            if (split.topicId().isEmpty()
                    && topics.find(topic).stream().anyMatch(found -> !found.id().isEmpty())) {
                unknown.add(topic);
            }
        }
        madeAnew.forEach(
                topic -> say.accept(
                        "The topic " + topic
                                + " was deleted and created again: it is read from its first message, and the series keep their state"));
        unknown.forEach(topic -> say.accept("Cannot check whether the topic " + topic
                + " is the one that the checkpoint was made from: the release that made the checkpoint kept no id of"
                + " the topic"));
        Set<String> further = new TreeSet<>(topics.names());
        further.removeAll(read);
        if (!read.isEmpty() && !further.isEmpty()) {
            say.accept("The checkpoint has not read " + String.join(", ", further)
                    + ": the job reads it from its first message");
        }
        read.removeAll(topics.names());
        read.forEach(topic -> say.accept("The topic " + topic + ", which the checkpoint read, is no longer there"));
    }

    private String wayOut() {
        return options.newTopic() == NewTopic.REFUSE
                ? " --on-new-topic read-from-start reads the new topic from its first message, and the series keep"
                        + " their state." + ANEW
                : ANEW;
    }

    /**
     * Says what a job without a checkpoint makes of the past.
     *
     * @return how many readings of a file it begins with, 0 where that is not known; empty where it does not begin with the past
     * @throws IllegalArgumentException if its history cannot be used
     */
    public OptionalLong mentionPast(ReadableConfig settings, KafkaEnds ends) throws IOException {
        if (settings.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent()) {
            return OptionalLong.empty();
        }
        if (ends.history().isPresent()) {
            return OptionalLong.of(
                    new HistoryCheck(origin.orElseThrow().contract().lateness(), say)
                            .check(ends.history().get()));
        }
        if (ends.past() != PastForecasts.NEWEST) {
            return OptionalLong.empty();
        }
        say.accept("There are forecasts already: of the readings that are there now, only each series' newest day is"
                + " forecast once more. With --replay-forecasts all are");
        return OptionalLong.of(0);
    }

    /** Says so where a job could go on from somewhere and was not told to. */
    public void mentionCheckpoint(ReadableConfig settings) throws IOException {
        String directory = settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        if (directory != null
                && settings.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isEmpty()) {
            new CheckpointDirectory(directory)
                    .latest()
                    .ifPresent(checkpoint -> say.accept("Starts without a checkpoint, although an earlier run left "
                            + checkpoint + ". With --restore latest it would go on from there"));
        }
    }
}
