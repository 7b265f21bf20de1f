package io.undercurrent.engine.window;

import io.undercurrent.series.Reading;

/**
 * A reading more than a window after the newest of its series, which waits for a reading of another day to confirm it: a wrong
 * date far ahead would otherwise start the series anew, and turn away what comes with the right dates as too late.
 *
 * <p>What else comes of the same day, or announces covariates that only this day brings within reach, waits with it and
 * confirms nothing, since whoever has one date wrong repeats it.
 *
 * @param deadline time of messages from which on the wait is over
 * @param day of the reading that jumped
 * @param backlog how much waits
 */
public record HeldJump(long deadline, int day, Backlog backlog) {

    /** What a message means for the jump that is held. */
    enum Verdict {
        /** Nothing: the message is of the time before. */
        UNRELATED,
        /** The message waits with the jump. */
        JOINS,
        /** The series did move on to about that day. */
        CONFIRMS,
        /** The series is elsewhere. */
        CONTRADICTS
    }

    /** A jump that waits alone. */
    static HeldJump of(Arrival first, long deadline) {
        return new HeldJump(deadline, first.reading().day(), Backlog.EMPTY.with(first));
    }

    /** The jump with another message that waits. */
    HeldJump with(Arrival message) {
        return new HeldJump(deadline, day, backlog.with(message));
    }

    /** Whether a reading comes too far after the newest of its series to be believed at once. */
    static boolean isJump(Reading reading, int newest, WindowShape shape) {
        return !shape.isAnnouncement(reading) && (long) reading.day() - newest > shape.window();
    }

    /**
     * Judges a message of the same series. A reading confirms within a window of the jump, on either side of it: before it
     * where the jump came early and the days between come late.
     *
     * @param newest day of the series without the jump
     */
    Verdict judge(Reading reading, int newest, WindowShape shape) {
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
