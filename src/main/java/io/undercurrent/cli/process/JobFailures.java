package io.undercurrent.cli.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.JobID;

/** The failures of a job that Flink answered by starting it again, as its REST interface tells them. */
final class JobFailures {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String CAUSED_BY = "Caused by: ";

    /** What a task says that only went with its task manager. */
    private static final List<String> CONSEQUENCES =
            List.of("The TaskExecutor is shutting down", "NoResourceAvailableException", "is no longer reachable");

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest exceptions;
    private final HttpRequest overview;
    private long newestMillis;
    private String newestCause = "unknown to Flink; see the log";

    JobFailures(URI webAddress, JobID job) {
        exceptions = question(webAddress, "/jobs/" + job + "/exceptions");
        overview = question(webAddress, "/overview");
    }

    private static HttpRequest question(URI webAddress, String path) {
        return HttpRequest.newBuilder(webAddress.resolve(path))
                .timeout(PATIENCE)
                .build();
    }

    /** The root causes of failures that were not told yet, oldest first; none while Flink does not answer. */
    List<String> sinceLastLook() throws InterruptedException {
        List<String> causes = new ArrayList<>();
        long told = newestMillis;
        for (JsonNode failure : ask(exceptions).path("exceptionHistory").path("entries")) {
            long millis = failure.path("timestamp").asLong();
            if (millis > told) {
                newestMillis = Math.max(newestMillis, millis);
                causes.add(rootCause(failure));
            }
        }
        Collections.reverse(causes);
        causes.stream().filter(cause -> !isConsequence(cause)).forEach(cause -> newestCause = cause);
        return causes;
    }

    /** The newest cause that was no mere consequence of the end of the task manager. */
    String newestCause() {
        return newestCause;
    }

    /** Whether there is nothing left that tasks could run on; no while Flink does not answer. */
    boolean isWithoutTaskManager() throws InterruptedException {
        return ask(overview).path("taskmanagers").asInt(1) == 0;
    }

    private JsonNode ask(HttpRequest question) throws InterruptedException {
        try {
            return JSON.readTree(client.send(question, BodyHandlers.ofString()).body());
        } catch (IOException noAnswer) {
            return JSON.createObjectNode();
        }
    }

    /** Of a failure and those that came with it, the first that says more than that the task manager went. */
    private static String rootCause(JsonNode failure) {
        String cause = rootCause(failure.path("stacktrace").asText());
        for (JsonNode other : failure.path("concurrentExceptions")) {
            if (!isConsequence(cause)) {
                break;
            }
            cause = rootCause(other.path("stacktrace").asText());
        }
        return cause;
    }

    private static boolean isConsequence(String cause) {
        return CONSEQUENCES.stream().anyMatch(cause::contains);
    }

    /** The first line of the innermost cause in a stack trace. */
    static String rootCause(String stackTrace) {
        String cause = stackTrace.lines().findFirst().orElse("");
        for (String line : stackTrace.lines().toList()) {
            if (line.startsWith(CAUSED_BY)) {
                cause = line.substring(CAUSED_BY.length());
            }
        }
        return cause;
    }
}
