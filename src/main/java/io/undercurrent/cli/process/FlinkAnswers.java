package io.undercurrent.cli.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What Flink's REST interface answers. */
final class FlinkAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI webAddress;

    FlinkAnswers(URI webAddress) {
        this.webAddress = webAddress;
    }

    /** The answer; an empty one while Flink gives none. */
    JsonNode ask(String path) throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(webAddress.resolve(path))
                .timeout(PATIENCE)
                .build();
        try {
            return JSON.readTree(client.send(question, BodyHandlers.ofString()).body());
        } catch (IOException noAnswer) {
            return JSON.createObjectNode();
        }
    }
}
