package io.undercurrent.cli.options;

import io.undercurrent.topic.JobTopics;
import io.undercurrent.topic.ModelTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which a job follows a topic of models. */
public final class FollowedModels {

    @Option(
            names = "--models-topic",
            paramLabel = "T",
            description =
                    "A topic of models to follow while the job runs: series change over to what 'undercurrent models push'"
                            + " puts there (default: none, and --model forecasts as long as the job runs). Created if it is missing.")
    private String models;

    @Option(
            names = "--model-events-topic",
            paramLabel = "T",
            description = "With --models-topic, the topic in which the job says what became of each model (default:"
                    + " ${DEFAULT-VALUE}).")
    private String events = ModelTopicNames.EVENTS;

    @Option(
            names = "--shadow-topic",
            paramLabel = "T",
            description =
                    "With --models-topic, the topic for what a shadow forecasts, which 'undercurrent models push --shadow' sets beside the"
                            + " live model (default: the name of the predictions topic, and .shadow).")
    private String shadows;

    /**
     * The topics of a job with those that it has because it follows a topic of models, if it does.
     *
     * @throws IllegalArgumentException if a name is not legal, or is that of another topic
     */
    public JobTopics complete(JobTopics job) {
        return topics(job)
                .map(job::besides)
                .map(besides -> besides.withShadows(shadows == null ? job.predictions() + ".shadow" : shadows))
                .orElse(job);
    }

    /**
     * The topics, if the job follows any.
     *
     * @param job its other topics
     * @throws IllegalArgumentException if a name is not legal, or is that of another topic
     */
    public Optional<ModelTopics> topics(JobTopics job) {
        if (models == null) {
            return Optional.empty();
        }
        List<String> others = new ArrayList<>(job.results());
        others.addAll(job.readings().names());
        return Optional.of(new ModelTopics(models, events).requireOtherThan(others));
    }
}
