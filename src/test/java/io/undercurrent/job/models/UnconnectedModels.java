package io.undercurrent.job.models;

import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.job.ModelsEnd;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.stream.SuccessorFiles;
import io.undercurrent.topic.ModelTopics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models of a topic without a broker, for a graph that is not run. */
public final class UnconnectedModels {

    private UnconnectedModels() {}

    public static ModelsEnd of(ForecastModel own) {
        ModelLog log = new ModelLog("localhost:1", Map.of(), new ModelTopics("models", "model-events"));
        ModelEntry entry =
                new ModelEntry(ModelRole.LIVE, own.id(), "file:///own", own.checksum(), ModelEntry.EVER, Instant.EPOCH);
        return new ModelsEnd(
                List.of(),
                Optional.of(new ModelsSource(log, "graph", entry, new SuccessorFiles(own.contract(14)), false)),
                KafkaModels.compared(log, "graph", new Comparisons(List.of("sales"), 7)));
    }
}
