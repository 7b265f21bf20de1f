package io.undercurrent.job;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.ForecastTopology;
import io.undercurrent.stream.ParseReading;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.stream.StreamTypes;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.Successor;
import io.undercurrent.stream.time.StreamProgress;
import java.util.function.BiFunction;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph of the job:
 *
 * <pre>{@code
 * readings ──► ParseReading ──► ForecastTopology ──► predictions, scores, anomalies, shadows
 *                   └──────────► rejected ◄──┤
 * models ────────────────────────────────────┘
 * }</pre>
 *
 * <p>The models are there only where others may succeed the one of the job.
 *
 * <p>The uids below name state in savepoints: they are never changed.
 */
public final class ForecastJob {

    /** The uid of the operator that reads models; a job that follows none has none. */
    public static final String MODELS = "models";

    private ForecastJob() {}

    /** Adds the job to {@code env}, without running it. */
    public static void define(StreamExecutionEnvironment env, ForecastModel model, JobOptions options, JobEnds ends) {
        define(env, SharedModel.of(model), options, ends);
    }

    /** Adds the job with a model whose location is known. */
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
        define(
                env,
                shared,
                contract,
                options,
                ends,
                (topology, readings) -> ends.models()
                        .map(models -> models.coming()
                                .map(coming -> topology.connect(readings, models.known(), successors(env, coming)))
                                .orElseGet(() -> topology.connect(readings, models.known())))
                        .orElseGet(() -> topology.connect(readings)));
    }

    /** One task reads them, so that all tasks of the windows get them in one order. */
    private static DataStream<Successor> successors(StreamExecutionEnvironment env, Source<Successor, ?, ?> coming) {
        return env.fromSource(coming, WatermarkStrategy.noWatermarks(), MODELS, StreamTypes.SUCCESSOR)
                .uid(MODELS)
                .setParallelism(1)
                .setMaxParallelism(1);
    }

    private static SeriesContract contractOf(SharedModel shared, JobOptions options) {
        ForecastModel model = shared.get();
        return model.contract(options.time().lateness(model.window()));
    }

    /** Adds the job to {@code env} with {@code stepping} between window and calibrator. */
    public static void define(
            StreamExecutionEnvironment env,
            SharedModel shared,
            JobOptions options,
            JobEnds ends,
            ForecastTopology.Stepping stepping) {
        define(
                env,
                shared,
                contractOf(shared, options),
                options,
                ends,
                (topology, readings) -> topology.connect(readings, stepping));
    }

    private static void define(
            StreamExecutionEnvironment env,
            SharedModel shared,
            SeriesContract contract,
            JobOptions options,
            JobEnds ends,
            BiFunction<ForecastTopology, KeyedStream<ParsedReading, String>, ForecastTopology.Results> connection) {
        ForecastTopology topology = new ForecastTopology(
                shared,
                contract,
                options.bundle(),
                options.time(),
                options.calibration(),
                ends.past(),
                ends.scores().isPresent(),
                options.statics(),
                "");
        env.configure(FlinkDefaults.settings(options.name(), options.checkpointInterval(), env.getConfiguration()));

        SingleOutputStreamOperator<ParsedReading> parsed = env.fromSource(
                        ends.readings(), StreamProgress.strategy(), "readings", StreamTypes.SOURCE_RECORD)
                .uid("readings")
                .process(
                        new ParseReading(contract.columns(), options.admission(), options.mappings()),
                        StreamTypes.PARSED_READING)
                .name("parse")
                .uid("parse");
        ForecastTopology.Results results = connection.apply(topology, parsed.keyBy(ParsedReading::key, Types.STRING));
        ends.scores()
                .ifPresent(
                        scores -> scores.attach(results.scores()).name("scores").uid("scores"));
        ends.anomalies()
                .ifPresent(anomalies ->
                        anomalies.attach(results.anomalies()).name("anomalies").uid("anomalies"));
        ends.shadows()
                .ifPresent(shadows -> shadows.attach(results.shadows())
                        .name("shadow-predictions")
                        .uid("shadow-predictions"));
        ends.models()
                .ifPresent(models -> models.compared()
                        .attach(results.compared())
                        .name("compared")
                        .uid("compared"));
        ends.predictions().attach(results.forecasts()).name("predictions").uid("predictions");
        parsed.getSideOutput(ParseReading.REJECTED)
                .union(results.rejectedRecords())
                .sinkTo(ends.rejected())
                .name("rejected")
                .uid("rejected");
    }
}
