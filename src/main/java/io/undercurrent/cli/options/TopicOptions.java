package io.undercurrent.cli.options;

import io.undercurrent.topic.JobTopics;
import io.undercurrent.topic.TopicSelection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The topics of a job and its consumer group, by which a command runs the job. */
public final class TopicOptions {

    static final String DEFAULT_READINGS = "readings";

    @Option(
            names = "--readings-topic",
            paramLabel = "T",
            split = ",",
            description = "The topic of readings, which has to exist; several are separated by commas (default:"
                    + " readings, unless a pattern is given).")
    private List<String> readings = List.of();

    @Option(
            names = "--readings-topic-pattern",
            paramLabel = "REGEX",
            description =
                    "Read also each topic whose whole name matches a regular expression, such as 'shop-[0-9]+'. Topics that"
                            + " come later are found too, and read from their first message; may be repeated.")
    private List<String> patterns = List.of();

    @Option(
            names = "--predictions-topic",
            paramLabel = "T",
            description =
                    "The topic for forecasts, keyed by series. Each job needs its own (default: ${DEFAULT-VALUE}).")
    private String predictions = "predictions";

    @Option(
            names = "--rejected-topic",
            paramLabel = "T",
            description = "The topic for messages that cannot be used (default: ${DEFAULT-VALUE}).")
    private String rejected = "rejected";

    @Option(
            names = "--scores-topic",
            paramLabel = "T",
            description =
                    "The topic for scores, which say how good the forecasts for each day were, keyed by series (default: ${DEFAULT-VALUE}).")
    private String scores = "scores";

    @Option(
            names = "--anomalies-topic",
            paramLabel = "T",
            description =
                    "The topic for anomalies, values that no forecast expected, keyed by series (default: none are written).")
    private String anomalies;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description =
                    "The job's consumer group, and the prefix of its transactional ids. Each job needs its own (default:"
                            + " undercurrent- and the name of the predictions topic).")
    private String group;

    /**
     * @throws IllegalArgumentException if a name is not legal, or two are the same
     */
    public JobTopics names() {
        return new JobTopics(readings(), predictions, rejected, Optional.of(scores), Optional.ofNullable(anomalies));
    }

    /** The names for a job that writes no scores. */
    public JobTopics namesWithoutScores() {
        return new JobTopics(readings(), predictions, rejected, Optional.empty(), Optional.ofNullable(anomalies));
    }

    private TopicSelection readings() {
        boolean none = readings.isEmpty() && patterns.isEmpty();
        return new TopicSelection(none ? List.of(DEFAULT_READINGS) : readings, patterns);
    }

    public String group() {
        return group == null ? defaultGroup(predictions) : group;
    }

    /** The consumer group of a job that is given none. */
    static String defaultGroup(String predictions) {
        return "undercurrent-" + predictions;
    }
}
