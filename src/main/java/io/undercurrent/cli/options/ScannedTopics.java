package io.undercurrent.cli.options;

import io.undercurrent.topic.TopicSelection;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that name topics to be read up to their present ends. */
public final class ScannedTopics {

    @Option(
            names = {"--topic", "--readings-topic"},
            paramLabel = "T",
            split = ",",
            description =
                    "In place of a file, a topic, which is read up to its present end; several are separated by commas.")
    private List<String> names = List.of();

    @Option(
            names = {"--topic-pattern", "--readings-topic-pattern"},
            paramLabel = "REGEX",
            description =
                    "Read also each topic whose whole name matches a regular expression, such as 'shop-[0-9]+'; may be"
                            + " repeated.")
    private List<String> patterns = List.of();

    /** Whether there are any. */
    public boolean isGiven() {
        return !names.isEmpty() || !patterns.isEmpty();
    }

    /**
     * The topics.
     *
     * @throws IllegalArgumentException if there are none, or a pattern is none
     */
    public TopicSelection topics() {
        return new TopicSelection(names, patterns);
    }

    /** The topics for a person. */
    @Override
    public String toString() {
        TopicSelection topics = topics();
        boolean one = topics.patterns().isEmpty() && topics.names().size() == 1;
        return (one ? "the topic " : "the topics ") + topics;
    }
}
