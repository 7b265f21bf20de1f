package io.undercurrent.job.sums;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.reconciliation.Hierarchy;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.stream.ParseReading;
import io.undercurrent.stream.StreamTypes;
import io.undercurrent.stream.metric.RejectionCounters;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Finds the connected part of the hierarchy that a message belongs to, by the key of the message alone. What belongs to none is counted.
 */
final class RouteToSums extends ProcessFunction<SourceRecord, Tuple2<String, SourceRecord>> {

    private static final long serialVersionUID = 1;

    /** The name of the part, and the message. */
    static final TypeInformation<Tuple2<String, SourceRecord>> TYPE =
            Types.TUPLE(Types.STRING, StreamTypes.SOURCE_RECORD);

    /** By series: the name of its part. */
    private final HashMap<String, String> parts = new HashMap<>();

    private transient Counter unrelated;
    private transient RejectionCounters rejections;

    RouteToSums(Hierarchy hierarchy) {
        for (Map.Entry<String, Hierarchy> part : hierarchy.components().entrySet()) {
            part.getValue().keys().forEach(key -> parts.put(key, part.getKey()));
        }
    }

    @Override
    public void open(OpenContext context) {
        unrelated = getRuntimeContext().getMetricGroup().counter("unrelated");
        rejections = new RejectionCounters(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(SourceRecord message, Context context, Collector<Tuple2<String, SourceRecord>> out) {
        Optional<Rejection> rejection = rejection(message);
        if (rejection.isPresent()) {
            rejections.count(rejection.get());
            context.output(ParseReading.REJECTED, new RejectedRecord(message, rejection.get()));
            return;
        }
        String part = parts.get(new String(message.key(), UTF_8));
        if (part == null) {
            unrelated.inc();
        } else {
            out.collect(Tuple2.of(part, message));
        }
    }

    private static Optional<Rejection> rejection(SourceRecord message) {
        if (message.headers().containsKey(RowPlace.HEADER)) {
            return Optional.of(new Rejection(
                    Reason.NOT_A_RESULT,
                    "message: expected a whole forecast or score, but got a row of a table. The job that forecasts has"
                            + " to run with --forecast-layout nested and --results-schema none"));
        }
        if (message.key() == null) {
            return Optional.of(
                    new Rejection(Reason.MISSING_KEY, "message key: expected the series, but the message has no key"));
        }
        if (message.value() == null || message.value().length == 0) {
            return Optional.of(
                    new Rejection(Reason.EMPTY_MESSAGE, "message: expected a JSON object, but there are no bytes"));
        }
        return Optional.empty();
    }
}
