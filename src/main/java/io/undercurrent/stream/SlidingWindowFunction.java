package io.undercurrent.stream;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.series.SlidingWindow;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
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
 *   <li>a day farther ahead of the clock than allowed is rejected;
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
 */
public final class SlidingWindowFunction extends KeyedProcessFunction<String, ParsedReading, WindowUpdate> {

    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final WindowShape shape;
    /** Days after today that a reading may be dated. */
    private final long ahead;
    /** Null where jumps are believed at once. */
    private final Duration confirmation;
    /** Null where series are remembered for ever. */
    private final Duration retentionTime;

    private transient ValueState<SlidingWindow> windows;
    private transient WaitingAnnouncements waiting;
    private transient ValueState<HeldJump> jumps;
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
        jumps = getRuntimeContext().getState(new ValueStateDescriptor<>("jump", StreamTypes.HELD_JUMP));
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
        if (!announcement && isAheadOfTime(parsed, context)) {
            return;
        }
        SlidingWindow known = windows.value();
        if (!announcement || known == null) {
            retention.restart(context.timerService());
        }
        if (known != null) {
            shape.requireFit(known);
            admit(parsed, known, context, out);
        } else if (announcement) {
            await(parsed, context);
        } else {
            begin(parsed, context, out);
        }
    }

    private boolean isAheadOfTime(ParsedReading parsed, Context context) {
        long today = Math.floorDiv(
                context.timerService().currentProcessingTime(),
                Duration.ofDays(1).toMillis());
        if (parsed.reading().day() <= today + ahead) {
            return false;
        }
        String latest = LocalDate.ofEpochDay(today + ahead).toString();
        String got = parsed.reading().date().toString();
        reject(parsed, Reason.FUTURE_DATE, "date: expected one up to " + latest + ", but got " + got, context);
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
    private void admit(ParsedReading parsed, SlidingWindow known, Context context, Collector<WindowUpdate> out)
            throws Exception {
        Reading reading = parsed.reading();
        HeldJump jump = confirmation == null ? null : jumps.value();
        if (jump == null) {
            if (confirmation != null && HeldJump.isJump(reading, known.newestDay(), shape)) {
                hold(parsed, context.timerService());
            } else {
                enter(parsed, known, context, out);
            }
            return;
        }
        switch (jump.judge(reading, known.newestDay(), shape)) {
            case UNRELATED -> enter(parsed, known, context, out);
            case JOINS -> join(parsed, jump, context);
            case CONFIRMS -> {
                release(jump, context.timerService());
                List<ParsedReading> inOrder = new ArrayList<>(jump.messages());
                inOrder.add(reading.day() < jump.day() ? 0 : inOrder.size(), parsed);
                for (ParsedReading message : inOrder) {
                    enter(message, known, context, out);
                }
            }
            case CONTRADICTS -> {
                release(jump, context.timerService());
                rejectJump(jump, "but then came one of " + reading.date(), context);
                admit(parsed, known, context, out);
            }
        }
    }

    private void hold(ParsedReading first, TimerService timers) throws Exception {
        long deadline = timers.currentProcessingTime() + confirmation.toMillis();
        jumps.update(new HeldJump(deadline, List.of(first)));
        timers.registerProcessingTimeTimer(deadline);
        timers.registerEventTimeTimer(END_OF_INPUT);
        metrics.held();
    }

    private void join(ParsedReading parsed, HeldJump jump, Context context) throws Exception {
        if (jump.hasRoomFor(parsed)) {
            jumps.update(jump.with(parsed));
            metrics.held();
        } else {
            rejectWithJump(parsed, jump, "but no more than " + Backlog.LIMIT + " wait for one", context);
        }
    }

    private void release(HeldJump jump, TimerService timers) {
        jumps.clear();
        timers.deleteProcessingTimeTimer(jump.deadline());
        timers.deleteEventTimeTimer(END_OF_INPUT);
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
        boolean inputEnded = context.timeDomain() == TimeDomain.EVENT_TIME;
        HeldJump jump = jumps.value();
        boolean over = !inputEnded && retention.isOver(time);
        if (jump != null && (inputEnded || over || time >= jump.deadline())) {
            release(jump, context.timerService());
            rejectJump(jump, "but none came" + (inputEnded ? " before the input ended" : " in time"), context);
        }
        if (inputEnded || over) {
            for (ParsedReading announcement : waiting.takeAll()) {
                rejectWaiting(announcement, inputEnded ? "before the input ended" : "in time", context);
            }
        }
        if (over) {
            retention.clear();
            context.timerService().deleteEventTimeTimer(END_OF_INPUT);
            if (windows.value() != null) {
                windows.clear();
                metrics.forgotten();
                out.collect(WindowUpdate.forgotten(context.getCurrentKey()));
            }
        }
    }

    private void rejectWaiting(ParsedReading announcement, String when, Context context) {
        reject(
                announcement,
                Reason.TOO_EARLY,
                "date: expected a reading of the series " + when + ", but got an announcement of "
                        + announcement.reading().date() + " alone",
                context);
    }

    private void rejectJump(HeldJump jump, String instead, Context context) {
        for (ParsedReading message : jump.messages()) {
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
