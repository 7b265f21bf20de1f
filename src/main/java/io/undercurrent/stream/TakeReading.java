package io.undercurrent.stream;

import io.undercurrent.format.ReadingRules;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.RejectedReading;
import io.undercurrent.series.Rejection;
import io.undercurrent.stream.metric.RejectionCounters;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.SourceRecord;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Accepts readings made by a user's own job, in place of {@link ParseReading}. It applies the same rules as for
 * messages, so that no window holds an invalid reading. The time of a reading is the timestamp of its record, if any.
 */
public final class TakeReading extends KeyedProcessFunction<String, Reading, ParsedReading> {

    private final List<String> names;
    private transient RejectionCounters rejections;

    /**
     * @param columns what readings carry
     */
    public TakeReading(Columns columns) {
        names = List.copyOf(columns.names());
    }

    @Override
    public void open(OpenContext context) {
        rejections = new RejectionCounters(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(Reading reading, Context context, Collector<ParsedReading> out) {
        requireFit(reading, context.getCurrentKey());
        double[] values = reading.values().clone();
        Optional<Rejection> rejection = ReadingRules.refusal(reading.key(), reading.day(), values, names);
        if (rejection.isPresent()) {
            rejections.count(rejection.get());
            context.output(WindowOperator.REJECTED_READINGS, new RejectedReading(reading, rejection.get()));
            return;
        }
        Long timestamp = context.timestamp();
        SourceRecord source = SourceRecord.none(timestamp == null ? SourceRecord.NO_TIMESTAMP : timestamp);
        out.collect(new ParsedReading(new Reading(reading.key(), reading.day(), values), source));
    }

    /** Checks for programming errors, as opposed to wrong data. */
    private void requireFit(Reading reading, String key) {
        if (!reading.key().equals(key)) {
            throw new IllegalArgumentException(
                    "stream of readings: expected to be keyed by Reading::key, but the key of " + reading + " is '"
                            + key + "'");
        }
        if (reading.values().length != names.size()) {
            throw new IllegalArgumentException("values: expected " + names.size() + ", one for each of " + names
                    + ", but got " + reading.values().length + " in " + reading);
        }
    }
}
