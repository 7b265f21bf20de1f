package io.undercurrent.stream;

import io.undercurrent.series.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * A reading more than a window after the newest of its series, which waits for a reading of another day to confirm it: a wrong
 * date far ahead would otherwise start the series anew, and turn away what comes with the right dates as too late.
 *
 * <p>What else comes of the same day, or announces covariates that only this day brings within reach, waits with it and
 * confirms nothing, since whoever has one date wrong repeats it.
 *
 * @param deadline processing time at which the wait ends
 * @param messages the first that came, and those that wait with it, in their order
 */
record HeldJump(long deadline, List<ParsedReading> messages) {

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

    HeldJump {
        messages = List.copyOf(messages);
    }

    /** Whether a reading comes too far after the newest of its series to be believed at once. */
    static boolean isJump(Reading reading, int newest, WindowShape shape) {
        return !shape.isAnnouncement(reading) && (long) reading.day() - newest > shape.window();
    }

    int day() {
        return messages.get(0).reading().day();
    }

    /**
     * Judges a message of the same series. A reading confirms within a window of the jump, on either side of it: before it
     * where the jump came early and the days between come late.
     *
     * @param newest day of the series without the jump
     */
    Verdict judge(Reading reading, int newest, WindowShape shape) {
        long after = (long) reading.day() - day();
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

    boolean hasRoomFor(ParsedReading message) {
        return Backlog.of(messages).hasRoomFor(message);
    }

    HeldJump with(ParsedReading message) {
        List<ParsedReading> more = new ArrayList<>(messages);
        more.add(message);
        return new HeldJump(deadline, more);
    }
}
