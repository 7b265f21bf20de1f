package io.undercurrent.stream;

import io.undercurrent.engine.window.Alarms;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.Timekeeper;
import io.undercurrent.engine.window.UnfitStateException;
import io.undercurrent.engine.window.WindowReceiver;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.series.Columns;
import io.undercurrent.series.RejectedReading;
import io.undercurrent.series.Rejection;
import io.undercurrent.stream.metric.RejectionCounters;
import io.undercurrent.stream.metric.TimeMetrics;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.state.HeldJumps;
import io.undercurrent.stream.state.KeyedWindowState;
import io.undercurrent.stream.state.UnusableStateException;
import io.undercurrent.stream.state.WaitingAnnouncements;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps the window of each series and lets a {@link Timekeeper} answer every question of time, with keyed state, timers of event time
 * and the two outputs at its hands. The progress of the stream is that of {@link io.undercurrent.stream.time.StreamProgress}.
 */
public final class SlidingWindowFunction extends KeyedProcessFunction<String, ParsedReading, WindowUpdate> {

    /** The readings of {@link ParseReading#REJECTED}, for jobs whose readings came in no messages. */
    public static final OutputTag<RejectedReading> REJECTED_READINGS =
            new OutputTag<>("rejected-readings", StreamTypes.REJECTED_READING);

    private final WindowShape shape;
    /** Null where readings may be dated any number of days ahead. */
    private final Integer ahead;
    /** Null where jumps are believed at once. */
    private final Duration confirmation;
    /** Null where series are remembered for ever. */
    private final Duration retention;

    private transient Timekeeper<ParsedReading> timekeeper;
    private transient RejectionCounters rejections;
    private transient Call call;

    /**
     * @param columns what readings carry
     * @param window days that the model looks back, the newest included
     * @param horizon days that the model looks ahead
     */
    public SlidingWindowFunction(Columns columns, int window, int horizon, TimeLimits limits) {
        shape = WindowShape.of(columns, window, horizon, limits.lateness(window));
        ahead = limits.ahead().isPresent() ? limits.ahead().getAsInt() : null;
        confirmation = limits.confirmation().orElse(null);
        retention = limits.retention().orElse(null);
    }

    private TimeLimits limits() {
        return new TimeLimits(
                OptionalInt.of(shape.lateness()),
                ahead == null ? OptionalInt.empty() : OptionalInt.of(ahead),
                Optional.ofNullable(confirmation),
                Optional.ofNullable(retention));
    }

    @Override
    public void open(OpenContext context) {
        RuntimeContext runtime = getRuntimeContext();
        TimeMetrics metrics = new TimeMetrics(runtime.getMetricGroup());
        rejections = new RejectionCounters(runtime.getMetricGroup());
        KeyedWindowState state = new KeyedWindowState(
                runtime.getState(new ValueStateDescriptor<>("window", StreamTypes.SLIDING_WINDOW)),
                new WaitingAnnouncements(
                        runtime.getListState(new ListStateDescriptor<>("waiting", StreamTypes.PARSED_READING)),
                        runtime.getState(new ValueStateDescriptor<>("backlog", Types.TUPLE(Types.INT, Types.LONG)))),
                new HeldJumps(
                        runtime.getState(new ValueStateDescriptor<>("jump", StreamTypes.HELD_JUMP)),
                        runtime.getListState(new ListStateDescriptor<>("held", StreamTypes.PARSED_READING))),
                runtime.getState(new ValueStateDescriptor<>("forgotten-at", Types.LONG)),
                metrics::kept);
        call = new Call();
        timekeeper = new Timekeeper<>(shape, limits(), state, call, call, metrics);
    }

    @Override
    public void processElement(ParsedReading parsed, Context context, Collector<WindowUpdate> out) throws Exception {
        call.begin(context, out);
        try {
            timekeeper.accept(parsed);
        } catch (UnfitStateException unfit) {
            throw new UnusableStateException(unfit.getMessage(), unfit);
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<WindowUpdate> out) throws Exception {
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            // Set by a release that went by the clock of its machine; the moment is kept.
            context.timerService().registerEventTimeTimer(time);
            return;
        }
        call.begin(context, out);
        timekeeper.wake(context.getCurrentKey(), time);
    }

    /** What Flink hands in with each call: where the timers of the key are, and where results go. */
    private final class Call implements Alarms, WindowReceiver<ParsedReading> {

        private Context context;
        private TimerService timers;
        private Collector<WindowUpdate> out;

        void begin(Context now, Collector<WindowUpdate> outNow) {
            context = now;
            timers = now.timerService();
            out = outNow;
        }

        @Override
        public void set(long moment) {
            timers.registerEventTimeTimer(moment);
        }

        @Override
        public void cancel(long moment) {
            timers.deleteEventTimeTimer(moment);
        }

        @Override
        public long reached() {
            return timers.currentWatermark();
        }

        @Override
        public void update(WindowUpdate update) {
            out.collect(update);
        }

        @Override
        public void reject(ParsedReading parsed, Rejection rejection) {
            rejections.count(rejection);
            context.output(ParseReading.REJECTED, new RejectedRecord(parsed.source(), rejection));
            context.output(REJECTED_READINGS, new RejectedReading(parsed.reading(), rejection));
        }
    }
}
