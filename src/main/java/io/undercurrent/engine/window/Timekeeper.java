package io.undercurrent.engine.window;

import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.series.SlidingWindow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps the window of each series and makes all decisions about time. A message is handled by its kind and its day.
 *
 * <p>A <em>reading</em> has a target, or no value at all. Its day becomes an origin, from which a forecast must be
 * made:
 *
 * <ul> <li>a day farther ahead of its message's own time than allowed is rejected; <li>a day more than a window after
 *   the newest is a {@linkplain HeldJump jump}: it waits for a second reading. If one confirms it, the series starts
 *   again at the jump; if none comes in time or readings contradict it, the jump is rejected; <li>any other day after
 *   the newest moves the window on; each day in between is a gap and is stepped as a day without values; <li>the newest
 *   day, or one that is no older than the lateness allows, is filled in or corrected, and all forecasts from that day
 *   on are made again; <li>anything older is rejected.
 * </ul>
 *
 * <p>An <em>announcement</em> has covariates only. It creates no origin and does not move the window. Forecasts whose
 * horizon includes its day are made again, as far back as the lateness allows. Before the first reading of a series,
 * announcements wait for it.
 *
 * <p>Waiting messages are limited, see {@link Backlog}, and rejected when the input ends. A series without readings for
 * longer than the retention is forgotten here, and an update tells later operators to forget it too.
 *
 * <p><em>All waits</em> are measured in {@linkplain MessageTime message times}, never by the machine's clock. Waits
 * that end by the time of a message end before that message is processed. The result therefore depends only on the
 * messages of a series, their times and their order: not on when or how fast they are read, on parallelism, on other
 * series, or on restarts. If a series stays silent, its waits end when all partitions have passed the moment. This
 * requires two things of the topic: all messages of a series are in one partition, and each has a time that is at most
 * a day older than those before it. Messages without a time are believed whatever their date, and end no wait. A
 * history sent with the times of its events breaks the second rule. Therefore, if the stream's time leaps over the end
 * of a wait, the wait begins again from there, and no series is forgotten while its history is being sent.
 */
public final class Timekeeper<M extends Arrival> {

    private static final String NONE_CAME = "but none came ";
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final WindowShape shape;
    /** Days that a reading may be dated after the day of its message. */
    private final long ahead;
    /** Null if jumps are believed at once. */
    private final Duration confirmation;
    /** Null if series are never forgotten. */
    private final Retention retention;

    private final WindowState<M> state;
    private final Alarms alarms;
    private final WindowReceiver<M> receiver;
    private final TimeEvents events;
    private final WindowWriter writer;

    /**
     * @param state of the series at hand
     * @param alarms of the series at hand
     */
    public Timekeeper(
            WindowShape shape,
            TimeLimits limits,
            WindowState<M> state,
            Alarms alarms,
            WindowReceiver<M> receiver,
            TimeEvents events) {
        this.shape = Objects.requireNonNull(shape, "shape");
        this.state = Objects.requireNonNull(state, "state");
        this.alarms = Objects.requireNonNull(alarms, "alarms");
        this.receiver = Objects.requireNonNull(receiver, "receiver");
        this.events = Objects.requireNonNull(events, "events");
        ahead = limits.ahead().isPresent() ? limits.ahead().getAsInt() : Integer.MAX_VALUE;
        confirmation = limits.confirmation().orElse(null);
        retention = limits.retention().map(Retention::new).orElse(null);
        writer = new WindowWriter(shape, events);
    }

    /** From now on these models forecast. A series changes over with the next of its messages that tells something new. */
    public void succeed(Lineup models) {
        writer.succeed(models);
    }

    /**
     * Has models that are to forecast warmed up for the present series, as far as its window goes, so that the next message takes less
     * time. Changes nothing.
     */
    public void prepare(String key) throws IOException {
        SlidingWindow known = state.window();
        if (known != null) {
            writer.prepare(key, shape.fitted(known), receiver);
        }
    }

    /**
     * Processes a message of the present series.
     *
     * @throws UnfitStateException if its window is of another shape
     */
    public void accept(M message) throws IOException {
        boolean announcement = shape.isAnnouncement(message.reading());
        long time = message.time();
        if (!announcement && isAheadOfTime(message, time)) {
            return;
        }
        Long end = end();
        if (end != null && time >= end) {
            forget(message.reading().key(), end);
            end = null;
        }
        SlidingWindow known = state.window();
        if (!announcement || known == null) {
            restartRetention(end, time);
        }
        if (known != null) {
            admit(message, time, shape.fitted(known));
        } else if (announcement) {
            await(message);
        } else {
            begin(message);
        }
    }

    private Long end() throws IOException {
        return retention == null ? null : state.end();
    }

    /**
     * Restarts the retention after a reading.
     *
     * @param before the end so far
     * @param time of the reading's message; without a time the end is not postponed
     */
    private void restartRetention(Long before, long time) throws IOException {
        if (retention == null || time == MessageTime.UNKNOWN) {
            return;
        }
        long end = retention.end(time);
        if (before == null || before < end) {
            if (before != null) {
                alarms.cancel(before);
            }
            alarms.set(end);
            state.setEnd(end);
        }
    }

    private boolean isAheadOfTime(M message, long time) {
        long latest = Math.floorDiv(time, DAY) + ahead;
        if (time == MessageTime.UNKNOWN || message.reading().day() <= latest) {
            return false;
        }
        reject(
                message,
                Reason.FUTURE_DATE,
                "date: expected one up to " + LocalDate.ofEpochDay(latest) + ", because the message is of "
                        + Instant.ofEpochMilli(time) + ", but got "
                        + message.reading().date());
        return true;
    }

    private void await(M announcement) throws IOException {
        Backlog waiting = state.waiting();
        if (waiting.hasRoomFor(announcement)) {
            state.await(announcement, waiting.with(announcement));
            events.waiting();
            alarms.set(Alarms.END_OF_INPUT);
        } else {
            rejectWaiting(announcement, "before more than " + Backlog.LIMIT + " wait for it");
        }
    }

    private void begin(M first) throws IOException {
        SlidingWindow begun = shape.newWindow();
        writer.begin(begun);
        begun.advanceTo(first.reading().day());
        for (M announcement : state.takeWaiting()) {
            enter(announcement, begun);
        }
        enter(first, begun);
        alarms.cancel(Alarms.END_OF_INPUT);
    }

    /** Accepts a message, holds it back, or uses it to confirm or reject a jump that was held back. */
    private void admit(M message, long time, SlidingWindow known) throws IOException {
        Reading reading = message.reading();
        HeldJump jump = confirmation == null ? null : state.jump();
        if (jump != null && time >= jump.deadline()) {
            rejectJump(jump, NONE_CAME + "in time");
            jump = null;
        }
        if (jump == null) {
            if (confirmation != null && HeldJump.isJump(reading, known.newestDay(), shape)) {
                hold(message, time);
            } else {
                enter(message, known);
            }
            return;
        }
        switch (jump.judge(reading, known.newestDay(), shape)) {
            case UNRELATED -> enter(message, known);
            case JOINS -> join(message, jump);
            case CONFIRMS -> {
                List<M> inOrder = release(jump);
                inOrder.add(reading.day() < jump.day() ? 0 : inOrder.size(), message);
                for (M one : inOrder) {
                    enter(one, known);
                }
            }
            case CONTRADICTS -> {
                rejectJump(jump, "but then came one of " + reading.date());
                admit(message, time, known);
            }
        }
    }

    private void hold(M first, long time) throws IOException {
        // A jump without a time waits for another reading or the end of the input.
        long deadline = time == MessageTime.UNKNOWN ? Alarms.END_OF_INPUT : time + confirmation.toMillis();
        state.hold(HeldJump.of(first, deadline), first);
        alarms.set(deadline);
        alarms.set(Alarms.END_OF_INPUT);
        events.held();
    }

    private void join(M message, HeldJump jump) throws IOException {
        if (jump.backlog().hasRoomFor(message)) {
            state.hold(jump.with(message), message);
            events.held();
        } else {
            rejectWithJump(message, jump, "but no more than " + Backlog.LIMIT + " wait for one");
        }
    }

    private List<M> release(HeldJump jump) throws IOException {
        alarms.cancel(jump.deadline());
        alarms.cancel(Alarms.END_OF_INPUT);
        return state.takeHeld();
    }

    private void enter(M message, SlidingWindow known) throws IOException {
        Optional<Rejection> refusal = writer.refusal(message.reading(), known);
        if (refusal.isPresent()) {
            receiver.reject(message, refusal.get());
        } else if (writer.enter(message.reading(), known, receiver)) {
            state.keep(known);
        }
    }

    /** Handles an alarm of the present series. */
    public void wake(String key, long moment) throws IOException {
        HeldJump jump = state.jump();
        if (alarms.reached() == Alarms.END_OF_INPUT) {
            rejectAllThatWaits(jump, "before the input ended");
            return;
        }
        Long end = end();
        if (end != null && moment >= end) {
            if (!waitsAnew(moment, retention.millis())) {
                forget(key, end);
            }
        } else if (jump != null
                && moment >= jump.deadline()
                && (confirmation == null || !waitsAnew(moment, confirmation.toMillis()))) {
            rejectJump(jump, NONE_CAME + "in time");
        }
    }

    /**
     * Whether the stream's time leapt over a moment, as after a period without messages. If so, sets the alarm again.
     */
    private boolean waitsAnew(long moment, long wait) {
        if (alarms.reached() - moment <= wait / 2) {
            return false;
        }
        alarms.set(alarms.reached() + wait);
        return true;
    }

    private void forget(String key, long end) throws IOException {
        rejectAllThatWaits(state.jump(), "in time");
        alarms.cancel(end);
        state.setEnd(null);
        if (state.window() != null) {
            state.clearWindow();
            events.forgotten();
            receiver.update(new WindowUpdate.Forgotten(key));
        }
    }

    private void rejectAllThatWaits(HeldJump jump, String when) throws IOException {
        if (jump != null) {
            rejectJump(jump, NONE_CAME + when);
        }
        for (M announcement : state.takeWaiting()) {
            rejectWaiting(announcement, when);
        }
        alarms.cancel(Alarms.END_OF_INPUT);
    }

    private void rejectWaiting(M announcement, String when) {
        reject(
                announcement,
                Reason.TOO_EARLY,
                "date: expected a reading of the series " + when + ", but got an announcement of "
                        + announcement.reading().date() + " alone");
    }

    private void rejectJump(HeldJump jump, String instead) throws IOException {
        for (M message : release(jump)) {
            rejectWithJump(message, jump, instead);
        }
    }

    private void rejectWithJump(M message, HeldJump jump, String instead) {
        reject(
                message,
                Reason.UNCONFIRMED_JUMP,
                "date: " + message.reading().date() + " came with a jump to " + LocalDate.ofEpochDay(jump.day())
                        + ", more than " + shape.window()
                        + " days after the newest of the series: expected a reading of another day within "
                        + shape.window() + " of it, " + instead);
    }

    private void reject(M message, Reason reason, String detail) {
        receiver.reject(message, new Rejection(reason, detail));
    }
}
