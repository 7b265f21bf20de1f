package io.undercurrent.stream.state;

import io.undercurrent.series.Reading;
import io.undercurrent.stream.record.ParsedReading;
import java.util.List;

/**
 * A reading more than a window after the newest of its series, which waits for a reading of another day to confirm it: a wrong
 * date far ahead would otherwise start the series anew, and turn away what comes with the right dates as too late.
 *
 * <p>What else comes of the same day, or announces covariates that only this day brings within reach, waits with it and
 * confirms nothing, since whoever has one date wrong repeats it. The messages themselves are kept by {@link HeldJumps}.
 *
 * @param deadline time of messages from which on the wait is over
 * @param day of the reading that jumped
 * @param backlog how much waits
 * @param first messages of a jump that a release before held, which kept them here; they came before all that waits elsewhere
 */
public record HeldJump(long deadline, int day, Backlog backlog, List<ParsedReading> first) {

    /** What a message means for the jump that is held. */
    public enum Verdict {
        /** Nothing: the message is of the time before. */
        UNRELATED,
        /** The message waits with the jump. */
        JOINS,
        /** The series did move on to about that day. */
        CONFIRMS,
        /** The series is elsewhere. */
        CONTRADICTS
    }

    public HeldJump {
        first = List.copyOf(first);
    }

    /** Whether a reading comes too far after the newest of its series to be believed at once. */
    public static boolean isJump(Reading reading, int newest, WindowShape shape) {
        return !shape.isAnnouncement(reading) && (long) reading.day() - newest > shape.window();
    }

    /**
     * Judges a message of the same series. A reading confirms within a window of the jump, on either side of it: before it
     * where the jump came early and the days between come late.
     *
     * @param newest day of the series without the jump
     */
    public Verdict judge(Reading reading, int newest, WindowShape shape) {
        long after = (long) reading.day() - day;
        if (shape.isAnnouncement(reading)) {
            boolean reached = after >= -shape.lateness() && after <= shape.ahead();
            return reached && reading.day() > (long) newest + shape.ahead() ? Verdict.JOINS : Verdict.UNRELATED;
        }
        if (reading.day() <= newest) {
            return Verdict.UNRELATED;
        }
        if (after == 0) {
            return Verdict.JOINS;
        }
        return Math.abs(after) <= shape.window() ? Verdict.CONFIRMS : Verdict.CONTRADICTS;
    }
}
