package io.undercurrent.bench.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.flink.api.common.JobID;

/**
 * What Flink says of the checkpoints of a job.
 *
 * @param count of those completed
 * @param stateBytes all that the last one refers to
 * @param newBytes what the last one wrote itself
 * @param millis from trigger to end, mean of all
 */
record CheckpointFigures(long count, long stateBytes, long newBytes, double millis) {

    static CheckpointFigures of(URI webAddress, JobID job) throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(webAddress.resolve("/jobs/" + job + "/checkpoints"))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(question, HttpResponse.BodyHandlers.ofString())
                .body();
        JsonNode statistics = new ObjectMapper().readTree(answer);
        JsonNode last = statistics.path("latest").path("completed");
        return new CheckpointFigures(
                statistics.path("counts").path("completed").asLong(),
                last.path("state_size").asLong(),
                last.path("checkpointed_size").asLong(),
                statistics
                        .path("summary")
                        .path("end_to_end_duration")
                        .path("avg")
                        .asDouble());
    }
}
