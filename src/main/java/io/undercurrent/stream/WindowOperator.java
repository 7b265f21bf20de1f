package io.undercurrent.stream;

import io.undercurrent.engine.window.Lineup;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.series.RejectedReading;
import io.undercurrent.series.Rejection;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.Successor;
import java.util.List;
import java.util.Objects;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Keeps the window of each series. The progress of the stream is that of {@link io.undercurrent.stream.time.StreamProgress}. Models that
 * succeeded the job's own before a restart stay in force.
 */
public abstract class WindowOperator extends AbstractStreamOperator<WindowUpdate>
        implements Triggerable<String, VoidNamespace> {

    /** The readings of {@link ParseReading#REJECTED}, for jobs whose readings did not come as messages. */
    public static final OutputTag<RejectedReading> REJECTED_READINGS =
            new OutputTag<>("rejected-readings", StreamTypes.REJECTED_READING);

    /** As Flink calls those of functions, which this operator was in earlier releases. */
    private static final String TIMERS = "user-timers";

    private final WindowSettings settings;
    private final List<Successor> known;

    private transient LiveModels models;
    private transient SeriesWindows windows;
    private transient TimerService timers;
    private transient TimestampedCollector<WindowUpdate> out;
    /** Of the message or the timer at hand, milliseconds since 1970. */
    private transient long moment;

    /**
     * @param known models that succeed the job's own and were known when it was started
     */
    WindowOperator(WindowSettings settings, List<Successor> known) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.known = List.copyOf(known);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        Lineup none = Lineup.withGrace(settings.shape().past());
        models = new LiveModels(context.getOperatorStateStore(), none, known);
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = new SimpleTimerService(getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this));
        out = new TimestampedCollector<>(output);
        windows = new SeriesWindows(
                getRuntimeContext(), settings.shape(), settings.limits(), models.lineup(), this::reject);
        getMetricGroup().gauge("successors", this::successors);
    }

    /** Number of models in force besides the one that the job was started with. */
    final int successors() {
        return models.count();
    }

    /** The models that forecast, as far as they are known. */
    final Lineup lineup() {
        return models.lineup();
    }

    /** The day that any series has come to since the start of the task; {@link Integer#MIN_VALUE} where none has been heard of. */
    final int newestDay() {
        return windows.newestDay();
    }

    /** Has models that are to forecast warmed up for a series. */
    final void prepare(String key) throws Exception {
        setCurrentKey(key);
        out.eraseTimestamp();
        windows.prepare(key, timers, out);
    }

    /** Takes in a message of the key at hand. */
    final void read(StreamRecord<ParsedReading> message) throws Exception {
        out.setTimestamp(message);
        moment = message.getTimestamp();
        windows.accept(message.getValue(), timers, out);
    }

    /** From now on, a model forecasts from a day on. Returns whether it was not known before. */
    final boolean succeed(Successor successor) throws Exception {
        boolean other = models.add(successor);
        if (other) {
            windows.succeed(models.lineup());
        }
        return other;
    }

    private void reject(ParsedReading parsed, Rejection rejection) {
        output.collect(
                ParseReading.REJECTED, new StreamRecord<>(new RejectedRecord(parsed.source(), rejection), moment));
        output.collect(REJECTED_READINGS, new StreamRecord<>(new RejectedReading(parsed.reading(), rejection), moment));
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        out.setAbsoluteTimestamp(timer.getTimestamp());
        wake(timer, TimeDomain.EVENT_TIME);
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        out.eraseTimestamp();
        wake(timer, TimeDomain.PROCESSING_TIME);
    }

    private void wake(InternalTimer<String, VoidNamespace> timer, TimeDomain domain) throws Exception {
        moment = timer.getTimestamp();
        windows.wake(timer.getKey(), moment, domain, timers, out);
    }
}
