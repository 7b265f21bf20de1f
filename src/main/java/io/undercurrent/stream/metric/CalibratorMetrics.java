package io.undercurrent.stream.metric;

import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.CentralInterval;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.TargetScore;
import io.undercurrent.stream.layout.ForecastHistoryLayout;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How good the forecasts of late were, over all series of a subtask: fading means, over forecasts of all lead times as they
 * are met by a day that the model was not trained on, and over those that left.
 */
public final class CalibratorMetrics {

    private static final long PERCENT = 100;

    private final Counter scores;
    private final Counter anomalies;
    private final Counter baselines;
    private final Counter replayed;
    private final StateBytes<ForecastHistory> stateBytes;
    private final FadingMean scaledError = new FadingMean();
    private final FadingMean naiveScaledError = new FadingMean();
    private final FadingMean baselineScaledError = new FadingMean();
    private final FadingMean baselineShare = new FadingMean();
    private final FadingMean[] coverage;
    private final Drift drift;
    private final Function<String, List<Double>> usualErrors;

    /**
     * @param usualErrors gives the errors on the days held back of the model with a name, by target; empty where nobody knows them
     */
    public CalibratorMetrics(MetricGroup operator, ForecastShape shape, Function<String, List<Double>> usualErrors) {
        this.usualErrors = usualErrors;
        drift = new Drift(shape);
        for (Drift.Reason reason : Drift.Reason.values()) {
            operator.addGroup("reason", reason.label())
                    .gauge("timeToRetrain", (Gauge<Integer>) () -> drift.holds(reason) ? 1 : 0);
        }
        operator.gauge("errorOverValidation", (Gauge<Double>) drift::errorRatio);
        scores = operator.counter("scores");
        anomalies = operator.counter("anomalies");
        baselines = operator.counter("forecasts.baseline");
        replayed = operator.counter("forecasts.replayed");
        stateBytes = new StateBytes<>(operator, ForecastHistoryLayout.FORECAST_HISTORY);
        gauge(operator, "scaledError", scaledError);
        gauge(operator, "scaledError.naive", naiveScaledError);
        gauge(operator, "scaledError.baseline", baselineScaledError);
        gauge(operator, "baselineShare", baselineShare);
        List<CentralInterval> intervals = CentralInterval.of(shape.quantiles());
        coverage = new FadingMean[intervals.size()];
        for (int i = 0; i < coverage.length; i++) {
            coverage[i] = new FadingMean();
            gauge(operator, "coverage." + Math.round(PERCENT * intervals.get(i).nominal()), coverage[i]);
        }
    }

    private static void gauge(MetricGroup operator, String name, FadingMean mean) {
        operator.gauge(name, (Gauge<Double>) mean::value);
    }

    /** A forecast was made. */
    public void forecast(Forecast forecast) {
        Source source = forecast.source();
        if (drift.isSucceededBy(forecast.model(), forecast.origin())) {
            drift.begin(forecast.model(), usualErrors.apply(forecast.model()));
        }
        drift.forecast(forecast.model(), forecast.origin(), source);
        baselineShare.add(source == Source.BASELINE ? 1 : 0);
        if (source == Source.BASELINE) {
            baselines.inc();
        }
    }

    /** A forecast of the past is not written, because of its series a later one is. */
    public void replayed() {
        replayed.inc();
    }

    /** The forecasts for a day were scored. */
    public void scored(DayScore score) {
        scores.inc();
        if (score.inSample()) {
            return;
        }
        drift.scored(score);
        for (TargetScore target : score.targets()) {
            for (int lead = 0; lead < target.leads(); lead++) {
                if (target.hasForecast(lead)) {
                    scored(target, lead);
                }
            }
        }
    }

    /** A value was not expected, or is so no more, which is not counted. */
    public void anomaly(Anomaly anomaly) {
        if (!anomaly.withdrawn()) {
            anomalies.inc();
        }
    }

    private void scored(TargetScore target, int lead) {
        float error = target.scaledError(lead);
        float naive = target.naiveScaledError(lead);
        float baseline = target.baselineScaledError(lead);
        // All or none, so that they can be compared.
        if (Float.isFinite(error) && Float.isFinite(naive) && Float.isFinite(baseline)) {
            scaledError.add(Math.abs(error));
            naiveScaledError.add(Math.abs(naive));
            baselineScaledError.add(Math.abs(baseline));
        }
        for (int i = 0; i < coverage.length; i++) {
            coverage[i].add(target.inside().get(i).hits()[lead] ? 1 : 0);
        }
    }

    /** The state of a series is about to be kept. */
    public void kept(ForecastHistory history) throws IOException {
        stateBytes.update(history);
    }
}
