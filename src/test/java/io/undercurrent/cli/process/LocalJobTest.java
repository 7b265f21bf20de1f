package io.undercurrent.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedFlink;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LocalJobTest {

    private static final AtomicInteger ATTEMPTS = new AtomicInteger();

    private static final CountDownLatch STUCK = new CountDownLatch(1);
    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    private final StringWriter err = new StringWriter();

    @Test
    void saysWhereToLookAndWhyTheJobBeganAgain() throws Exception {
        Configuration settings = new Configuration();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(3));
        try (EmbeddedFlink flink = EmbeddedFlink.start(1)) {
            StreamExecutionEnvironment env = flink.environment(settings).setParallelism(1);
            env.fromSequence(1, 10)
                    .map((MapFunction<Long, Long>) LocalJobTest::failOnce)
                    .returns(Types.LONG)
                    .sinkTo(new DiscardingSink<>());
            new LocalJob(flink, new PrintWriter(err), "").run(env);
            assertTrue(err.toString().contains(flink.webAddress().toString()), err.toString());
        }
        String failed =
                "The job failed and starts again from its last checkpoint: java.lang.IllegalStateException: once";
        assertEquals(1, err.toString().lines().filter(failed::equals).count(), err.toString());
    }

    @Test
    void aJobThatFailsForGoodSaysSo() throws Exception {
        Configuration settings = new Configuration();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        try (EmbeddedFlink flink = EmbeddedFlink.start(1)) {
            StreamExecutionEnvironment env = flink.environment(settings).setParallelism(1);
            env.fromSequence(1, 10)
                    .map((MapFunction<Long, Long>) value -> {
                        throw new IllegalStateException("for good");
                    })
                    .returns(Types.LONG)
                    .sinkTo(new DiscardingSink<>());
            Exception failure =
                    assertThrows(Exception.class, () -> new LocalJob(flink, new PrintWriter(err), "").run(env));
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertTrue(trace.toString().contains("IllegalStateException: for good"), trace.toString());
        }
    }

    /** As where a sink that Kafka refused cannot be closed: Flink then gives the task manager up, and waits for another. */
    @Test
    @Timeout(120)
    void aJobWithoutItsTaskManagerSaysWhyAndEnds() throws Exception {
        Configuration settings = new Configuration();
        settings.set(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT, Duration.ofMillis(500));
        try (EmbeddedFlink flink = EmbeddedFlink.start(2, settings)) {
            Configuration again = new Configuration();
            again.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
            StreamExecutionEnvironment env = flink.environment(again).setParallelism(1);
            DataStream<Long> stuck = env.fromSequence(1, 10)
                    .map((MapFunction<Long, Long>) LocalJobTest::neverEnd)
                    .returns(Types.LONG);
            env.fromSequence(1, 10)
                    .map((MapFunction<Long, Long>) LocalJobTest::refuse)
                    .returns(Types.LONG)
                    .union(stuck)
                    .sinkTo(new DiscardingSink<>());
            Exception failure =
                    assertThrows(Exception.class, () -> new LocalJob(flink, new PrintWriter(err), "").run(env));
            RELEASED.countDown();
            assertEquals(
                    "the job cannot go on: the only task manager of this process has ended. Cause of the"
                            + " job's newest failure: java.lang.IllegalStateException: refused",
                    failure.getMessage());
        }
    }

    private static long neverEnd(long value) {
        STUCK.countDown();
        while (RELEASED.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
        return value;
    }

    private static long refuse(long value) throws InterruptedException {
        STUCK.await();
        throw new IllegalStateException("refused");
    }

    private static long failOnce(long value) {
        if (ATTEMPTS.getAndIncrement() == 0) {
            throw new IllegalStateException("once");
        }
        return value;
    }

    @Test
    void theInnermostCauseCounts() {
        assertEquals(
                "java.io.IOException: disk full",
                JobFailures.rootCause("org.Failed: task\n\tat a.B\nCaused by: java.lang.RuntimeException: x\n\tat c.D\n"
                        + "Caused by: java.io.IOException: disk full\n\t... 3 more\n"));
    }
}
