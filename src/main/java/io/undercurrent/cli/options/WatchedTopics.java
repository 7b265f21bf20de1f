package io.undercurrent.cli.options;

import io.undercurrent.dashboard.feed.FeedTopics;
import io.undercurrent.topic.JobTopics;
import io.undercurrent.topic.TopicSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The topics of one or more jobs and their consumer groups, by which a command looks at them. */
public final class WatchedTopics {

    @Option(
            names = "--readings-topic",
            paramLabel = "T",
            split = ",",
            description =
                    "The topic of readings (default: readings, unless a pattern is given). For several topics or jobs give"
                            + " several names separated by commas, here and below. Jobs may share topics, so that the lists may"
                            + " have different lengths.")
    private List<String> readings = List.of();

    @Option(
            names = "--readings-topic-pattern",
            paramLabel = "REGEX",
            description =
                    "Read also each topic whose whole name matches a regular expression, such as 'shop-[0-9]+', also those"
                            + " that come later; may be repeated.")
    private List<String> patterns = List.of();

    @Option(
            names = "--predictions-topic",
            paramLabel = "T",
            split = ",",
            description = "The topic for forecasts (default: predictions).")
    private List<String> predictions = List.of("predictions");

    @Option(
            names = "--rejected-topic",
            paramLabel = "T",
            split = ",",
            description = "The topic for messages that cannot be used (default: rejected).")
    private List<String> rejected = List.of("rejected");

    @Option(
            names = "--scores-topic",
            paramLabel = "T",
            split = ",",
            description = "The topic for scores, which say how good the forecasts for each day were (default: scores).")
    private List<String> scores = List.of("scores");

    @Option(
            names = "--anomalies-topic",
            paramLabel = "T",
            split = ",",
            description =
                    "The topic for anomalies, values that no forecast expected; it need not be there (default: anomalies).")
    private List<String> anomalies = List.of("anomalies");

    @Option(
            names = "--model-events-topic",
            paramLabel = "T",
            split = ",",
            description =
                    "The topic in which jobs say what became of models; it need not be there (default: model-events).")
    private List<String> modelEvents = List.of(ModelTopicNames.EVENTS);

    @Option(
            names = "--group",
            paramLabel = "NAME",
            split = ",",
            description =
                    "The consumer group of each job, which shows how far the job has read (default: undercurrent- and the"
                            + " name of the predictions topic).")
    private List<String> groups;

    /**
     * @throws IllegalArgumentException if a name is not legal, or two are the same
     */
    public FeedTopics names() {
        int most = Stream.of(readings, predictions, rejected, scores, anomalies)
                .mapToInt(List::size)
                .max()
                .orElseThrow();
        List<JobTopics> jobs = new ArrayList<>();
        for (int job = 0; job < most; job++) {
            jobs.add(new JobTopics(
                    readings(job),
                    at(job, predictions),
                    at(job, rejected),
                    Optional.of(at(job, scores)),
                    Optional.of(at(job, anomalies))));
        }
        return FeedTopics.of(jobs, modelEvents);
    }

    private TopicSelection readings(int job) {
        List<String> names =
                readings.isEmpty() && patterns.isEmpty() ? List.of(TopicOptions.DEFAULT_READINGS) : readings;
        return new TopicSelection(names.isEmpty() ? names : List.of(at(job, names)), patterns);
    }

    private static String at(int job, List<String> topics) {
        return topics.get(Math.min(job, topics.size() - 1));
    }

    /**
     * @throws IllegalArgumentException if there are fewer than jobs, each of which has a topic of forecasts
     */
    public List<String> groups() {
        if (groups == null) {
            return predictions.stream().map(TopicOptions::defaultGroup).toList();
        }
        if (groups.size() < predictions.size()) {
            throw new IllegalArgumentException("--group: expected one for each of the " + predictions.size()
                    + " topics of --predictions-topic, but got " + String.join(", ", groups));
        }
        return groups;
    }
}
