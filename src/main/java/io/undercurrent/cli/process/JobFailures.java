package io.undercurrent.cli.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.JobID;

/** The failures of a job that Flink answered by starting it again, as its REST interface tells them. */
final class JobFailures {

    private static final String CAUSED_BY = "Caused by: ";

    /** What a task says that only went with its task manager. */
    private static final List<String> CONSEQUENCES =
            List.of("The TaskExecutor is shutting down", "NoResourceAvailableException", "is no longer reachable");

    private final FlinkAnswers flink;
    private final JobID job;
    private long newestMillis;
    private String newestCause = "unknown to Flink; see the log";

    JobFailures(FlinkAnswers flink, JobID job) {
        this.flink = flink;
        this.job = job;
    }

    /** The root causes of failures that were not told yet, oldest first; none while Flink does not answer. */
    List<String> sinceLastLook() throws InterruptedException {
        List<String> causes = new ArrayList<>();
        long told = newestMillis;
        for (JsonNode failure : flink.ask("/jobs/" + job + "/exceptions")
                .path("exceptionHistory")
                .path("entries")) {
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
        return flink.ask("/overview").path("taskmanagers").asInt(1) == 0;
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
