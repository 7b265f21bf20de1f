package io.undercurrent.job.sums;

import io.undercurrent.job.FlinkDefaults;
import io.undercurrent.job.JobEnds;
import io.undercurrent.series.Forecast;
import io.undercurrent.stream.ParseReading;
import io.undercurrent.stream.StreamTypes;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.time.StreamProgress;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph of the job that makes forecasts add up:
 *
 * <pre>{@code
 * forecasts, scores ──► RouteToSums ──► ReconcileSums ──► predictions
 *                            └─────────────► rejected ◄──┘
 * }</pre>
 *
 * <p>The uids below name state in savepoints: they are never changed.
 */
public final class ReconcileJob {

    private ReconcileJob() {}

    /**
     * Adds the job to {@code env}, without running it.
     *
     * @param name on Flink's web page
     * @param ends whose readings are forecasts and scores
     */
    public static void define(
            StreamExecutionEnvironment env,
            String name,
            Optional<Duration> checkpointInterval,
            SumsOptions options,
            JobEnds ends) {
        env.configure(FlinkDefaults.settings(name, checkpointInterval, env.getConfiguration()));
        SingleOutputStreamOperator<Tuple2<String, SourceRecord>> routed = env.fromSource(
                        ends.readings(), StreamProgress.strategy(), "results", StreamTypes.SOURCE_RECORD)
                .uid("results")
                .process(new RouteToSums(options.hierarchy()), RouteToSums.TYPE)
                .name("route")
                .uid("route");
        SingleOutputStreamOperator<Forecast> reconciled = routed.keyBy(message -> message.f0, Types.STRING)
                .process(new ReconcileSums(options), StreamTypes.FORECAST)
                .name("reconcile")
                .uid("reconcile");
        ends.predictions().attach(reconciled).name("predictions").uid("predictions");
        routed.getSideOutput(ParseReading.REJECTED)
                .union(reconciled.getSideOutput(ParseReading.REJECTED))
                .sinkTo(ends.rejected())
                .name("rejected")
                .uid("rejected");
    }
}
