package io.undercurrent.dashboard.state.traffic;

import io.undercurrent.dashboard.state.traffic.JobState.Phase;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Finds out from Kafka whether a job runs. A job is not a member of its consumer group, so Kafka does not list it. But
 * it commits offsets with each checkpoint and writes forecasts; a job that does neither has stopped or has nothing to
 * do.
 */
public final class JobSigns {

    /**
     * A job with readings to process that commits and writes nothing for this long has stopped. Longer than the
     * interval of one checkpoint a minute.
     */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long NEVER = -1;

    private final String group;
    private OptionalLong committed = OptionalLong.empty();
    private long sign = NEVER;
    private long watchedSince = NEVER;

    /**
     * @param group the consumer group of the job
     */
    public JobSigns(String group) {
        this.group = group;
    }

    /** Kafka did not answer. */
    public JobState away() {
        watchedSince = NEVER;
        return new JobState(group, Phase.UNKNOWN, -1, sign);
    }

    /**
     * Takes in a look at the job's topics.
     *
     * @param now the time, as all times here in milliseconds since 1970
     * @param nowCommitted the offsets that the group has committed, added up; empty where it never did
     * @param behind readings after these offsets
     * @param partitions of the readings: one message of each may be no reading but the end of a transaction, which nobody takes in
     * @param forecast when the newest forecast of this job was written; empty where it is not known
     */
    public JobState look(long now, OptionalLong nowCommitted, long behind, int partitions, OptionalLong forecast) {
        watchedSince = watchedSince == NEVER ? now : watchedSince;
        if (committed.isPresent() && nowCommitted.isPresent() && !committed.equals(nowCommitted)) {
            sign = now;
        }
        committed = nowCommitted;
        sign = Math.max(sign, forecast.orElse(NEVER));
        return new JobState(group, phase(now, behind, partitions), nowCommitted.isPresent() ? behind : -1, sign);
    }

    private Phase phase(long now, long behind, int partitions) {
        if (sign != NEVER && now - sign <= PATIENCE.toMillis()) {
            return Phase.RUNNING;
        }
        if (committed.isEmpty()) {
            return Phase.NONE;
        }
        if (behind <= partitions) {
            return Phase.IDLE;
        }
        return now - watchedSince <= PATIENCE.toMillis() ? Phase.UNKNOWN : Phase.SILENT;
    }
}
