package io.undercurrent.dashboard.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What moves at the moment: how fast readings come and forecasts go, how far the job and the page are behind. Written by the threads
 * that read, read by the one that serves.
 */
public final class Traffic {

    /** Seconds of rates that are kept. */
    public static final int SECONDS = 60;

    private final double[] readings = unknown();
    private final double[] forecasts = unknown();
    private long jobBehind = -1;
    private double delay = Double.NaN;
    private long delaySum;
    private long delayCount;
    private String problem = "";
    private List<TopicState> topics = List.of();

    /** How the reading of a topic goes. */
    public enum Progress {
        /** The topic does not exist yet. */
        MISSING,
        /** There is a topic, but no readings are wanted before it is known what to read in them. */
        WAITING,
        /** Older messages are being read. */
        CATCHING_UP,
        /** Messages are read as they come. */
        LIVE,
        /** Reading failed and will be tried again. */
        FAILED
    }

    /**
     * A topic as the page reads it.
     *
     * @param topic its name
     * @param progress how it goes
     * @param behind messages not read yet
     * @param skipped messages before the look-back, which are not read
     * @param unreadable messages that were none of the expected form
     * @param problem what failed, or what was wrong with the newest message that could not be read; empty where nothing was
     */
    public record TopicState(
            String topic, Progress progress, long behind, long skipped, long unreadable, String problem) {}

    private static double[] unknown() {
        double[] seconds = new double[SECONDS];
        Arrays.fill(seconds, Double.NaN);
        return seconds;
    }

    /** A forecast came, as they come and not as part of catching up, {@code millis} after the reading behind it. */
    public synchronized void forecastCame(long millis) {
        delaySum += Math.max(0, millis);
        delayCount++;
    }

    /**
     * About a second is over.
     *
     * @param readingsPerSecond NaN where it is not known
     * @param forecastsPerSecond NaN where it is not known
     * @param jobBehind readings that the job has not taken in, as of its last checkpoint; -1 where it is not known
     */
    public synchronized void tick(double readingsPerSecond, double forecastsPerSecond, long jobBehind) {
        push(readings, readingsPerSecond);
        push(forecasts, forecastsPerSecond);
        this.jobBehind = jobBehind;
        if (delayCount > 0) {
            delay = delaySum / 1000.0 / delayCount;
            delaySum = 0;
            delayCount = 0;
        }
    }

    private static void push(double[] seconds, double newest) {
        System.arraycopy(seconds, 1, seconds, 0, seconds.length - 1);
        seconds[seconds.length - 1] = newest;
    }

    /** Says what keeps Kafka from answering; empty when nothing does. */
    public synchronized void problem(String text) {
        problem = text;
    }

    public synchronized void topics(List<TopicState> states) {
        topics = new ArrayList<>(states);
    }

    public synchronized Now now() {
        return new Now(readings.clone(), forecasts.clone(), jobBehind, delay, problem, List.copyOf(topics));
    }

    /**
     * All of it at one moment.
     *
     * @param readings a second, oldest first, NaN where not known
     * @param forecasts a second, oldest first, NaN where not known
     * @param jobBehind readings that the job has not taken in as of its last checkpoint, -1 where not known
     * @param delay mean seconds from a reading to its forecast, NaN where not known
     * @param problem what keeps Kafka from answering; empty where nothing does
     * @param topics how the reading of each goes
     */
    public record Now(
            double[] readings,
            double[] forecasts,
            long jobBehind,
            double delay,
            String problem,
            List<TopicState> topics) {}
}
