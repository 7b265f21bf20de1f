package io.undercurrent.engine.window;

import io.undercurrent.series.Reading;

/**
 * A jump: a reading dated more than a window after the newest day of its series. It waits until a reading of another
 * day confirms it. Without the wait, one wrong date far ahead would start the series again, and readings with the right
 * dates would be rejected as too late.
 *
 * <p>Further messages for the same day, and announcements that are within reach only from this day, wait with it. They
 * confirm nothing, because a sender with a wrong date often repeats it.
 *
 * @param deadline message time at which the wait ends
 * @param day of the reading that jumped
 * @param backlog the messages that wait
 */
public record HeldJump(long deadline, int day, Backlog backlog) {

    /** The effect of a message on the held jump. */
    enum Verdict {
        /** None: the message belongs to the days before the jump. */
        UNRELATED,
        /** The message waits with the jump. */
        JOINS,
        /** The series did move on to about that day: the jump is accepted. */
        CONFIRMS,
        /** The series moved on to other days: the jump is rejected. */
        CONTRADICTS
    }

    /** A jump without other messages. */
    static HeldJump of(Arrival first, long deadline) {
        return new HeldJump(deadline, first.reading().day(), Backlog.EMPTY.with(first));
    }

    /** The jump with one more waiting message. */
    HeldJump with(Arrival message) {
        return new HeldJump(deadline, day, backlog.with(message));
    }

    /** Whether a reading comes too far after the newest of its series to be believed at once. */
    static boolean isJump(Reading reading, int newest, WindowShape shape) {
        return !shape.isAnnouncement(reading) && (long) reading.day() - newest > shape.window();
    }

    /**
     * Judges a message of the same series. A reading of another day confirms the jump if it is at most a window before
     * or after it. Days before it count too, because they may arrive late.
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
