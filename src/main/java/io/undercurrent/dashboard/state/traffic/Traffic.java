package io.undercurrent.dashboard.state.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Present rates of readings and forecasts, and the lag of the jobs and of the page. Written by the reading threads,
 * read by the serving thread.
 */
public final class Traffic {

    /** Seconds of rates that are kept. */
    public static final int SECONDS = 60;

    /** A job that keeps up takes milliseconds; what takes longer than this had been waiting for the job. */
    static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    /** Without forecasts of older readings for so many ticks, there are no more: longer than from one checkpoint to the next. */
    static final int BACKLOG_TICKS = 15;

    private final double[] readings = unknown();
    private final double[] forecasts = unknown();
    private List<JobState> jobs = List.of();
    private OptionalLong newestReading = OptionalLong.empty();
    private OptionalLong newestForecast = OptionalLong.empty();
    private double delay = Double.NaN;
    private long delaySum;
    private long delayCount;
    private OptionalLong backlog = OptionalLong.empty();
    private int backlogTicks;
    private OptionalLong olderReading = OptionalLong.empty();
    private String problem = "";
    private long problemSince;
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

    /**
     * A forecast came, as they come and not as part of catching up. One of an older reading tells nothing of how long a forecast takes:
     * the reading lay there before the job came to it.
     *
     * @param read when its reading was written, in milliseconds since 1970
     * @param issued when it was written itself, or came
     */
    public synchronized void forecastCame(long read, long issued) {
        if (issued - read > LONGEST_DELAY.toMillis()) {
            olderReading = OptionalLong.of(read);
        } else {
            delaySum += Math.max(0, issued - read);
            delayCount++;
        }
    }

    /**
     * About a second is over.
     *
     * @param readingsPerSecond NaN where it is not known
     * @param forecastsPerSecond NaN where it is not known
     * @param states of all jobs
     */
    public synchronized void tick(double readingsPerSecond, double forecastsPerSecond, List<JobState> states) {
        push(readings, readingsPerSecond);
        push(forecasts, forecastsPerSecond);
        jobs = List.copyOf(states);
        if (delayCount > 0) {
            delay = delaySum / 1000.0 / delayCount;
            backlog = OptionalLong.empty();
        } else if (olderReading.isPresent()) {
            delay = Double.NaN;
            backlog = olderReading;
            backlogTicks = 0;
        } else if (++backlogTicks >= BACKLOG_TICKS) {
            backlog = OptionalLong.empty();
        }
        delaySum = 0;
        delayCount = 0;
        olderReading = OptionalLong.empty();
    }

    /** When the newest reading and the newest forecast were written, in milliseconds since 1970; empty where it is not known. */
    public synchronized void newest(OptionalLong reading, OptionalLong forecast) {
        newestReading = reading;
        newestForecast = forecast;
    }

    private static void push(double[] seconds, double newest) {
        System.arraycopy(seconds, 1, seconds, 0, seconds.length - 1);
        seconds[seconds.length - 1] = newest;
    }

    /**
     * Says what keeps Kafka from answering.
     *
     * @param since when it last answered, or was first asked, in milliseconds since 1970
     */
    public synchronized void problem(String text, long since) {
        problem = text;
        problemSince = since;
    }

    /** Kafka answers. */
    public synchronized void noProblem() {
        problem = "";
    }

    public synchronized void topics(List<TopicState> states) {
        topics = new ArrayList<>(states);
    }

    public synchronized Now now() {
        return new Now(
                readings.clone(),
                forecasts.clone(),
                jobs,
                newestReading,
                newestForecast,
                delay,
                backlog,
                problem,
                problemSince,
                List.copyOf(topics));
    }

    /**
     * All of it at one moment. Times are in milliseconds since 1970.
     *
     * @param readings a second, oldest first, NaN where not known
     * @param forecasts a second, oldest first, NaN where not known
     * @param jobs that are watched
     * @param newestReading when it was written
     * @param newestForecast when it was written
     * @param delay mean seconds from a reading to its forecast, NaN where not known
     * @param backlog when the reading was written that the job came to last, where it reads older ones
     * @param problem what keeps Kafka from answering; empty where nothing does
     * @param problemSince when it last answered
     * @param topics how the reading of each goes
     */
    public record Now(
            double[] readings,
            double[] forecasts,
            List<JobState> jobs,
            OptionalLong newestReading,
            OptionalLong newestForecast,
            double delay,
            OptionalLong backlog,
            String problem,
            long problemSince,
            List<TopicState> topics) {}
}
