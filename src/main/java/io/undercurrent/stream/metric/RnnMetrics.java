package io.undercurrent.stream.metric;

import io.undercurrent.engine.step.SeriesStates;
import io.undercurrent.stream.layout.StateHistoryLayout;
import java.io.IOException;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What the network's operator counts and measures. */
public final class RnnMetrics {

    private static final int HISTOGRAM_SIZE = 1000;
    private static final long NANOS_A_MICRO = 1000;
    private static final long PERCENT = 100;

    private final Counter forecasts;
    private final Counter forecastsOfNoKind;
    private final Counter forecastsOfNoCountry;
    private final Histogram bundleSize;
    private final Histogram bundleFill;
    private final Histogram bundleMicros;
    private final Histogram stepNanos;
    private final StateBytes<SeriesStates> stateBytes;
    private final int bundleLimit;

    /**
     * @param bundleLimit updates that a bundle takes at most
     * @param model the id of the model, which becomes a label
     * @param backend what computes it, likewise
     */
    public RnnMetrics(MetricGroup operator, int bundleLimit, String model, String backend) {
        this.bundleLimit = bundleLimit;
        forecasts = operator.counter("forecasts");
        forecastsOfNoKind = operator.counter("forecastsOfNoKind");
        forecastsOfNoCountry = operator.counter("forecastsOfNoCountry");
        bundleSize = histogram(operator, "bundleSize");
        bundleFill = histogram(operator, "bundleFill");
        bundleMicros = histogram(operator, "bundleMicros");
        stepNanos = histogram(operator, "stepNanos");
        stateBytes = new StateBytes<>(operator, StateHistoryLayout.STATE_HISTORY);
        operator.addGroup("model", model).gauge("info", (Gauge<Integer>) () -> 1);
        operator.addGroup("backend", backend).gauge("info", (Gauge<Integer>) () -> 1);
    }

    private static Histogram histogram(MetricGroup operator, String name) {
        return operator.histogram(name, new DescriptiveStatisticsHistogram(HISTOGRAM_SIZE));
    }

    public void forecasts(int count) {
        forecasts.inc(count);
    }

    /** Of these, nothing is known of the series but its readings, although the model tells series apart. */
    public void forecastsOfNoKind(int count) {
        forecastsOfNoKind.inc(count);
    }

    /** Of these, the model knows no country of the series, although it knows the holidays of others. */
    public void forecastsOfNoCountry(int count) {
        forecastsOfNoCountry.inc(count);
    }

    /** The state of a series is about to be kept. */
    public void kept(SeriesStates states) throws IOException {
        stateBytes.update(states);
    }

    /**
     * A bundle has run.
     *
     * @param updates that were in it
     * @param steps days of series that the network was stepped over
     * @param nanosOfSteps time in the network alone
     * @param nanos time in all
     */
    public void bundle(int updates, int steps, long nanosOfSteps, long nanos) {
        bundleSize.update(updates);
        bundleFill.update(updates * PERCENT / bundleLimit);
        bundleMicros.update(nanos / NANOS_A_MICRO);
        if (steps > 0) {
            stepNanos.update(nanosOfSteps / steps);
        }
    }
}
