package io.undercurrent.stream;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.engine.rehearsal.Rehearsal;
import io.undercurrent.engine.step.Bundle;
import io.undercurrent.engine.step.SeriesStates;
import io.undercurrent.engine.window.StepPlanner;
import io.undercurrent.engine.window.UnfitStateException;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.holiday.SeriesHolidays;
import io.undercurrent.series.kind.StaticTable;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.bundle.BundlePatience;
import io.undercurrent.stream.metric.RnnMetrics;
import io.undercurrent.stream.state.StateOrigin;
import io.undercurrent.stream.state.UnusableStateException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Steps the hidden state of each series over the days of an update, and computes the forecasts.
 *
 * <p>The network is stepped for many series at once: updates are gathered in a {@link Bundle}, which runs when it is
 * full, when its first update has waited long enough, before a watermark, before a checkpoint's barrier, and at the end
 * of the input. Checkpoints never contain parts of a bundle. Forecasts are emitted in the order of their updates and
 * with the updates' timestamps.
 *
 * <p>Expects updates keyed by the series, in the order in which the window changed.
 */
public final class RnnOperator extends AbstractStreamOperator<ForecastUpdate>
        implements OneInputStreamOperator<WindowUpdate, ForecastUpdate>, BoundedOneInput {

    /** One task of a JVM rehearses for all. */
    private static final AtomicBoolean REHEARSED = new AtomicBoolean();

    private final SharedModel sharedModel;
    private final BundleLimits limits;
    private final SeriesContract contract;
    private final StaticTable statics;
    private final boolean succeeded;

    private transient ForecastModel model;
    private transient StepPlanner planner;
    private transient Bundle bundle;
    private transient StateOrigin origin;
    private transient ValueState<SeriesStates> states;
    private transient BundlePatience patience;
    private transient boolean timerPending;
    private transient boolean tellsApart;
    /** Null if the model knows no holidays of the country of a series. */
    private transient SeriesHolidays.ByKey countries;

    private transient RnnMetrics metrics;

    /**
     * @param contract contract of the job, which the model must fit
     * @param statics what stays the same about each series
     * @param succeeded whether other models may succeed this one while the job runs
     */
    public RnnOperator(
            SharedModel model, BundleLimits limits, SeriesContract contract, StaticTable statics, boolean succeeded) {
        this.succeeded = succeeded;
        this.statics = Objects.requireNonNull(statics, "statics");
        this.sharedModel = Objects.requireNonNull(model, "model");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.contract = Objects.requireNonNull(contract, "contract");
    }

    /** Refuses state that does not serve the job's contract, before any of it is used. */
    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        model = sharedModel.get();
        tellsApart = !model.staticColumns().isEmpty();
        countries = model.seriesHolidays().hasNoCalendar()
                ? null
                : model.seriesHolidays().byKey();
        origin = new StateOrigin(model.id(), contract);
        // Union state, because each subtask must know the origin, whatever the former parallelism.
        ListState<StateOrigin> stored = context.getOperatorStateStore().getUnionListState(origins());
        for (StateOrigin one : stored.get()) {
            origin.refusal(one).ifPresent(reason -> {
                throw new UnusableStateException("model file " + sharedModel.location() + ": " + reason
                        + ". Start without the old state to read the series anew, or with a model such as "
                        + one.network() + ", window " + one.contract().window() + " and lateness "
                        + one.contract().lateness());
            });
            origin = origin.goingOnFrom(one);
        }
        stored.update(List.of(origin));
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (succeeded && REHEARSED.compareAndSet(false, true)) {
            rehearse();
        }
        planner = new StepPlanner(WindowShape.of(contract));
        bundle = new Bundle(model, SharedModel::named, planner, limits.size(), statics);
        bundle.setEarlier(origin.earlier());
        patience = new BundlePatience(limits.delay().toMillis());
        states = getKeyedStateStore().getState(new ValueStateDescriptor<>("hidden-state", StreamTypes.STATE_HISTORY));
        metrics = new RnnMetrics(getMetricGroup(), limits.size(), model.id(), bundle.backend());
    }

    private void rehearse() {
        try {
            Rehearsal.play(model, contract);
        } catch (RuntimeException failure) {
            // No reading depends on it.
            LOG.warn("Changes of the model could not be rehearsed. The first one may delay forecasts.", failure);
        }
    }

    @Override
    public void processElement(StreamRecord<WindowUpdate> element) throws Exception {
        Long timestamp = element.hasTimestamp() ? element.getTimestamp() : null;
        WindowUpdate update = element.getValue();
        if (update instanceof WindowUpdate.Changed changed) {
            take(changed, timestamp);
        } else if (update instanceof WindowUpdate.Unplanned unplanned) {
            take(planner.plan(unplanned), timestamp);
        } else {
            forget(update.key());
        }
    }

    private void take(WindowUpdate.Changed update, Long timestamp) throws Exception {
        if (bundle.size() == 0) {
            startClock();
        }
        if (!bundle.contains(update.key())) {
            SeriesStates known = states.value();
            bundle.join(update.key(), known == null ? new SeriesStates() : known);
        }
        try {
            bundle.add(update, timestamp);
        } catch (UnfitStateException unfit) {
            throw new UnusableStateException(unfit.getMessage(), unfit);
        }
        if (bundle.isFull()) {
            flush();
        }
    }

    /** Run the bundle first: pending updates of the series would otherwise write its state again. */
    private void forget(String key) throws Exception {
        if (bundle.contains(key)) {
            flush();
            setCurrentKey(key);
        }
        states.clear();
        output.collect(new StreamRecord<>(new ForecastUpdate.Forgotten(key)));
    }

    private void startClock() {
        patience.begin(getProcessingTimeService().getCurrentProcessingTime());
        if (!timerPending) {
            awaitLook();
        }
    }

    private void awaitLook() {
        timerPending = true;
        getProcessingTimeService().registerTimer(patience.nextLook(), this::look);
    }

    /** The timer may belong to an earlier bundle; then set one for the present bundle. */
    private void look(long time) throws Exception {
        timerPending = false;
        if (bundle.size() == 0) {
            return;
        }
        if (patience.isOver(time, bundle.size())) {
            flush();
        } else {
            awaitLook();
        }
    }

    private void flush() throws Exception {
        if (bundle.size() == 0) {
            return;
        }
        long start = System.nanoTime();
        bundle.run(this::emit);
        for (String key : bundle.keys()) {
            setCurrentKey(key);
            SeriesStates made = bundle.states(key);
            states.update(made);
            metrics.kept(made);
        }
        metrics.bundle(bundle.size(), bundle.steps(), bundle.stepNanos(), System.nanoTime() - start);
        bundle.clear();
    }

    private void emit(ForecastUpdate.Made update, Long timestamp) {
        metrics.forecasts(update.origins().size());
        if (tellsApart && !statics.knows(update.key())) {
            metrics.forecastsOfNoKind(update.origins().size());
        }
        if (countries != null && !countries.knows(update.key())) {
            metrics.forecastsOfNoCountry(update.origins().size());
        }
        output.collect(timestamp == null ? new StreamRecord<>(update) : new StreamRecord<>(update, timestamp));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        super.processWatermark(mark);
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) throws Exception {
        flush();
        super.processWatermarkStatus(status);
    }

    @Override
    public void processRecordAttributes(RecordAttributes attributes) throws Exception {
        flush();
        super.processRecordAttributes(attributes);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        if (bundle.size() > 0) {
            throw new IllegalStateException(
                    "a checkpoint without its barrier: " + bundle.size() + " updates would be lost");
        }
        super.snapshotState(context);
    }

    @Override
    public void endInput() throws Exception {
        flush();
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (bundle != null) {
            bundle.close();
        }
        super.close();
    }

    /** The operator state with the {@link StateOrigin} of each checkpoint. */
    public static ListStateDescriptor<StateOrigin> origins() {
        return new ListStateDescriptor<>("origin", StreamTypes.STATE_ORIGIN);
    }
}
