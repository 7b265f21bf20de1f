package io.undercurrent.job.models;

import io.undercurrent.format.models.ModelFigures;
import io.undercurrent.series.comparison.ComparedDay;
import io.undercurrent.series.comparison.ComparedDays;
import io.undercurrent.stream.StreamTypes;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up, over all series of the job, how the shadow did beside the live model. There is one task of it. What it makes of that is in its
 * metrics, and goes to the topic of events by a {@link ComparisonReporter}.
 */
final class ComparisonOperator extends AbstractStreamOperator<Void>
        implements OneInputStreamOperator<ComparedDays, Void> {

    private static final long serialVersionUID = 1;

    private final ModelLog log;
    private final String job;
    private final Comparisons comparisons;

    private transient ComparedDays days;
    private transient ListState<ComparedDays> stored;
    private transient ComparisonReporter reporter;
    private transient volatile ModelFigures figures;

    /**
     * @param job its consumer group
     */
    ComparisonOperator(ModelLog log, String job, Comparisons comparisons) {
        this.log = Objects.requireNonNull(log, "log");
        this.job = Objects.requireNonNull(job, "job");
        this.comparisons = Objects.requireNonNull(comparisons, "comparisons");
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        days = new ComparedDays();
        stored = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("compared", StreamTypes.COMPARED_DAYS));
        for (ComparedDays part : stored.get()) {
            days.addAll(part);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        MetricGroup metrics = getMetricGroup();
        gauge(metrics, "comparedDays", ModelFigures::days);
        gauge(metrics, "comparedSeries", ModelFigures::series);
        gauge(metrics, "gain", ModelFigures::gain);
        gauge(metrics, "gainStandardError", ModelFigures::standardError);
        for (int i = 0; i < comparisons.targets().size(); i++) {
            int target = i;
            MetricGroup group = metrics.addGroup("target", comparisons.targets().get(target));
            gauge(
                    group,
                    "absoluteError.live",
                    it -> it.targets().get(target).absolute().live());
            gauge(
                    group,
                    "absoluteError.shadow",
                    it -> it.targets().get(target).absolute().shadow());
            gauge(
                    group,
                    "pinball.live",
                    it -> it.targets().get(target).pinball().live());
            gauge(
                    group,
                    "pinball.shadow",
                    it -> it.targets().get(target).pinball().shadow());
            gauge(
                    group,
                    "inside.live",
                    it -> it.targets().get(target).coverage().live());
            gauge(
                    group,
                    "inside.shadow",
                    it -> it.targets().get(target).coverage().shadow());
        }
        reporter = new ComparisonReporter(log, job);
        reporter.start();
        compare();
    }

    /** NaN while there is nothing to compare. */
    private void gauge(MetricGroup group, String name, ToDoubleFunction<ModelFigures> figure) {
        group.gauge(name, (Gauge<Double>) () -> {
            ModelFigures now = figures;
            return now == null ? Double.NaN : figure.applyAsDouble(now);
        });
    }

    @Override
    public void processElement(StreamRecord<ComparedDays> element) {
        days.addAll(element.getValue());
        days.dropEmpty();
        compare();
    }

    private void compare() {
        Comparisons.newest(days).ifPresent(this::compare);
    }

    private void compare(ComparedDay newest) {
        days.dropBefore(newest.day() - Comparisons.MOST_DAYS);
        comparisons.figures(days).ifPresent(made -> {
            figures = made;
            reporter.report(newest.shadow(), made, newest.day());
        });
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        stored.update(List.of(days.copy()));
    }

    @Override
    public void finish() throws Exception {
        reporter.finish();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (reporter != null) {
            reporter.close();
        }
        super.close();
    }
}
