package io.undercurrent.stream;

import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.series.Columns;
import io.undercurrent.series.RejectedReading;
import io.undercurrent.series.Rejection;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps the window of each series. The progress of the stream is that of {@link io.undercurrent.stream.time.StreamProgress}. Models that
 * succeeded the job's own before a restart stay in force.
 */
public final class SlidingWindowFunction extends KeyedProcessFunction<String, ParsedReading, WindowUpdate>
        implements CheckpointedFunction {

    /** The readings of {@link ParseReading#REJECTED}, for jobs whose readings did not come as messages. */
    public static final OutputTag<RejectedReading> REJECTED_READINGS =
            new OutputTag<>("rejected-readings", StreamTypes.REJECTED_READING);

    private final WindowSettings settings;

    private transient LiveModels models;
    private transient SeriesWindows windows;
    private transient Context context;

    /**
     * @param columns what readings carry
     * @param window days that a model may look back, the newest included
     * @param horizon days that the model looks ahead
     */
    public SlidingWindowFunction(Columns columns, int window, int horizon, TimeLimits limits) {
        settings = new WindowSettings(columns, window, horizon, limits);
    }

    @Override
    public void initializeState(FunctionInitializationContext state) throws Exception {
        models = new LiveModels(state.getOperatorStateStore());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext unused) {
        // All of it is in the state as soon as it is known.
    }

    @Override
    public void open(OpenContext unused) {
        windows = settings.open(getRuntimeContext(), models, this::reject);
    }

    @Override
    public void processElement(ParsedReading parsed, Context now, Collector<WindowUpdate> out) throws Exception {
        context = now;
        windows.accept(parsed, now.timerService(), out);
    }

    private void reject(ParsedReading parsed, Rejection rejection) {
        context.output(ParseReading.REJECTED, new RejectedRecord(parsed.source(), rejection));
        context.output(REJECTED_READINGS, new RejectedReading(parsed.reading(), rejection));
    }

    @Override
    public void onTimer(long time, OnTimerContext now, Collector<WindowUpdate> out) throws Exception {
        context = now;
        windows.wake(now.getCurrentKey(), time, now.timeDomain(), now.timerService(), out);
    }
}
