package io.undercurrent.stream;

import io.undercurrent.calibration.Calibration;
import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.DayScorer;
import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.stream.metric.CalibratorMetrics;
import io.undercurrent.stream.record.ForecastUpdate;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Meets the forecasts of each series with what happened: scores them, learns from them, and lets the next ones out corrected.
 *
 * <p>What leaves from an origin depends on the network's forecast from there and on what had been learnt up to that day,
 * and this in turn on earlier days and the forecasts made before each. When a day changes, or an announcement changes a
 * forecast made for a day that has come, everything learnt since then is learnt again, so that it ends as if all had come in
 * order. The scores of these days come again with a higher revision.
 */
public final class Calibrator extends KeyedProcessFunction<String, ForecastUpdate, Forecast> {

    /** Where the scores leave. */
    public static final OutputTag<DayScore> SCORES = new OutputTag<>("scores", StreamTypes.DAY_SCORE);

    private final SharedModel model;
    private final CalibrationOptions options;
    private final int lateness;
    private final boolean scoring;

    private transient ForecastShape shape;
    private transient Calibration calibration;
    private transient DayScorer scorer;
    private transient ValueState<ForecastHistory> histories;
    private transient CalibratorMetrics metrics;

    /**
     * @param lateness days that a reading may be older than the newest of its series
     * @param scoring whether anyone receives the scores
     */
    public Calibrator(SharedModel model, CalibrationOptions options, int lateness, boolean scoring) {
        this.model = Objects.requireNonNull(model, "model");
        this.options = Objects.requireNonNull(options, "options");
        this.lateness = lateness;
        this.scoring = scoring;
    }

    @Override
    public void open(OpenContext context) {
        shape = model.get().shape();
        calibration = new Calibration(shape, options);
        scorer = new DayScorer(
                shape, calibration, model.get().provenance().lastDay().orElse(Integer.MIN_VALUE));
        histories =
                getRuntimeContext().getState(new ValueStateDescriptor<>("calibration", StreamTypes.FORECAST_HISTORY));
        metrics = new CalibratorMetrics(getRuntimeContext().getMetricGroup(), shape);
    }

    @Override
    public void processElement(ForecastUpdate update, Context context, Collector<Forecast> out) throws Exception {
        if (update.isForgotten()) {
            histories.clear();
            return;
        }
        ForecastHistory held = histories.value();
        ForecastHistory history = held == null ? calibration.newHistory() : held;
        int firstChange = update.firstChangedDay();
        for (ForecastUpdate.Origin origin : update.origins()) {
            OriginForecast forecast = origin.forecast();
            float[] kept = calibration.keep(forecast);
            boolean again = forecast.origin() >= firstChange;
            firstChange = Math.min(firstChange, calibration.firstDifference(history, forecast.origin(), kept));
            int position = calibration.enter(history, forecast.origin(), kept, again ? origin.outcome() : null);
            if (again && scoring) {
                score(update, origin, history, context);
            }
            emit(update, forecast, history, position, out);
        }
        calibration.forget(history, update.newestDay() - lateness);
        histories.update(history);
        metrics.kept(history);
    }

    private void score(ForecastUpdate update, ForecastUpdate.Origin origin, ForecastHistory history, Context context) {
        int revision = origin.forecast().revision();
        scorer.score(update.key(), update.model(), revision, origin.outcome(), history)
                .ifPresent(score -> {
                    metrics.scored(score);
                    context.output(SCORES, score);
                });
    }

    private void emit(
            ForecastUpdate update,
            OriginForecast forecast,
            ForecastHistory history,
            int position,
            Collector<Forecast> out) {
        double[] values = new double[shape.size()];
        Source source = calibration.issue(history, position, values);
        metrics.forecast(source);
        out.collect(new Forecast(
                update.key(),
                forecast.origin(),
                forecast.revision(),
                update.model(),
                source,
                forecast.restarted(),
                forecast.days(),
                shape,
                values));
    }
}
