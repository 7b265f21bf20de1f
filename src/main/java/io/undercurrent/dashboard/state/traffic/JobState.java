package io.undercurrent.dashboard.state.traffic;

import java.util.Objects;

/**
 * What the page can tell of a job from outside.
 *
 * @param group its consumer group
 * @param phase what it seems to be doing
 * @param behind readings that it has not taken in as of its last checkpoint; -1 where it is not known
 * @param sign when it was last seen to do something, in milliseconds since 1970; -1 where it never was
 */
public record JobState(String group, Phase phase, long behind, long sign) {

    /** What a job seems to be doing. */
    public enum Phase {
        /** Kafka does not answer, or the page has not watched for long enough. */
        UNKNOWN,
        /** Nothing has ever been read by this group. */
        NONE,
        /** It gave a sign just now. */
        RUNNING,
        /** It gives no sign, and has nothing to do. */
        IDLE,
        /** It gives no sign though readings wait. */
        SILENT
    }

    public JobState {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(phase, "phase");
    }
}
