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
 * Asks Kafka every second whether it is there, and says so when it no longer is and when it is back: the clients of Kafka themselves
 * wait for it in silence.
 */
public final class BrokerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final long EVERY_MILLIS = 1000;
    /** A broker that is busy answers later than one that is there with nothing to do. */
    private static final int PATIENCE_MILLIS = 3000;

    private final String bootstrapServers;
    private final Admin admin;
    private final PrintWriter err;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private volatile LocalTime awaySince;

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
            throw new IllegalStateException("Kafka at " + bootstrapServers + ": no client for it", refused);
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

    /** Whether Kafka did not answer the last time. */
    public boolean isAway() {
        return awaySince != null;
    }

    /** Waits until the watch is closed, or the thread interrupted. */
    public void join() throws InterruptedException {
        closed.await();
    }

    private void run() {
        try {
            do {
                LocalTime asked = LocalTime.now().truncatedTo(ChronoUnit.SECONDS);
                boolean there = answers();
                if (!there && awaySince == null) {
                    awaySince = asked;
                    say("no broker answers since " + awaySince + "; waiting for one");
                } else if (there && awaySince != null) {
                    say("answers again, away since " + awaySince);
                    awaySince = null;
                }
            } while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException closing) {
            // This is how it is told to end.
        } finally {
            admin.close(Duration.ZERO);
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
