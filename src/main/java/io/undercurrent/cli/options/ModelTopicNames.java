package io.undercurrent.cli.options;

import io.undercurrent.topic.ModelTopics;
import picocli.CommandLine.Option;

/** The names of the topics on the models of a job, for commands that push models and look at them. */
public final class ModelTopicNames {

    /** The name of the topic of events where none is given. */
    static final String EVENTS = "model-events";

    @Option(
            names = "--models-topic",
            paramLabel = "T",
            description = "The topic of models that the job follows (default: ${DEFAULT-VALUE}).")
    private String models = "models";

    @Option(
            names = "--model-events-topic",
            paramLabel = "T",
            description = "The topic in which the job says what became of each model (default: ${DEFAULT-VALUE}).")
    private String events = EVENTS;

    /**
     * @throws IllegalArgumentException if a name is not legal, or both are the same
     */
    public ModelTopics topics() {
        return new ModelTopics(models, events);
    }
}
