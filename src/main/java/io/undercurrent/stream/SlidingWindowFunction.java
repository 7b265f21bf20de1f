package io.undercurrent.stream;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.stream.metric.RejectionCounters;
import io.undercurrent.stream.metric.TimeMetrics;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.WindowUpdate;
import io.undercurrent.stream.state.Backlog;
import io.undercurrent.stream.state.HeldJump;
import io.undercurrent.stream.state.HeldJumps;
import io.undercurrent.stream.state.SeriesRetention;
import io.undercurrent.stream.state.WaitingAnnouncements;
import io.undercurrent.stream.state.WindowShape;
import io.undercurrent.stream.time.MessageTime;
import io.undercurrent.stream.time.StreamProgress;
import io.undercurrent.stream.time.TimeLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the window of each series and answers every question of time. What becomes of a message follows from what it is and
 * from its day.
 *
 * <p>A <em>reading</em> carries a target, or nothing at all; its day is an origin from then on, which is owed a forecast:
 *
 * <ul>
 *   <li>a day farther ahead of its message's own time than allowed is rejected;
 *   <li>a day more than a window after the newest is a {@linkplain HeldJump jump}: it waits for a second reading, then begins
 *       the series anew, and is rejected where none comes in time or the series turns out to be elsewhere;
 *   <li>another day after the newest moves the window on, and days in between become gaps, each of which is handed on as a
 *       day without values;
 *   <li>the newest day, or one that is no older than the lateness allows, is filled in or corrected, and all forecasts from
 *       that day on are made again;
 *   <li>anything older is rejected.
 * </ul>
 *
 * <p>An <em>announcement</em> carries covariates alone. It makes no origin and moves nothing; the forecasts whose horizon
 * reaches its day are made again, as far back as the lateness allows. Before the first reading of a series, announcements
 * wait for it.
 *
 * <p>What waits is bounded, see {@link Backlog}, and rejected when the input ends. A series of which nothing was read for long
 * enough is forgotten, here and, by an update that says so, by all who follow.
 *
 * <p><em>How long</em> goes by the {@linkplain MessageTime times of messages}, never by the clock of the machine. What is over by
 * the time of a message is over before that message is looked at: a jump that waited too long, a series that was silent too long.
 * So what becomes of the messages of a series depends on these, their times and their order, and on nothing else: not on
 * when they are read, how fast, by how many, what comes of other series, or how often the job starts again. Of a series that stays
 * silent the {@linkplain StreamProgress progress of the stream} decides when its state is given back and its jump rejected, which
 * is after all partitions have passed that moment. Two things are asked of the topic for this. All messages of a series lie in one
 * partition; and none there is without a time, or older than one before it by more than {@link StreamProgress#DISORDER}. Messages
 * without a time are believed whatever their date, and end no wait. Histories that are sent into the present with the times of their
 * events are older than what is before them: where the stream leaps over the end of a wait instead of passing it, the wait begins
 * again from there, so that none of their series is forgotten while it is sent.
 */
public final class SlidingWindowFunction extends KeyedProcessFunction<String, ParsedReading, WindowUpdate> {

    private static final long END_OF_INPUT = Long.MAX_VALUE;
    private static final String NONE_CAME = "but none came ";
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final WindowShape shape;
    /** Days after that of its message that a reading may be dated. */
    private final long ahead;
    /** Null where jumps are believed at once. */
    private final Duration confirmation;
    /** Null where series are remembered for ever. */
    private final Duration retentionTime;

    private transient ValueState<SlidingWindow> windows;
    private transient WaitingAnnouncements waiting;
    private transient HeldJumps jumps;
    private transient SeriesRetention retention;
    private transient WindowWriter writer;
    private transient RejectionCounters rejections;
    private transient TimeMetrics metrics;

    /**
     * @param columns what readings carry
     * @param window days that the model looks back, the newest included
     * @param horizon days that the model looks ahead
     */
    public SlidingWindowFunction(Columns columns, int window, int horizon, TimeLimits limits) {
        shape = WindowShape.of(columns, window, horizon, limits.lateness(window));
        ahead = limits.ahead().isPresent() ? limits.ahead().getAsInt() : Integer.MAX_VALUE;
        confirmation = limits.confirmation().orElse(null);
        retentionTime = limits.retention().orElse(null);
    }

    @Override
    public void open(OpenContext context) {
        windows = getRuntimeContext().getState(new ValueStateDescriptor<>("window", StreamTypes.SLIDING_WINDOW));
        waiting = new WaitingAnnouncements(
                getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", StreamTypes.PARSED_READING)),
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("backlog", Types.TUPLE(Types.INT, Types.LONG))));
        jumps = new HeldJumps(
                getRuntimeContext().getState(new ValueStateDescriptor<>("jump", StreamTypes.HELD_JUMP)),
                getRuntimeContext().getListState(new ListStateDescriptor<>("held", StreamTypes.PARSED_READING)));
        retention = new SeriesRetention(
                Optional.ofNullable(retentionTime),
                getRuntimeContext().getState(new ValueStateDescriptor<>("forgotten-at", Types.LONG)));
        rejections = new RejectionCounters(getRuntimeContext().getMetricGroup());
        metrics = new TimeMetrics(getRuntimeContext().getMetricGroup());
        writer = new WindowWriter(shape, metrics);
    }

    @Override
    public void processElement(ParsedReading parsed, Context context, Collector<WindowUpdate> out) throws Exception {
        boolean announcement = shape.isAnnouncement(parsed.reading());
        long time = MessageTime.of(parsed.source().timestamp());
        if (!announcement && isAheadOfTime(parsed, time, context)) {
            return;
        }
        Long end = retention.end();
        if (end != null && time >= end) {
            forget(end, context, out);
            end = null;
        }
        SlidingWindow known = windows.value();
        if (!announcement || known == null) {
            retention.restart(end, time, context.timerService());
        }
        if (known != null) {
            shape.requireFit(known);
            admit(parsed, time, known, context, out);
        } else if (announcement) {
            await(parsed, context);
        } else {
            begin(parsed, context, out);
        }
    }

    private boolean isAheadOfTime(ParsedReading parsed, long time, Context context) {
        long latest = Math.floorDiv(time, DAY) + ahead;
        if (time == MessageTime.UNKNOWN || parsed.reading().day() <= latest) {
            return false;
        }
        reject(
                parsed,
                Reason.FUTURE_DATE,
                "date: expected one up to " + LocalDate.ofEpochDay(latest) + ", because the message is of "
                        + Instant.ofEpochMilli(time) + ", but got "
                        + parsed.reading().date(),
                context);
        return true;
    }

    private void await(ParsedReading announcement, Context context) throws Exception {
        if (waiting.add(announcement)) {
            metrics.waiting();
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
        } else {
            rejectWaiting(announcement, "before more than " + Backlog.LIMIT + " wait for it", context);
        }
    }

    private void begin(ParsedReading first, Context context, Collector<WindowUpdate> out) throws Exception {
        SlidingWindow begun = shape.newWindow();
        begun.advanceTo(first.reading().day());
        for (ParsedReading announcement : waiting.takeAll()) {
            enter(announcement, begun, context, out);
        }
        enter(first, begun, context, out);
        context.timerService().deleteEventTimeTimer(END_OF_INPUT);
    }

    /** Lets a message in, holds it back, or decides by it what becomes of one that was held back. */
    private void admit(
            ParsedReading parsed, long time, SlidingWindow known, Context context, Collector<WindowUpdate> out)
            throws Exception {
        Reading reading = parsed.reading();
        HeldJump jump = confirmation == null ? null : jumps.current();
        if (jump != null && time >= jump.deadline()) {
            rejectJump(jump, NONE_CAME + "in time", context);
            jump = null;
        }
        if (jump == null) {
            if (confirmation != null && HeldJump.isJump(reading, known.newestDay(), shape)) {
                hold(parsed, time, context.timerService());
            } else {
                enter(parsed, known, context, out);
            }
            return;
        }
        switch (jump.judge(reading, known.newestDay(), shape)) {
            case UNRELATED -> enter(parsed, known, context, out);
            case JOINS -> join(parsed, jump, context);
            case CONFIRMS -> {
                List<ParsedReading> inOrder = release(jump, context.timerService());
                inOrder.add(reading.day() < jump.day() ? 0 : inOrder.size(), parsed);
                for (ParsedReading message : inOrder) {
                    enter(message, known, context, out);
                }
            }
            case CONTRADICTS -> {
                rejectJump(jump, "but then came one of " + reading.date(), context);
                admit(parsed, time, known, context, out);
            }
        }
    }

    private void hold(ParsedReading first, long time, TimerService timers) throws Exception {
        // A jump without a time waits for another reading and for the end of the input.
        long deadline = time == MessageTime.UNKNOWN ? END_OF_INPUT : time + confirmation.toMillis();
        jumps.hold(first, deadline);
        timers.registerEventTimeTimer(deadline);
        timers.registerEventTimeTimer(END_OF_INPUT);
        metrics.held();
    }

    private void join(ParsedReading parsed, HeldJump jump, Context context) throws Exception {
        if (jumps.add(parsed, jump)) {
            metrics.held();
        } else {
            rejectWithJump(parsed, jump, "but no more than " + Backlog.LIMIT + " wait for one", context);
        }
    }

    private List<ParsedReading> release(HeldJump jump, TimerService timers) throws Exception {
        timers.deleteEventTimeTimer(jump.deadline());
        timers.deleteEventTimeTimer(END_OF_INPUT);
        return jumps.take(jump);
    }

    private void enter(ParsedReading parsed, SlidingWindow known, Context context, Collector<WindowUpdate> out)
            throws Exception {
        Optional<Rejection> refusal = writer.refusal(parsed.reading(), known);
        if (refusal.isPresent()) {
            reject(parsed, refusal.get(), context);
        } else if (writer.enter(parsed.reading(), known, out)) {
            windows.update(known);
            metrics.kept(known);
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<WindowUpdate> out) throws Exception {
        TimerService timers = context.timerService();
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            // Set by a release that went by the clock of its machine; the moment is kept.
            timers.registerEventTimeTimer(time);
            return;
        }
        HeldJump jump = jumps.current();
        if (timers.currentWatermark() == END_OF_INPUT) {
            rejectAllThatWaits(jump, "before the input ended", context);
            return;
        }
        Long end = retention.end();
        if (end != null && time >= end) {
            if (!waitsAnew(time, retentionTime, timers)) {
                forget(end, context, out);
            }
        } else if (jump != null && time >= jump.deadline() && !waitsAnew(time, confirmation, timers)) {
            rejectJump(jump, NONE_CAME + "in time", context);
        }
    }

    /** Whether the stream leapt over a moment instead of passing it, as it does after times without messages: then waits again. */
    private static boolean waitsAnew(long moment, Duration wait, TimerService timers) {
        if (wait == null || timers.currentWatermark() - moment <= wait.toMillis() / 2) {
            return false;
        }
        timers.registerEventTimeTimer(timers.currentWatermark() + wait.toMillis());
        return true;
    }

    private void forget(long end, Context context, Collector<WindowUpdate> out) throws Exception {
        rejectAllThatWaits(jumps.current(), "in time", context);
        retention.clear(end, context.timerService());
        if (windows.value() != null) {
            windows.clear();
            metrics.forgotten();
            out.collect(WindowUpdate.forgotten(context.getCurrentKey()));
        }
    }

    private void rejectAllThatWaits(HeldJump jump, String when, Context context) throws Exception {
        if (jump != null) {
            rejectJump(jump, NONE_CAME + when, context);
        }
        for (ParsedReading announcement : waiting.takeAll()) {
            rejectWaiting(announcement, when, context);
        }
        context.timerService().deleteEventTimeTimer(END_OF_INPUT);
    }

    private void rejectWaiting(ParsedReading announcement, String when, Context context) {
        reject(
                announcement,
                Reason.TOO_EARLY,
                "date: expected a reading of the series " + when + ", but got an announcement of "
                        + announcement.reading().date() + " alone",
                context);
    }

    private void rejectJump(HeldJump jump, String instead, Context context) throws Exception {
        for (ParsedReading message : release(jump, context.timerService())) {
            rejectWithJump(message, jump, instead, context);
        }
    }

    private void rejectWithJump(ParsedReading message, HeldJump jump, String instead, Context context) {
        reject(
                message,
                Reason.UNCONFIRMED_JUMP,
                "date: " + message.reading().date() + " came with a jump to " + LocalDate.ofEpochDay(jump.day())
                        + ", more than " + shape.window()
                        + " days after the newest of the series: expected a reading of another day within "
                        + shape.window() + " of it, " + instead,
                context);
    }

    private void reject(ParsedReading parsed, Reason reason, String detail, Context context) {
        reject(parsed, new Rejection(reason, detail), context);
    }

    private void reject(ParsedReading parsed, Rejection rejection, Context context) {
        rejections.count(rejection);
        context.output(ParseReading.REJECTED, new RejectedRecord(parsed.source(), rejection));
    }
}
