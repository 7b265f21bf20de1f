package io.undercurrent.cli.process;

import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.stream.state.UnusableStateException;
import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job on the cluster in this process: says where to look, and why the job began again where it had to, which Flink has it do
 * without end.
 */
public final class LocalJob {

    private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);
    private static final long SECONDS_TO_STOP = 10;
    private static final long SECONDS_BETWEEN_LOOKS = 2;
    /** A task manager that was silent for too long is back sooner. */
    private static final int LOOKS_WITHOUT_TASK_MANAGER = 8;

    private final EmbeddedFlink flink;
    private final PrintWriter err;
    private final String afterwards;
    private final PastProgress past;

    /**
     * @param err receives what is said
     * @param afterwards what is said when the process was told to stop
     * @param past what is said of the past
     */
    public LocalJob(EmbeddedFlink flink, PrintWriter err, String afterwards, PastProgress past) {
        this.flink = flink;
        this.err = err;
        this.afterwards = afterwards;
        this.past = past;
    }

    /** One that begins with no past. */
    public LocalJob(EmbeddedFlink flink, PrintWriter err, String afterwards) {
        this(flink, err, afterwards, new PastProgress(OptionalLong.empty(), never -> {}));
    }

    /**
     * Runs to the end, or until the process is told to stop: then the job is cancelled, which ends its transactions, and the cluster
     * closed.
     *
     * @throws IllegalStateException if the task manager has ended, which Flink does where a task neither runs nor ends, and without
     *     which it would wait for ever
     */
    public void run(StreamExecutionEnvironment env) throws Exception {
        JobClient job = env.executeAsync();
        Stopping stopping = Stopping.prepare(
                () -> stop(job),
                "the job to end its transactions in Kafka and to close its files, about " + 2 * SECONDS_TO_STOP
                        + " seconds if Kafka does not answer",
                err);
        String log = System.getProperty("undercurrent.log");
        say("Runs until Ctrl-C, or until the end of a bounded input. Flink's page is " + flink.webAddress()
                + (log == null ? "" : ", the log " + log));
        try {
            awaitEnd(job);
            say("The job has reached the end of its input, and all that came of it is written");
        } catch (Exception failure) {
            if (!stopping.began()) {
                throw plainly(failure);
            }
        } finally {
            stopping.close();
        }
    }

    private void stop(JobClient job) {
        cancel(job);
        flink.close();
        say(afterwards);
    }

    /** What the state says of itself, where a job cannot go on with it; the layers of Flink around that tell a user nothing. */
    private static Exception plainly(Exception failure) {
        return ExceptionUtils.findSerializedThrowable(
                        failure, UnusableStateException.class, LocalJob.class.getClassLoader())
                .<Exception>map(unusable -> unusable)
                .orElse(failure);
    }

    private void awaitEnd(JobClient job) throws Exception {
        CompletableFuture<?> end = job.getJobExecutionResult();
        FlinkAnswers answers = new FlinkAnswers(flink.webAddress());
        JobFailures failures = new JobFailures(answers, job.getJobID());
        int looksWithout = 0;
        while (looksWithout < LOOKS_WITHOUT_TASK_MANAGER) {
            try {
                end.get(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException notYet) {
                for (String failure : failures.sinceLastLook()) {
                    say("The job failed and starts again from its last checkpoint: " + failure);
                }
                past.look(answers, job.getJobID());
                looksWithout = failures.isWithoutTaskManager() ? looksWithout + 1 : 0;
            }
        }
        throw new IllegalStateException(
                "the job cannot go on: the only task manager of this process has ended. Cause of the job's newest"
                        + " failure: " + failures.newestCause());
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }

    private static void cancel(JobClient job) {
        try {
            job.cancel().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException ending) {
            LOG.warn("The job did not end in time; transactions that it left open end with the next start", ending);
        }
    }
}
