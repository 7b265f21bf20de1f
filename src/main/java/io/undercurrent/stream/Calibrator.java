package io.undercurrent.stream;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.SeriesCalibration;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.comparison.ComparedDays;
import io.undercurrent.stream.metric.CalibratorMetrics;
import io.undercurrent.stream.state.WithheldForecasts;
import io.undercurrent.stream.time.PastForecasts;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Runs {@link SeriesCalibration} for each series, with its history in keyed state. A shadow has a history of its own, so that nothing is
 * learnt from it of what counts. How both did on a day is added up over the series of the task, and leaves in sums.
 *
 * <p>While the past is read it may withhold forecasts that count: of each series only the one from the newest origin is kept, and let go
 * when the source says that it has no backlog any more, or the input ends. Scores are never withheld.
 */
public final class Calibrator extends KeyedProcessFunction<String, ForecastUpdate, Forecast>
        implements CheckpointedFunction {

    /** The side output of scores. */
    public static final OutputTag<DayScore> SCORES = new OutputTag<>("scores", StreamTypes.DAY_SCORE);

    /** The side output of anomalies. */
    public static final OutputTag<Anomaly> ANOMALIES = new OutputTag<>("anomalies", StreamTypes.ANOMALY);

    /** The side output of what shadows forecast. */
    public static final OutputTag<Forecast> SHADOWS = new OutputTag<>("shadows", StreamTypes.FORECAST);

    /** The side output of how shadows did beside the live models: what is to be added up over all of it. */
    public static final OutputTag<ComparedDays> COMPARED = new OutputTag<>("compared", StreamTypes.COMPARED_DAYS);

    private final SharedModel model;
    private final CalibrationOptions options;
    private final boolean scoring;
    private final PastForecasts past;

    private transient WithheldForecasts withheld;

    private transient SeriesCalibration calibration;
    private transient SeriesCalibration ofShadows;
    private transient ValueState<ForecastHistory> histories;
    private transient ValueState<ForecastHistory> shadows;
    private transient ValueState<ComparedDays> compared;
    /** What has not left yet. */
    private transient ComparedDays pending;

    private transient CalibratorMetrics metrics;
    private transient Call call;
    private transient ShadowCall shadowCall;

    /**
     * @param scoring whether anyone receives the scores
     * @param past which forecasts are not withheld while the past is read; counts where there is no state to go on from
     */
    private Calibrator(SharedModel model, CalibrationOptions options, boolean scoring, PastForecasts past) {
        this.past = Objects.requireNonNull(past, "past");
        this.model = Objects.requireNonNull(model, "model");
        this.options = Objects.requireNonNull(options, "options");
        this.scoring = scoring;
    }

    /**
     * The operator that runs a calibrator.
     *
     * @param scoring whether anyone receives the scores
     * @param past which forecasts are not withheld while the past is read; counts where there is no state to go on from
     */
    public static KeyedProcessOperator<String, ForecastUpdate, Forecast> operator(
            SharedModel model, CalibrationOptions options, boolean scoring, PastForecasts past) {
        return new Operator(new Calibrator(model, options, scoring, past));
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        withheld = new WithheldForecasts(context, StreamTypes.FORECAST, past == PastForecasts.NEWEST);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        withheld.snapshot();
    }

    private static List<Double> heldBackErrors(String model) {
        return SharedModel.called(model)
                .map(known -> known.provenance().heldBackErrors())
                .orElse(List.of());
    }

    @Override
    public void open(OpenContext context) {
        ForecastModel built = model.get();
        calibration = new SeriesCalibration(built.shape(), options, scoring);
        ofShadows = new SeriesCalibration(built.shape(), options, false);
        histories =
                getRuntimeContext().getState(new ValueStateDescriptor<>("calibration", StreamTypes.FORECAST_HISTORY));
        shadows = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("shadow-calibration", StreamTypes.FORECAST_HISTORY));
        compared = getRuntimeContext().getState(new ValueStateDescriptor<>("compared", StreamTypes.COMPARED_DAYS));
        pending = new ComparedDays();
        metrics =
                new CalibratorMetrics(getRuntimeContext().getMetricGroup(), built.shape(), Calibrator::heldBackErrors);
        call = new Call();
        shadowCall = new ShadowCall();
    }

    @Override
    public void processElement(ForecastUpdate update, Context context, Collector<Forecast> out) throws Exception {
        if (update instanceof ForecastUpdate.Made made) {
            ForecastHistory held = histories.value();
            ForecastHistory history = held == null ? calibration.newHistory() : held;
            call.context = context;
            call.out = out;
            calibration.meet(made, history, call);
            histories.update(history);
            metrics.kept(history);
            shadow(made, history, context);
        } else {
            histories.clear();
            forgetShadow();
            // Nothing of the series follows.
            withheld.take().ifPresent(newest -> out.collect(newest.getValue()));
        }
    }

    private void shadow(ForecastUpdate.Made made, ForecastHistory live, Context context) throws Exception {
        if (!made.shadows().isEmpty()) {
            ForecastHistory held = shadows.value();
            ForecastHistory history = held == null ? ofShadows.newHistory() : held;
            shadowCall.context = context;
            ofShadows.meetShadows(made, history, shadowCall);
            shadows.update(history);
            compare(made, live, history);
        } else if (made.endsShadow()) {
            forgetShadow();
        }
    }

    private void compare(ForecastUpdate.Made made, ForecastHistory live, ForecastHistory history) throws Exception {
        ComparedDays held = compared.value();
        ComparedDays known = held == null ? new ComparedDays() : held;
        for (ForecastUpdate.Shadow shadow : made.shadows()) {
            String ofLive = shadow.beside().model();
            String ofShadow = shadow.made().speaker().model();
            int day = shadow.made().outcome().day();
            known.replace(day, ofLive, ofShadow, calibration.compare(shadow, live, history), pending);
        }
        // Days that can no longer change are not taken back.
        known.dropBefore(made.openFrom());
        if (held != null || !known.isEmpty()) {
            compared.update(known);
        }
    }

    private void forgetShadow() {
        shadows.clear();
        compared.clear();
    }

    /** Sends results to the collector and context that Flink passes to each call. */
    private final class Call implements SeriesCalibration.Receiver {

        private Context context;
        private Collector<Forecast> out;

        @Override
        public void forecast(Forecast forecast) {
            metrics.forecast(forecast);
            if (!withheld.isWithholding()) {
                out.collect(forecast);
            } else if (withheld.replace(forecast, context.timestamp())) {
                metrics.replayed();
            }
        }

        @Override
        public void score(DayScore score) {
            metrics.scored(score);
            context.output(SCORES, score);
        }

        @Override
        public void anomaly(Anomaly anomaly) {
            metrics.anomaly(anomaly);
            context.output(ANOMALIES, anomaly);
        }
    }

    /** Lets nothing but forecasts leave, and those apart from the ones that count. */
    private static final class ShadowCall implements SeriesCalibration.Receiver {

        private Context context;

        @Override
        public void forecast(Forecast forecast) {
            context.output(SHADOWS, forecast);
        }

        @Override
        public void score(DayScore score) {
            throw new IllegalStateException("shadows are not scored one by one");
        }
    }

    /**
     * Lets sums leave once a second, before the barrier of a checkpoint, which so holds none, and at the end of the input; and what is
     * withheld when the past has been read.
     */
    private static final class Operator extends KeyedProcessOperator<String, ForecastUpdate, Forecast>
            implements BoundedOneInput {

        private static final long serialVersionUID = 1;

        private static final long PAUSE_MILLIS = 1000;

        private transient boolean timerPending;

        Operator(Calibrator calibrator) {
            super(calibrator);
        }

        private Calibrator calibrator() {
            return (Calibrator) userFunction;
        }

        @Override
        public void processElement(StreamRecord<ForecastUpdate> element) throws Exception {
            super.processElement(element);
            if (!timerPending && !calibrator().pending.isEmpty()) {
                timerPending = true;
                long now = getProcessingTimeService().getCurrentProcessingTime();
                getProcessingTimeService().registerTimer(now + PAUSE_MILLIS, time -> {
                    timerPending = false;
                    flush();
                });
            }
        }

        @Override
        public void processRecordAttributes(RecordAttributes attributes) throws Exception {
            if (!attributes.isBacklog()) {
                calibrator().withheld.release(getKeyedStateBackend(), output::collect);
            }
            super.processRecordAttributes(attributes);
        }

        @Override
        public void endInput() throws Exception {
            calibrator().withheld.release(getKeyedStateBackend(), output::collect);
        }

        private void flush() {
            if (!calibrator().pending.isEmpty()) {
                output.collect(COMPARED, new StreamRecord<>(calibrator().pending));
                calibrator().pending = new ComparedDays();
            }
        }

        @Override
        public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
            flush();
            super.prepareSnapshotPreBarrier(checkpointId);
        }

        @Override
        public void finish() throws Exception {
            flush();
            super.finish();
        }
    }
}
