package io.undercurrent.stream;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.SeriesCalibration;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.stream.metric.CalibratorMetrics;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Runs {@link SeriesCalibration} for each series, with its history in keyed state. */
public final class Calibrator extends KeyedProcessFunction<String, ForecastUpdate, Forecast> {

    /** The side output of scores. */
    public static final OutputTag<DayScore> SCORES = new OutputTag<>("scores", StreamTypes.DAY_SCORE);

    /** The side output of anomalies. */
    public static final OutputTag<Anomaly> ANOMALIES = new OutputTag<>("anomalies", StreamTypes.ANOMALY);

    private final SharedModel model;
    private final CalibrationOptions options;
    private final boolean scoring;

    private transient SeriesCalibration calibration;
    private transient ValueState<ForecastHistory> histories;
    private transient CalibratorMetrics metrics;
    private transient Call call;

    /**
     * @param scoring whether anyone receives the scores
     */
    public Calibrator(SharedModel model, CalibrationOptions options, boolean scoring) {
        this.model = Objects.requireNonNull(model, "model");
        this.options = Objects.requireNonNull(options, "options");
        this.scoring = scoring;
    }

    @Override
    public void open(OpenContext context) {
        ForecastModel built = model.get();
        calibration = new SeriesCalibration(built.shape(), options, scoring);
        histories =
                getRuntimeContext().getState(new ValueStateDescriptor<>("calibration", StreamTypes.FORECAST_HISTORY));
        metrics = new CalibratorMetrics(getRuntimeContext().getMetricGroup(), built.shape());
        call = new Call();
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
        } else {
            histories.clear();
        }
    }

    /** Sends results to the collector and context that Flink passes to each call. */
    private final class Call implements SeriesCalibration.Receiver {

        private Context context;
        private Collector<Forecast> out;

        @Override
        public void forecast(Forecast forecast) {
            metrics.forecast(forecast.source());
            out.collect(forecast);
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
}
