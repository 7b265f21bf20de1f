package io.undercurrent.cli;

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

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest question;
    private long newestMillis;

    JobFailures(URI webAddress, JobID job) {
        question = HttpRequest.newBuilder(webAddress.resolve("/jobs/" + job + "/exceptions"))
                .timeout(PATIENCE)
                .build();
    }

    /** The root causes of failures that were not told yet, oldest first; none while Flink does not answer. */
    List<String> sinceLastLook() throws InterruptedException {
        List<String> causes = new ArrayList<>();
        long told = newestMillis;
        for (JsonNode failure : ask().path("exceptionHistory").path("entries")) {
            long millis = failure.path("timestamp").asLong();
            if (millis > told) {
                newestMillis = Math.max(newestMillis, millis);
                causes.add(rootCause(failure.path("stacktrace").asText()));
            }
        }
        Collections.reverse(causes);
        return causes;
    }

    private JsonNode ask() throws InterruptedException {
        try {
            return JSON.readTree(client.send(question, BodyHandlers.ofString()).body());
        } catch (IOException noAnswer) {
            return JSON.createObjectNode();
        }
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
