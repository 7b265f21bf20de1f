package io.undercurrent.stream;

import io.undercurrent.engine.window.Alarms;
import io.undercurrent.engine.window.Lineup;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.Timekeeper;
import io.undercurrent.engine.window.UnfitStateException;
import io.undercurrent.engine.window.WindowReceiver;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.series.Rejection;
import io.undercurrent.stream.metric.RejectionCounters;
import io.undercurrent.stream.metric.TimeMetrics;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.state.HeldJumps;
import io.undercurrent.stream.state.KeyedWindowState;
import io.undercurrent.stream.state.UnusableStateException;
import io.undercurrent.stream.state.WaitingAnnouncements;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;

/**
 * Lets a {@link Timekeeper} answer every question of time, with keyed state, timers of event time and the two outputs of a task at its
 * hands.
 */
final class SeriesWindows {

    /** Where rejected messages leave. */
    interface Rejected {
        void reject(ParsedReading parsed, Rejection rejection);
    }

    /** The name of the state that each series has whose window is kept. */
    static final String STATE = "window";

    private final Timekeeper<ParsedReading> timekeeper;
    private final RejectionCounters rejections;
    private final Call call;
    private int newestDay = Integer.MIN_VALUE;

    SeriesWindows(RuntimeContext runtime, WindowShape shape, TimeLimits limits, Lineup models, Rejected rejected) {
        TimeMetrics metrics = new TimeMetrics(runtime.getMetricGroup());
        rejections = new RejectionCounters(runtime.getMetricGroup());
        KeyedWindowState state = new KeyedWindowState(
                runtime.getState(new ValueStateDescriptor<>(STATE, StreamTypes.SLIDING_WINDOW)),
                new WaitingAnnouncements(
                        runtime.getListState(new ListStateDescriptor<>("waiting", StreamTypes.PARSED_READING)),
                        runtime.getState(new ValueStateDescriptor<>("backlog", Types.TUPLE(Types.INT, Types.LONG)))),
                new HeldJumps(
                        runtime.getState(new ValueStateDescriptor<>("jump", StreamTypes.HELD_JUMP)),
                        runtime.getListState(new ListStateDescriptor<>("held", StreamTypes.PARSED_READING))),
                runtime.getState(new ValueStateDescriptor<>("forgotten-at", Types.LONG)),
                metrics::kept);
        call = new Call(rejected);
        timekeeper = new Timekeeper<>(shape, limits, state, call, call, metrics);
        succeed(models);
    }

    /** From now on these models forecast. */
    void succeed(Lineup models) {
        timekeeper.succeed(models);
    }

    /** Takes in a message of the key at hand. */
    void accept(ParsedReading parsed, TimerService timers, Collector<WindowUpdate> out) throws Exception {
        call.begin(timers, out);
        try {
            timekeeper.accept(parsed);
        } catch (UnfitStateException unfit) {
            throw new UnusableStateException(unfit.getMessage(), unfit);
        }
    }

    /** The day that any series has come to since the start of the task; {@link Integer#MIN_VALUE} where none has been heard of. */
    int newestDay() {
        return newestDay;
    }

    /** Has models that are to forecast warmed up for the key at hand. */
    void prepare(String key, TimerService timers, Collector<WindowUpdate> out) throws Exception {
        call.begin(timers, out);
        timekeeper.prepare(key);
    }

    /** A timer of a key is due. */
    void wake(String key, long time, TimeDomain domain, TimerService timers, Collector<WindowUpdate> out)
            throws Exception {
        if (domain == TimeDomain.PROCESSING_TIME) {
            // Set by a release that went by the clock of its machine; the moment is kept.
            timers.registerEventTimeTimer(time);
            return;
        }
        call.begin(timers, out);
        timekeeper.wake(key, time);
    }

    /** What Flink hands in with each call: where the timers of the key are, and where results go. */
    private final class Call implements Alarms, WindowReceiver<ParsedReading> {

        private final Rejected rejected;
        private TimerService timers;
        private Collector<WindowUpdate> out;

        Call(Rejected rejected) {
            this.rejected = rejected;
        }

        void begin(TimerService timersNow, Collector<WindowUpdate> outNow) {
            timers = timersNow;
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
            if (update instanceof WindowUpdate.Changed changed) {
                newestDay = Math.max(newestDay, changed.window().newestDay());
            }
            out.collect(update);
        }

        @Override
        public void reject(ParsedReading parsed, Rejection rejection) {
            rejections.count(rejection);
            rejected.reject(parsed, rejection);
        }
    }
}
