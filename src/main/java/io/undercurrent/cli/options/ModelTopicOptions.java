package io.undercurrent.cli.options;

import io.undercurrent.job.models.ModelLog;
import io.undercurrent.topic.ModelTopics;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The topics on the models of a job, by which commands push models and look at them. */
public final class ModelTopicOptions {

    /** The name of the topic of events where none is given. */
    static final String EVENTS = "model-events";

    @Mixin
    private KafkaConnection kafka;

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
    public ModelLog log() throws IOException {
        return new ModelLog(kafka.bootstrapServers, kafka.properties(), new ModelTopics(models, events));
    }
}
