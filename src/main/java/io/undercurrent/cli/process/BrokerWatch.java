package io.undercurrent.cli.process;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka every second whether a broker answers, and reports when none does and when one is back; Kafka's own
 * clients wait silently.
 */
public final class BrokerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final long EVERY_MILLIS = 1000;
    private static final int PATIENCE_MILLIS = 2000;
    /** Questions without an answer until a broker counts as away: one that is busy, or a machine that is, may miss one. */
    private static final int UNANSWERED = 2;

    private final String bootstrapServers;
    private final Admin admin;
    private final PrintWriter err;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** Null while a broker answers. The thread's. */
    private LocalTime awaySince;

    private BrokerWatch(String bootstrapServers, Admin admin, PrintWriter err) {
        this.bootstrapServers = bootstrapServers;
        this.admin = admin;
        this.err = err;
        this.thread = new Thread(this::run, "broker-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Starts watching.
     *
     * @param properties further settings of the client by their Kafka name
     * @param err receives what is said
     * @throws IllegalStateException if there can be no client with these settings
     */
    public static BrokerWatch start(String bootstrapServers, Map<String, String> properties, PrintWriter err) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        // One that is back is to be noticed soon.
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, EVERY_MILLIS);
        try {
            return new BrokerWatch(bootstrapServers, Admin.create(settings), err);
        } catch (KafkaException refused) {
            throw new IllegalStateException("Kafka at " + bootstrapServers + ": cannot create a client", refused);
        }
    }

    /** What needs Kafka. */
    public interface Work {
        void run() throws Exception;
    }

    /**
     * Watches while something runs.
     *
     * @throws Exception what it throws
     */
    public static void during(String bootstrapServers, Map<String, String> properties, PrintWriter err, Work work)
            throws Exception {
        BrokerWatch watch = start(bootstrapServers, properties, err);
        try {
            work.run();
        } finally {
            watch.close();
        }
    }

    /** Waits until the watch is closed, or the thread interrupted. */
    public void join() throws InterruptedException {
        closed.await();
    }

    private void run() {
        try {
            int unanswered = 0;
            LocalTime since = null;
            do {
                LocalTime asked = LocalTime.now().truncatedTo(ChronoUnit.SECONDS);
                if (answers()) {
                    unanswered = 0;
                    noteAnswer();
                } else {
                    since = unanswered == 0 ? asked : since;
                    unanswered++;
                    if (unanswered == UNANSWERED) {
                        awaySince = since;
                        say("no broker has answered since " + since + "; waiting for one");
                    }
                }
            } while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException closing) {
            // This is how it is told to end.
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private void noteAnswer() {
        if (awaySince != null) {
            say("answers again after silence since " + awaySince);
            awaySince = null;
        }
    }

    /** Whether a broker answers, be it by a refusal: that is for whoever needs the right. */
    private boolean answers() throws InterruptedException {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                    .nodes()
                    .get();
            return true;
        } catch (ExecutionException failure) {
            LOG.debug("Asking for the cluster failed", failure.getCause());
            return !(failure.getCause() instanceof RetriableException);
        }
    }

    private void say(String what) {
        err.println("Kafka at " + bootstrapServers + ": " + what);
        err.flush();
    }

    /** Ends the watch and waits for its end. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
