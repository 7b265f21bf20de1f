package io.undercurrent.bench.job;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Times a job in this JVM from inside: from the message at which the warm-up ends to the end of the last sink. Sources and sinks
 * travel to the job as bytes, and find their clock by its name.
 */
final class RunClock implements AutoCloseable {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final Map<String, RunClock> OPEN = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private final long warmUp;
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong writtenBytes = new AtomicLong();
    private final AtomicLong forecasts = new AtomicLong();
    private volatile long start;
    private volatile long end;
    private volatile long processorStart;
    private volatile long processorEnd;

    /**
     * @param warmUp messages before the measured ones
     */
    private RunClock(long warmUp) {
        this.warmUp = warmUp;
    }

    static RunClock open(long warmUp) {
        RunClock clock = new RunClock(warmUp);
        OPEN.put(clock.name, clock);
        return clock;
    }

    static RunClock named(String name) {
        return OPEN.get(name);
    }

    String name() {
        return name;
    }

    void read() {
        if (reads.incrementAndGet() == warmUp) {
            start = System.nanoTime();
            processorStart = PROCESS.getProcessCpuTime();
        }
    }

    void finished(long moreForecasts, long moreBytes) {
        forecasts.addAndGet(moreForecasts);
        writtenBytes.addAndGet(moreBytes);
        end = System.nanoTime();
        processorEnd = PROCESS.getProcessCpuTime();
    }

    /** Forecasts written, to see that nothing was lost on the way. */
    long forecasts() {
        return forecasts.get();
    }

    /** Mean length of a forecast as it is written. */
    double forecastBytes() {
        return (double) writtenBytes.get() / forecasts.get();
    }

    /** Messages a second after the warm-up. */
    double rate() {
        if (start == 0 || end == 0) {
            throw new IllegalStateException("the job ended before it was measured: " + reads.get() + " messages read");
        }
        return (reads.get() - warmUp) * 1e9 / (end - start);
    }

    /**
     * Messages after the warm-up for each second that processors spent on this JVM: what a machine can do that is busy otherwise.
     */
    double processorRate() {
        return (reads.get() - warmUp) * 1e9 / (processorEnd - processorStart);
    }

    @Override
    public void close() {
        OPEN.remove(name);
    }
}
