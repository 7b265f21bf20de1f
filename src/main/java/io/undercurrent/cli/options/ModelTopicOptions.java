package io.undercurrent.cli.options;

import io.undercurrent.job.models.ModelLog;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** The topics on the models of a job and where they are, by which commands push models and look at them. */
public final class ModelTopicOptions {

    @Mixin
    private KafkaConnection kafka;

    @Mixin
    private ModelTopicNames names;

    /**
     * @throws IllegalArgumentException if a name is not legal, or both are the same
     */
    public ModelLog log() throws IOException {
        return new ModelLog(kafka.bootstrapServers, kafka.properties(), names.topics());
    }
}
