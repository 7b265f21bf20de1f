package io.undercurrent.stream;

import io.undercurrent.format.FirstFault;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.RejectedReading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.stream.metric.RejectionCounters;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.SourceRecord;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Takes in readings that somebody's own job made, in the place of {@link ParseReading}. What a message could not say is rejected here
 * too, so that no window ever holds it. The time of a reading is the timestamp of its record, where there is one.
 */
public final class TakeReading extends KeyedProcessFunction<String, Reading, ParsedReading> {

    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private final List<String> names;
    private transient FirstFault fault;
    private transient RejectionCounters rejections;

    /**
     * @param columns what readings carry
     */
    public TakeReading(Columns columns) {
        names = List.copyOf(columns.names());
    }

    @Override
    public void open(OpenContext context) {
        fault = new FirstFault();
        rejections = new RejectionCounters(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(Reading reading, Context context, Collector<ParsedReading> out) {
        requireFit(reading, context.getCurrentKey());
        double[] values = new double[names.size()];
        Rejection rejection = take(reading, values);
        if (rejection != null) {
            rejections.count(rejection);
            context.output(SlidingWindowFunction.REJECTED_READINGS, new RejectedReading(reading, rejection));
            return;
        }
        Long timestamp = context.timestamp();
        SourceRecord source = SourceRecord.none(timestamp == null ? SourceRecord.NO_TIMESTAMP : timestamp);
        out.collect(new ParsedReading(new Reading(reading.key(), reading.day(), values), source));
    }

    /** These are mistakes of a program rather than of data. */
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

    /** Takes the values into {@code values}. */
    private Rejection take(Reading reading, double[] values) {
        fault.clear();
        JsonMessages.checkKey(reading.key(), "key", fault);
        if (reading.day() < FIRST_DAY || reading.day() > LAST_DAY) {
            fault.note(
                    Reason.IMPOSSIBLE_DATE, "date: expected a day of the years 1 to 9999, but got " + reading.date());
        }
        for (int column = 0; column < values.length; column++) {
            double value = reading.values()[column];
            if (value != Reading.RETRACTED && !Double.isNaN(value) && !Float.isFinite((float) value)) {
                fault.note(
                        Reason.NOT_FINITE,
                        names.get(column) + ": expected a finite number up to 3.4e38, but got " + value);
            }
            // Equal numbers have equal bits.
            values[column] = value + 0.0;
        }
        return fault.rejection();
    }
}
