package io.undercurrent.job.restore;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that runs the job of a directory.
 *
 * @param since when the process began, which tells it from another that got its number later
 * @param renewed when it last said that it runs
 */
record Lease(String host, long pid, String since, String renewed) {

    /** How often an owner says that it runs. */
    static final Duration RENEWAL = Duration.ofSeconds(10);

    /** After which an owner on another machine that says nothing more is taken for dead. */
    static final Duration TERM = Duration.ofSeconds(60);

    /** Of this process, now. */
    static Lease here() {
        ProcessHandle self = ProcessHandle.current();
        return new Lease(hostName(), self.pid(), start(self), Instant.now().toString());
    }

    /** Whether the process may still run. What runs on this machine is known; of others, what they last said counts. */
    boolean isAlive() {
        if (!host.equals(hostName())) {
            return Instant.parse(renewed).plus(TERM).isAfter(Instant.now());
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return process.isPresent() && start(process.get()).equals(since);
    }

    boolean isOfTheSameProcessAs(Lease other) {
        return other != null && host.equals(other.host) && pid == other.pid && since.equals(other.since);
    }

    String describe() {
        return "process " + pid + " on " + host + ", begun " + since;
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return nameless.getMessage();
        }
    }
}
