package io.undercurrent.job;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.Calibrator;
import io.undercurrent.stream.ParseReading;
import io.undercurrent.stream.RnnOperator;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.stream.SlidingWindowFunction;
import io.undercurrent.stream.StreamTypes;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.time.StreamProgress;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph of the job:
 *
 * <pre>{@code
 * readings ──► ParseReading ──► keyBy(series) ──► SlidingWindowFunction ──► RnnOperator ──► Calibrator ──► predictions
 *                   └──────────────► rejected ◄────────────┘                                      └──────► scores
 * }</pre>
 *
 * <p>The operators after {@code keyBy} form one chain, in which windows pass by reference. The uids below name state
 * in savepoints: they are never changed.
 */
public final class ForecastJob {

    private ForecastJob() {}

    /** What makes forecasts of windows: the operator of the network, or another in its place for comparison. */
    public interface Forecasting {
        SingleOutputStreamOperator<ForecastUpdate> apply(KeyedStream<WindowUpdate, String> windows);
    }

    /** Adds the job to {@code env}, without running it. */
    public static void define(StreamExecutionEnvironment env, ForecastModel model, JobOptions options, JobEnds ends) {
        define(env, SharedModel.of(model), options, ends);
    }

    /** Adds the job with a model that says where it comes from. */
    public static void define(StreamExecutionEnvironment env, SharedModel shared, JobOptions options, JobEnds ends) {
        define(env, shared, contractOf(shared, options), options, ends);
    }

    /**
     * Adds the job with a contract that is stated.
     *
     * @param contract whose lateness counts, whatever the options say
     * @throws IllegalArgumentException if the model does not fit the contract
     */
    public static void define(
            StreamExecutionEnvironment env,
            SharedModel shared,
            SeriesContract contract,
            JobOptions options,
            JobEnds ends) {
        RnnOperator network = new RnnOperator(shared, options.bundle(), contract);
        define(
                env,
                shared,
                contract,
                options,
                ends,
                windows -> windows.transform("rnn", StreamTypes.FORECAST_UPDATE, network));
    }

    private static SeriesContract contractOf(SharedModel shared, JobOptions options) {
        ForecastModel model = shared.get();
        return model.contract(options.time().lateness(model.window()));
    }

    /** Adds the job to {@code env} with {@code forecasting} between window and calibrator. */
    public static void define(
            StreamExecutionEnvironment env,
            SharedModel shared,
            JobOptions options,
            JobEnds ends,
            Forecasting forecasting) {
        define(env, shared, contractOf(shared, options), options, ends, forecasting);
    }

    private static void define(
            StreamExecutionEnvironment env,
            SharedModel shared,
            SeriesContract contract,
            JobOptions options,
            JobEnds ends,
            Forecasting forecasting) {
        shared.get().requireFit(contract);
        env.configure(settings(options, env.getConfiguration()));

        SingleOutputStreamOperator<ParsedReading> parsed = env.fromSource(
                        ends.readings(), StreamProgress.strategy(), "readings", StreamTypes.SOURCE_RECORD)
                .uid("readings")
                .process(
                        new ParseReading(contract.columns(), options.admission(), options.mapping()),
                        StreamTypes.PARSED_READING)
                .name("parse")
                .uid("parse");
        SingleOutputStreamOperator<WindowUpdate> windows = parsed.keyBy(ParsedReading::key, Types.STRING)
                .process(
                        new SlidingWindowFunction(
                                contract.columns(),
                                contract.window(),
                                contract.horizon(),
                                options.time().withLateness(contract.lateness())),
                        StreamTypes.WINDOW_UPDATE)
                .name("window")
                .uid("window");
        SingleOutputStreamOperator<ForecastUpdate> updates = forecasting
                .apply(DataStreamUtils.reinterpretAsKeyedStream(windows, WindowUpdate::key, Types.STRING))
                .uid("rnn");
        SingleOutputStreamOperator<Forecast> forecasts = DataStreamUtils.reinterpretAsKeyedStream(
                        updates, ForecastUpdate::key, Types.STRING)
                .process(
                        new Calibrator(
                                shared, options.calibration(), ends.scores().isPresent()),
                        StreamTypes.FORECAST)
                .name("calibrator")
                .uid("calibrator");
        ends.scores()
                .ifPresent(scores -> forecasts
                        .getSideOutput(Calibrator.SCORES)
                        .sinkTo(scores)
                        .name("scores")
                        .uid("scores"));
        ends.predictions().attach(forecasts).name("predictions").uid("predictions");

        DataStream<RejectedRecord> rejected =
                parsed.getSideOutput(ParseReading.REJECTED).union(windows.getSideOutput(ParseReading.REJECTED));
        rejected.sinkTo(ends.rejected()).name("rejected").uid("rejected");
    }

    /**
     * @param given settings that the environment has already
     */
    private static Configuration settings(JobOptions options, ReadableConfig given) {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.NAME, options.name());
        // No operator keeps or changes a record that it hands on.
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        // A type without a layout of ours is a mistake, and shows when the graph is made.
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        options.checkpointInterval()
                .ifPresent(interval -> settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval));
        FlinkDefaults.addTo(settings, given);
        return settings;
    }
}
