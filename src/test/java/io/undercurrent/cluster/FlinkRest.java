package io.undercurrent.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Flink's REST interface, which is also all that its web page knows. */
final class FlinkRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;

    FlinkRest(int port) {
        address = URI.create("http://" + Distribution.LOOPBACK + ":" + port);
    }

    /** What lies at {@code path}, as text. */
    String text(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)).GET()).body();
    }

    JsonNode json(String path) {
        try {
            return JSON.readTree(text(path));
        } catch (IOException broken) {
            throw new UncheckedIOException(path, broken);
        }
    }

    /** Task managers that can be given work; none while no job manager answers. */
    int taskManagers() {
        try {
            return json("/taskmanagers").path("taskmanagers").size();
        } catch (UncheckedIOException notYet) {
            return 0;
        }
    }

    /** The names of task managers that have work. */
    Set<String> busyTaskManagers() {
        Set<String> busy = new TreeSet<>();
        for (JsonNode taskManager : json("/taskmanagers").path("taskmanagers")) {
            if (taskManager.path("freeSlots").asInt()
                    < taskManager.path("slotsNumber").asInt()) {
                busy.add(taskManager.path("id").asText());
            }
        }
        return busy;
    }

    /** The state of a job in capitals, or a blank while no job manager answers. */
    String jobState(String job) {
        try {
            return json("/jobs/" + job).path("state").asText();
        } catch (UncheckedIOException notYet) {
            return "";
        }
    }

    /** Whether all tasks of a job run. */
    boolean runs(String job) {
        try {
            JsonNode details = json("/jobs/" + job);
            int tasks = 0;
            for (JsonNode vertex : details.path("vertices")) {
                tasks += vertex.path("parallelism").asInt();
            }
            return tasks > 0 && tasks == running(details);
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static int running(JsonNode details) {
        int running = 0;
        for (JsonNode vertex : details.path("vertices")) {
            running += vertex.path("tasks").path("RUNNING").asInt();
        }
        return running;
    }

    /** The class that keeps the state of a job. */
    String stateBackend(String job) {
        return json("/jobs/" + job + "/checkpoints/config")
                .path("state_backend")
                .asText();
    }

    /** The checkpoint that a job went on from, or a blank where there is none yet. */
    String restoredFrom(String job) {
        return json("/jobs/" + job + "/checkpoints")
                .path("latest")
                .path("restored")
                .path("external_path")
                .asText();
    }

    /** Cancels a job and returns when it has ended. */
    void cancel(String job) throws InterruptedException {
        send(HttpRequest.newBuilder(address.resolve("/jobs/" + job)).method("PATCH", BodyPublishers.noBody()));
        Await.until("job " + job + " is cancelled", () -> jobState(job).equals("CANCELED"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
